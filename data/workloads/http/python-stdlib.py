import gzip
import json
import shutil
import threading
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

from shared import DATA, PRODUCTS, compute, row


class app(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        url = urlsplit(self.path)
        route = ROUTES.get(url.path)
        if route:
            route(self, dict(parse_qsl(url.query)))
        else:
            self.send_error(404)

    def do_POST(self):
        self.do_GET()

    def send(self, body, content_type, headers={}):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_json(self, value):
        self.send(json.dumps(value).encode(), "application/json")

    def log_message(self, *args):
        pass

    # region plaintext
    def plaintext(self, query):
        self.send(b"Hello, World!", "text/plain")

    # endregion

    # region json
    def json(self, query):
        self.send_json({"message": "Hello, World!"})

    # endregion

    # region gzip
    def json_large(self, query):
        body = gzip.compress(json.dumps(PRODUCTS).encode(), 6)
        self.send(body, "application/json", {"Content-Encoding": "gzip"})

    # endregion

    # region db
    def db(self, query):
        self.send_json(row(int(query["id"])))

    # endregion

    # region static
    def static(self, query):
        with open(f"{DATA}/static/64k.bin", "rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Length", str(size))
            self.end_headers()
            shutil.copyfileobj(file, self.wfile)

    # endregion

    # region compute
    def compute(self, query):
        self.send_json({"inside": compute(int(query["n"]))})

    # endregion

    # region wait
    def wait(self, query):
        time.sleep(int(query["ms"]) / 1000)
        self.send(b"done", "text/plain")

    # endregion

    # region upload
    def upload(self, query):
        digest, size = sha256(), 0
        left = int(self.headers["Content-Length"])
        while left and (chunk := self.rfile.read1(min(left, 65536))):
            digest.update(chunk)
            size += len(chunk)
            left -= len(chunk)
        self.send_json({"bytes": size, "sha256": digest.hexdigest()})

    # endregion

    # region fail
    def fail(self, query):
        raise RuntimeError("deliberate")

    # endregion

    # region fail-late
    def fail_late(self, query):
        threading.Timer(0.005, self.fail, [query]).start()
        self.send(b"done", "text/plain")

    # endregion


ROUTES = {
    "/plaintext": app.plaintext,
    "/json": app.json,
    "/json-large": app.json_large,
    "/db": app.db,
    "/static/64k.bin": app.static,
    "/compute": app.compute,
    "/wait": app.wait,
    "/upload": app.upload,
    "/fail": app.fail,
    "/fail-late": app.fail_late,
}
