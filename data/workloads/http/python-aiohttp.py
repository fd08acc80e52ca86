import asyncio
from hashlib import sha256

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from shared import DATA, FORTUNES, PRODUCTS, compute, row

routes = web.RouteTableDef()
templates = Environment(loader=FileSystemLoader(f"{DATA}/templates"), autoescape=True)


# region plaintext
@routes.get("/plaintext")
async def plaintext(request):
    return web.Response(text="Hello, World!")


# endregion


# region json
@routes.get("/json")
async def json(request):
    return web.json_response({"message": "Hello, World!"})


# endregion


# region gzip
@routes.get("/json-large")
async def json_large(request):
    response = web.json_response(PRODUCTS)
    response.enable_compression()
    return response


# endregion


# region db
@routes.get("/db")
async def db(request):
    return web.json_response(row(int(request.query["id"])))


# endregion


# region template
@routes.get("/template")
async def template(request):
    rows = sorted(FORTUNES, key=lambda fortune: fortune[1])
    text = templates.get_template("fortunes.html").render(rows=rows)
    return web.Response(text=text, content_type="text/html")


# endregion


# region static
routes.static("/static", f"{DATA}/static")
# endregion


# region compute
@routes.get("/compute")
async def run_compute(request):
    return web.json_response({"inside": compute(int(request.query["n"]))})


# endregion


# region wait
@routes.get("/wait")
async def wait(request):
    await asyncio.sleep(int(request.query["ms"]) / 1000)
    return web.Response(text="done")


# endregion


# region upload
@routes.post("/upload")
async def upload(request):
    digest, size = sha256(), 0
    async for chunk in request.content.iter_any():
        digest.update(chunk)
        size += len(chunk)
    return web.json_response({"bytes": size, "sha256": digest.hexdigest()})


# endregion


# region fail
@routes.get("/fail")
async def fail(request):
    raise RuntimeError("deliberate")


# endregion


# region fail-late
@routes.get("/fail-late")
async def fail_late(request):
    def later():
        raise RuntimeError("deliberate")

    asyncio.get_running_loop().call_later(0.005, later)
    return web.Response(text="done")


# endregion

app = web.Application()
app.add_routes(routes)
