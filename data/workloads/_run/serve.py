"""Serves the `app` of one program until standard input ends: serve.py FILE SERVER [WORKERS].

SERVER is stdlib, gunicorn-gthread, uvicorn, tornado, aiohttp or websockets. When it listens it says so in one JSON line. A program's
file name must have a hyphen, or it would hide the module that it is named after.
"""

import importlib.metadata
import importlib.util
import json
import os
import platform
import signal
import socket
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
FILE, SERVER = sys.argv[1], sys.argv[2]
WORKERS = int(sys.argv[3]) if len(sys.argv) > 3 else 1
PORT = int(os.environ.get("PORT", 0))
KEEP_ALIVE = 75  # s, everywhere the same
BACKLOG = 4096
THREADS = 16  # of gthread
LARGEST_BODY = 2**30

sys.path[0] = os.path.join(os.path.dirname(HERE), "_lib")


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return platform.python_version()


def ready(port):
    framework = os.path.splitext(os.path.basename(FILE))[0].partition("-")[2]
    server = SERVER.partition("-")[0]
    line = {
        "event": "ready",
        "port": port,
        "pid": os.getpid(),
        "framework": framework,
        "framework_version": version(framework),
        "server": server,
        "server_version": version(server),
        "workers": WORKERS,
        "runtime": platform.python_implementation(),
        "version": platform.python_version(),
    }
    print(json.dumps(line), flush=True)


def end_with_stdin(end):
    """Calls end once nobody holds standard input any more. There is nothing to save, so nothing is waited for."""

    def wait():
        while os.read(0, 4096):
            pass
        end()

    threading.Thread(target=wait, daemon=True).start()


def load():
    spec = importlib.util.spec_from_file_location("workload", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["workload"] = module
    spec.loader.exec_module(module)
    return module.app


def listen():
    # asyncio switches Nagle's algorithm off only where the protocol is named.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", PORT))
    sock.listen(BACKLOG)
    sock.setblocking(False)
    sock.set_inheritable(True)
    return sock


def share(sock):
    """Every worker accepts from the one socket; the first process speaks for all of them and ends them."""
    others = []
    for _ in range(WORKERS - 1):
        pid = os.fork()
        if pid == 0:
            return
        others.append(pid)

    def end():
        for pid in others:
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    ready(sock.getsockname()[1])
    end_with_stdin(end)


def serve_stdlib():
    from http.server import ThreadingHTTPServer

    ThreadingHTTPServer.request_queue_size = BACKLOG
    ThreadingHTTPServer.daemon_threads = True
    server = ThreadingHTTPServer(("127.0.0.1", PORT), load())
    ready(server.server_port)
    end_with_stdin(lambda: os._exit(0))
    server.serve_forever()


def serve_gunicorn():
    from gunicorn.app.base import BaseApplication

    def when_ready(arbiter):
        def end():
            arbiter.kill_workers(signal.SIGKILL)
            os._exit(0)

        ready(arbiter.LISTENERS[0].sock.getsockname()[1])
        end_with_stdin(end)

    settings = {
        "bind": f"127.0.0.1:{PORT}",
        "workers": WORKERS,
        "worker_class": "gthread",
        "threads": THREADS,
        "worker_connections": 20000,
        "keepalive": KEEP_ALIVE,
        "backlog": BACKLOG,
        "loglevel": "critical",
        "when_ready": when_ready,
    }

    class Gunicorn(BaseApplication):
        def load_config(self):
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self):
            return load()

    Gunicorn().run()


def serve_uvicorn():
    import uvicorn

    sock = listen()
    share(sock)
    config = uvicorn.Config(
        load(), log_level="critical", access_log=False, timeout_keep_alive=KEEP_ALIVE, backlog=BACKLOG
    )
    uvicorn.Server(config).run(sockets=[sock])


def serve_asyncio(start):
    import asyncio
    import logging

    logging.disable(logging.CRITICAL)
    sock = listen()
    share(sock)

    async def main():
        await start(sock)
        await asyncio.Event().wait()

    asyncio.run(main())


async def start_tornado(sock):
    from tornado.httpserver import HTTPServer

    server = HTTPServer(load(), idle_connection_timeout=KEEP_ALIVE, max_body_size=LARGEST_BODY)
    server.add_sockets([sock])


async def start_aiohttp(sock):
    from aiohttp import web

    runner = web.AppRunner(load(), access_log=None, keepalive_timeout=KEEP_ALIVE)
    await runner.setup()
    await web.SockSite(runner, sock, backlog=BACKLOG).start()


async def start_websockets(sock):
    import websockets

    await websockets.serve(load(), sock=sock, compression=None)


SERVERS = {
    "stdlib": serve_stdlib,
    "gunicorn-gthread": serve_gunicorn,
    "uvicorn": serve_uvicorn,
    "tornado": lambda: serve_asyncio(start_tornado),
    "aiohttp": lambda: serve_asyncio(start_aiohttp),
    "websockets": lambda: serve_asyncio(start_websockets),
}

if SERVER not in SERVERS:
    sys.exit(f"unknown server {SERVER}")
SERVERS[SERVER]()
