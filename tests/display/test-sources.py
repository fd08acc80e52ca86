"""Live sources in the window, asked of a server on loopback that first answers well and then does what servers do wrong; as TAP.

argv: the server of faults, the program, a folder for pictures of what failed.
"""
import contextlib
import json
import os
import pathlib
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

FAULT_SERVER, ASSAY = sys.argv.pop(1), sys.argv[1]
APP_ID = "io.github.assay.Assay"

# What the server of faults does, and what is said of it.
FAULTS = {
    "bad-gzip": "(?i)pack|compress|encoding",
    "bomb": "larger than",
    "cut": "broke off|before its end|closed",
    "endless": "larger than",
    "fault": "500",
    "loop": "redirect",
    "no-http": "HTTP",
    "nothing": "nothing|empty",
    "page": "(?i)html|web page",
    "reset": "broke off|reset|closed",
    "wrong-length": ".",
}
ENDLESS = ["slow", "mute"]    # end when they are stopped, or by their time-outs
TOAST_HEIGHT = 200   # pixels that none has
PATIENCE = 60    # s, on a machine that others keep busy, too


def string(text):
    return GLib.Variant("s", text)


class Front:
    """Answers well, or hands on what the server of faults says: byte by byte, resets included."""

    def __init__(self, faults):
        self.faults, self.good, self.gone, self.round = faults, True, False, 1
        self.port = 0

    def listen(self, host):
        """On the same port of each host."""
        listener = socket.create_server((host, self.port))
        self.port = listener.getsockname()[1]
        threading.Thread(target=self.run, args=(listener,), daemon=True).start()

    def run(self, listener):
        with contextlib.suppress(OSError):
            while True:
                connection = listener.accept()[0]
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def answer(self, connection, status, body):
        text = json.dumps(body).encode()
        connection.sendall(b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                           % (status, len(text), text))

    def serve(self, connection):
        with contextlib.suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head:
                block = connection.recv(4096)
                if not block:
                    return
                head += block
            path = head.split()[1].decode()
            name = path.split("/")[1]
            if self.gone or (name not in FAULTS and name not in ENDLESS):
                # where a redirect leads to, too
                return self.relay(connection, path) if not self.good and path.startswith("/loop") else self.answer(connection, b"404 Not Found", {})
            if not self.good:
                return self.relay(connection, "/" + name)
            self.answer(connection, b"200 OK", [{"name": "fastify", "version": name, "requests": str(40000 + self.round), "latency": "2.4", "throughput": "8.5"}])

    def relay(self, connection, path):
        with socket.create_connection(("127.0.0.1", self.faults)) as peer:
            peer.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            try:
                while block := peer.recv(65536):
                    connection.sendall(block)
            except ConnectionResetError:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def assay(*words):
    result = subprocess.run([ASSAY, *words], env=environment, stdout=subprocess.PIPE, text=True, timeout=120, check=False)
    return json.loads(result.stdout)


def states():
    return {feed["id"]: feed for feed in assay("list", "feeds", "--format", "json") if feed["source"] == "framework-table"}


def values():
    """Of each feed: its figures."""
    found = {}
    for figure in assay("list", "figures", "--format", "json"):
        if figure["origin"]["id"].startswith("feed-fault-"):
            found.setdefault(figure["origin"]["id"], []).append(figure["value"])
    return found


def has(program, text):
    """On any widget: its name or its description."""
    return any(text in node.name or text in node.description for node in program.tree().walk())


def toasts(program, label):
    """A function that gives the words of all toasts, found by one's label. It reads nothing else: a toast is gone before a busy machine has read the
    whole window."""
    above = [label, *label.above()]
    place = next(index for index, node in enumerate(above) if node.extents[3] > TOAST_HEIGHT)
    behind = [child.address for child in above[place].children if child is not above[place - 1]]

    def words():
        return [node.name for toast in program.children(above[place].address) if toast not in behind for node in program.tree(toast).walk()]
    return words


def test_faults_leave_what_was_there(program):
    """Asked while the servers fail: the window goes on, each failure is told in words, and the figures of before stay."""
    before = values()
    assert len(before) == len(FAULTS) + len(ENDLESS), before
    front.good = False
    program.action("win.goto", string("sources"))
    program.action("win.refresh")
    desktop.wait(lambda: has(program, " asked"), PATIENCE, "the progress")
    asking = program.get("label", contains="Asking the public sources", timeout=PATIENCE)
    stop = next(button for above in asking.above() for button in above.find("push button", contains="Stop"))
    said = toasts(program, asking)
    desktop.wait(lambda: all(states()["fault-" + name]["failure"] for name in FAULTS), 60, "the failures")
    # Two that never end are still being asked, and the window does what it is told.
    assert program.is_enabled("stop-refresh")
    program.action("win.goto", string("claims"))
    desktop.wait(lambda: program.has("heading", contains="claims") or program.has("heading", contains="statements"), PATIENCE, "another page meanwhile")
    program.click(stop)
    subprocess.check_call(["xdotool", "mousemove", "1", "1"])   # the next toast would stay under the pointer, and those after it wait
    desktop.wait(lambda: any(words.startswith("Stopped.") for words in said()), PATIENCE, "that it has stopped")
    assert not program.is_enabled("stop-refresh")
    program.action("win.goto", string("sources"))

    found = states()
    for name, words in FAULTS.items():
        failure = found["fault-" + name]["failure"]
        print(f"# {name}: {failure}")
        assert re.search(words, failure), (name, failure)
    assert values() == before


