import asyncio
from hashlib import sha256

from tornado.escape import json_encode
from tornado.web import Application, RequestHandler, StaticFileHandler, stream_request_body

from shared import DATA, FORTUNES, PRODUCTS, compute, row


# region plaintext
class Plaintext(RequestHandler):
    def get(self):
        self.set_header("Content-Type", "text/plain")
        self.write("Hello, World!")


# endregion


# region json
class Json(RequestHandler):
    def get(self):
        self.write({"message": "Hello, World!"})


# endregion


# region gzip
class JsonLarge(RequestHandler):
    def get(self):
        self.set_header("Content-Type", "application/json")
        self.write(json_encode(PRODUCTS))


# endregion


# region db
class Db(RequestHandler):
    def get(self):
        self.write(row(int(self.get_query_argument("id"))))


# endregion


# region template
class Template(RequestHandler):
    def get(self):
        rows = sorted(FORTUNES, key=lambda fortune: fortune[1])
        self.render("fortunes-tornado.html", rows=rows)


# endregion


# region compute
class Compute(RequestHandler):
    def get(self):
        self.write({"inside": compute(int(self.get_query_argument("n")))})


# endregion


# region wait
class Wait(RequestHandler):
    async def get(self):
        await asyncio.sleep(int(self.get_query_argument("ms")) / 1000)
        self.set_header("Content-Type", "text/plain")
        self.write("done")


# endregion


# region upload
@stream_request_body
class Upload(RequestHandler):
    def prepare(self):
        self.digest, self.size = sha256(), 0
        self.request.connection.set_max_body_size(2**30)

    def data_received(self, chunk):
        self.digest.update(chunk)
        self.size += len(chunk)

    def post(self):
        self.write({"bytes": self.size, "sha256": self.digest.hexdigest()})


# endregion


# region fail
class Fail(RequestHandler):
    def get(self):
        raise RuntimeError("deliberate")


# endregion


# region fail-late
class FailLate(RequestHandler):
    def get(self):
        def later():
            raise RuntimeError("deliberate")

        asyncio.get_running_loop().call_later(0.005, later)
        self.set_header("Content-Type", "text/plain")
        self.write("done")


# endregion

app = Application(
    [
        ("/plaintext", Plaintext),
        ("/json", Json),
        ("/json-large", JsonLarge),
        ("/db", Db),
        ("/template", Template),
        # region static
        ("/static/(.*)", StaticFileHandler, {"path": f"{DATA}/static"}),
        # endregion
        ("/compute", Compute),
        ("/wait", Wait),
        ("/upload", Upload),
        ("/fail", Fail),
        ("/fail-late", FailLate),
    ],
    template_path=f"{DATA}/templates",
    compress_response=True,
    log_function=lambda handler: None,
)
