import gzip
import threading
import time
from hashlib import sha256

from flask import Flask, Response, jsonify, render_template, request

from shared import DATA, FORTUNES, PRODUCTS, compute, row

# region static
app = Flask(__name__, static_folder=f"{DATA}/static", template_folder=f"{DATA}/templates")
# endregion


# region plaintext
@app.get("/plaintext")
def plaintext():
    return Response("Hello, World!", mimetype="text/plain")


# endregion


# region json
@app.get("/json")
def json():
    return {"message": "Hello, World!"}


# endregion


# region gzip
@app.get("/json-large")
def json_large():
    response = jsonify(PRODUCTS)
    response.data = gzip.compress(response.data, 6)
    response.content_encoding = "gzip"
    return response


# endregion


# region db
@app.get("/db")
def db():
    return row(request.args.get("id", type=int))


# endregion


# region template
@app.get("/template")
def template():
    rows = sorted(FORTUNES, key=lambda fortune: fortune[1])
    return render_template("fortunes.html", rows=rows)


# endregion


# region compute
@app.get("/compute")
def run_compute():
    return {"inside": compute(request.args.get("n", type=int))}


# endregion


# region wait
@app.get("/wait")
def wait():
    time.sleep(request.args.get("ms", type=int) / 1000)
    return Response("done", mimetype="text/plain")


# endregion


# region upload
@app.post("/upload")
def upload():
    digest, size = sha256(), 0
    while chunk := request.stream.read(65536):
        digest.update(chunk)
        size += len(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}


# endregion


# region fail
@app.get("/fail")
def fail():
    raise RuntimeError("deliberate")


# endregion


# region fail-late
@app.get("/fail-late")
def fail_late():
    threading.Timer(0.005, fail).start()
    return Response("done", mimetype="text/plain")


# endregion
