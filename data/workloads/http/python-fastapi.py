import asyncio
from hashlib import sha256

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from shared import DATA, FORTUNES, PRODUCTS, compute, row

app = FastAPI()
templates = Jinja2Templates(directory=f"{DATA}/templates")


# region plaintext
@app.get("/plaintext", response_class=PlainTextResponse)
async def plaintext():
    return "Hello, World!"


# endregion


# region json
@app.get("/json")
async def json():
    return {"message": "Hello, World!"}


# endregion


# region gzip
app.add_middleware(GZipMiddleware, compresslevel=6)


@app.get("/json-large")
async def json_large():
    return PRODUCTS


# endregion


# region db
@app.get("/db")
async def db(id: int):
    return row(id)


# endregion


# region template
@app.get("/template", response_class=HTMLResponse)
async def template():
    rows = sorted(FORTUNES, key=lambda fortune: fortune[1])
    return templates.get_template("fortunes.html").render(rows=rows)


# endregion


# region static
app.mount("/static", StaticFiles(directory=f"{DATA}/static"))
# endregion


# region compute
@app.get("/compute")
async def run_compute(n: int):
    return {"inside": compute(n)}


# endregion


# region wait
@app.get("/wait", response_class=PlainTextResponse)
async def wait(ms: int):
    await asyncio.sleep(ms / 1000)
    return "done"


# endregion


# region upload
@app.post("/upload")
async def upload(request: Request):
    digest, size = sha256(), 0
    async for chunk in request.stream():
        digest.update(chunk)
        size += len(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}


# endregion


# region fail
@app.get("/fail")
async def fail():
    raise RuntimeError("deliberate")


# endregion


# region fail-late
@app.get("/fail-late", response_class=PlainTextResponse)
async def fail_late():
    def later():
        raise RuntimeError("deliberate")

    asyncio.get_running_loop().call_later(0.005, later)
    return "done"


# endregion