def test_failures_are_shown(program):
    """Once all that is asked fails, that is said above, and beside each source how many feeds did."""
    front.gone = True
    program.action("win.refresh")
    desktop.wait(lambda: has(program, "Showing figures saved on"), 60, "the banner")
    assert program.has("push button", contains="Try Again")
    desktop.wait(lambda: has(program, f"{len(FAULTS) + len(ENDLESS) + 1} failed"), PATIENCE, "how many failed")
    desktop.wait(lambda: has(program, "nothing came yet"), PATIENCE, "sources without an answer")


def click(program, find):
    """Once it has come to rest: what is above it may still grow."""
    places = []

    def rests():
        places.append(find().extents)
        return len(places) > 1 and places[-1] == places[-2]

    desktop.wait(rests, PATIENCE, "a place to click")
    program.click(find())


def open_feed(program):
    """The feed of the fault "page", by keys."""
    program.action("win.show-feed", string("fault-page"))
    desktop.wait(lambda: len(program.titles()) == 2, PATIENCE, "the feed's window")


def test_try_again(program):
    """The feed's window says why it failed; once the server is well, Try Again brings the newest answer beside the old one."""
    open_feed(program)
    desktop.wait(lambda: has(program, "stays."), PATIENCE, "the reason")
    front.good, front.gone, front.round = True, False, 2
    click(program, lambda: program.tree().find("push button", contains="Try Again")[-1])
    desktop.wait(lambda: program.has("push button", contains="Go Back"), PATIENCE, "two answers")
    desktop.wait(lambda: not has(program, "stays."), PATIENCE, "the reason to go")
    assert sorted(values()["feed-fault-page"]) == [40001, 40002], values()


def test_go_back_and_on(program):
    """Going back brings the former figures and says so; going on, the newest."""
    click(program, lambda: program.get("push button", contains="Go Back"))
    desktop.wait(lambda: has(program, "an earlier answer"), PATIENCE, "the earlier answer")
    assert values()["feed-fault-page"] == [40001], values()
    click(program, lambda: program.get("push button", contains="Use Newest"))
    desktop.wait(lambda: program.has("push button", contains="Go Back"), PATIENCE, "the newest answer")
    assert sorted(values()["feed-fault-page"]) == [40001, 40002], values()
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, PATIENCE, "the window to close")


TESTS = [test_faults_leave_what_was_there, test_failures_are_shown, test_try_again, test_go_back_and_on]


def prepare(folder):
    feeds = pathlib.Path(folder, "data/assay/feeds")
    feeds.mkdir(parents=True)
    feeds.joinpath("faults.json").write_text(json.dumps({"feeds": [
        {"id": "fault-" + name, "source": "framework-table", "title": name.capitalize(), "parameters": {"repository": name}, "keep": ["version"],
         "metrics": {"throughput": "fastify-benchmarks-throughput"}} for name in [*FAULTS, *ENDLESS]]}))
    config = pathlib.Path(folder, "config/assay")
    config.mkdir(parents=True)
    # A host each, or all would wait for each other's turns.
    known = sorted({feed["source"] for feed in assay("list", "feeds", "--format", "json")})
    addresses = {}
    for index, source in enumerate(known, 1):
        front.listen(f"127.0.0.{index}")
        addresses[source] = {"address": f"http://127.0.0.{index}:{front.port}"}
    config.joinpath("sources.json").write_text(json.dumps({"sources": addresses}))


with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    environment = {**os.environ, **{f"XDG_{name.upper()}_HOME": f"{folder}/{name}" for name in ("data", "config", "cache")}}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
    server = stack.enter_context(subprocess.Popen([FAULT_SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    front = Front(int(server.stdout.readline()))
    prepare(folder)
    fetched = assay("fetch", *["fault-" + name for name in [*FAULTS, *ENDLESS]], "--format", "json")
    assert all(not feed["failure"] and feed["figures"] == 1 for feed in fetched), fetched
    # A month later nothing is fresh enough any more.
    later = GLib.DateTime.new_now_utc().add_months(1).format("%Y-%m-%d")
    program = desktop.Program([ASSAY], APP_ID, {**environment, "G_DEBUG": "fatal-criticals", "ASSAY_TODAY": later})
    failed = desktop.run_tests(program, "sources", TESTS)
    program.close()

sys.exit(1 if failed else 0)
