from fastapi import FastAPI

from shared import compute

app = FastAPI()


# region gateway
@app.get("/report")
async def report(n: int):
    return {"grid": n, "inside": compute(n)}


# endregion
