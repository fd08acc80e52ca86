import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from upstream import Upstream

LIMIT = 100


def prepare(calls):
    return calls, Upstream(20)


# region fanout
local = threading.local()


def ask(port):
    if getattr(local, "port", None) != port:
        local.connection, local.port = HTTPConnection("127.0.0.1", port), port
    local.connection.request("GET", "/")
    return local.connection.getresponse().read()


def run(given):
    calls, upstream = given
    with ThreadPoolExecutor(LIMIT) as pool:
        return list(pool.map(ask, [upstream.port] * calls)).count(b"answer")


# endregion


def finish(given):
    given[1].stop()
