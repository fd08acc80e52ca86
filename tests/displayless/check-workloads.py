"""Runs the HTTP programs of data/workloads for real, as TAP: every route's answer, WebSocket, fan-out, the driver, and their end.

check-workloads.py ROOT. What isn't installed is skipped with the reason. npm's packages are taken from the folder that holds
node_modules in $ASSAY_NODE_MODULES or else from the environment folder that `assay prepare` fills.
"""
import base64
import concurrent.futures
import gzip
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

WORKLOADS = pathlib.Path(sys.argv[1]) / "data/workloads"
DATA_HOME = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
NODE_MODULES = os.environ.get("ASSAY_NODE_MODULES") or f"{DATA_HOME}/assay/environment"
PATIENCE = 30  # s, for a machine that does other things too
BUILD_PATIENCE = 300  # s; a compiler's first build makes its standard library as well
LARGEST_FILL = 4 << 20  # bytes; enough to come in more than one piece
FOLDERS = ["http", "websocket", "gateway"]
DRIVEN = {"concurrent-requests": ["express", "flask"], "neighbour": ["fastapi"], "unhandled-error": ["node-http", "fastapi"]}


class Skip(Exception):
    pass


def read(path):
    return json.loads(path.read_text())


def scenarios():
    return [read(path) for path in sorted(WORKLOADS.glob("*/scenario.json"))]


def stage(folder):
    """The programs as the environment folder has them: copies, with data made and packages above."""
    shutil.copytree(WORKLOADS, folder / "workloads")
    shutil.copytree(WORKLOADS / "_data", folder / "data")
    for script in (folder / "data").glob("*.sql"):
        with sqlite3.connect(script.with_suffix(".db")) as db:
            db.executescript(script.read_text())
    modules = pathlib.Path(NODE_MODULES, "node_modules")
    if modules.is_dir():
        (folder / "node_modules").symlink_to(modules.resolve())


class Technology:
    def __init__(self, path, staged):
        self.about = read(path)
        self.id = self.about["id"]
        self.staged = staged
        self.out = staged / "bin" / self.id
        self.environment = {**os.environ, "PORT": "0", "DATA_DIR": str(staged / "data"), **self.about.get("environment", {})}

    def program(self, folder):
        stem = self.about.get("stem", self.id)
        found = [path for path in (self.staged / "workloads" / folder).glob(f"{stem}.*") if path.stem == stem]
        return found[0] if found else None

    def runtime(self, of=None):
        of = of or self.about["runtime"]
        names = read(WORKLOADS / "runtimes" / f"{of}.json")["find"]
        # The distribution's own comes first: it has the distribution's packages.
        for name in names:
            found = shutil.which(name, path="/usr/bin") or shutil.which(name)
            if found:
                return found
        raise Skip(f"{names[0]} is not installed")

    def words(self, command, file, arguments):
        places = {"runtime": self.runtime(), "file": file, "run": self.staged / "workloads/_run", "lib": self.staged / "workloads/_lib",
                  "data": self.staged / "data", "out": self.out, "seconds": "0", "least": "1", **arguments}
        for needed in self.about.get("needs", []):
            places[needed] = self.runtime(read(WORKLOADS / "technologies" / f"{needed}.json")["runtime"])
        words = []
        for word in command:
            for name, value in places.items():
                word = word.replace("{%s}" % name, str(value))
            words.append(word)
        return words

    def run(self, command, file, arguments, patience=2 * PATIENCE):
        return subprocess.run(self.words(command, file, arguments), cwd=self.staged / "workloads", env=self.environment, timeout=patience,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def least_version(self):
        least = self.about.get("least")
        if least and self.about["runtime"] == "node":
            version = subprocess.run([self.runtime(), "--version"], capture_output=True, text=True).stdout.strip("v\n")
            if int(version.split(".")[0]) < int(least.split(".")[0]):
                raise Skip(f"needs {self.about['runtime']} {least}, here is {version}")

    def prepare(self, file):
        """Skips if it can't run here."""
        self.least_version()
        for needed in [self.about] + [read(WORKLOADS / "technologies" / f"{other}.json") for other in self.about.get("needs", [])]:
            if "import" in needed:
                runtime = self.runtime(needed["runtime"])
                result = self.run([runtime if word == "{runtime}" else word for word in needed["import"]], file, {})
                if result.returncode != 0:
                    raise Skip(f"packages of {needed['id']} can't be loaded")
        if "build" in self.about:
            self.out.parent.mkdir(exist_ok=True)
            result = self.run(self.about["build"], file, {}, BUILD_PATIENCE)
            assert result.returncode == 0, result.stderr


class Server:
    """A program that serves, ended with its standard input."""

    def __init__(self, technology, file):
        technology.prepare(file)
        command = technology.words(technology.about["commands"]["serve"], file, {"workers": "1"})
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, cwd=technology.staged / "workloads", env=technology.environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors)

    def __enter__(self):
        line = self.process.stdout.readline()
        assert line, self.said()
        ready = json.loads(line)
        assert ready["event"] == "ready" and ready["pid"] and ready["framework_version"] and ready["runtime"], ready
        self.port = ready["port"]
        return self

    def said(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")[-2000:]

    def __exit__(self, kind, value, trace):
        self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.stdout.close()
        if kind:
            raise AssertionError(f"{value!r}\n{self.said()}") from value
        end = time.monotonic() + PATIENCE
        while self.listens():
            assert time.monotonic() < end, "somebody still listens on its port"
            time.sleep(0.01)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, request):
        body = made_body(request) if "fill" in request else request.get("body", "").encode() or None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(request.get("method", "GET"), request["path"], body, request.get("headers", {}))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


def made_body(request):
    return b"x" * min(request["fill"], LARGEST_FILL)


def check_answer(scenario, answer):
    """Holds the answer against what the scenario expects; returns what all programs must have in common."""
    expect, (status, headers, body) = dict(scenario["expect"]), answer
    if "fill" in scenario["request"]:
        sent = made_body(scenario["request"])
        expect["body"] = json.dumps({"bytes": len(sent), "sha256": hashlib.sha256(sent).hexdigest()})
    assert status == expect.get("status", 200), f"{scenario['id']}: status {status}"
    assert headers.get_content_type() == expect["type"], f"{scenario['id']}: type {headers['Content-Type']}"
    assert headers["Content-Encoding"] == expect.get("encoding"), f"{scenario['id']}: encoding {headers['Content-Encoding']}"
    if headers["Content-Encoding"] == "gzip":
        body = gzip.decompress(body)
    if "sha256" in expect:
        assert hashlib.sha256(body).hexdigest() == expect["sha256"], f"{scenario['id']}: another body"
    if expect.get("json"):
        value = json.loads(body)
        assert "body" not in expect or value == json.loads(expect["body"]), f"{scenario['id']}: {body[:200]}"
        return json.dumps(value, sort_keys=True)
    assert "body" not in expect or body.decode() == expect["body"], f"{scenario['id']}: {body[:200]}"
    return body


class Peer:
    """As much of a WebSocket client as a chat takes (RFC 6455)."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.stream = self.socket.makefile("rb")
        assert b" 101 " in self.stream.readline()
        while self.stream.readline().strip():
            pass

    def send(self, text):
        mask, data = os.urandom(4), text.encode()
        self.socket.sendall(bytes([0x81, 0x80 | len(data)]) + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def receive(self):
        first, length = struct.unpack("BB", self.stream.read(2))
        assert first == 0x81 and length < 126, "not a short text"
        return self.stream.read(length).decode()

    def close(self):
        self.stream.close()
        self.socket.close()


def check_chat(server, scenario):
    peers = [Peer(server.port, scenario["request"]["path"]) for _ in range(3)]
    for number, sender in enumerate(peers):
        sender.send(f"message {number}")
        for peer in peers:
            assert peer.receive() == f"message {number}"
    peers.pop().close()
    peers[0].send("to those who are left")
    for peer in peers:
        assert peer.receive() == "to those who are left"
        peer.close()


# Who is known to fall over it, and for that reason is left out of the scenario: its file says so.
FRAGILE = {("deno-http", "http-static")}
# What a client may go away in the middle of, by the scenario that asks it.
LONG_REQUESTS = {
    "http-static": "GET /static/64k.bin HTTP/1.1\r\nHost: x\r\n\r\n",
    "http-gzip": "GET /json-large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
    "upload": "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n" + "x" * 5000,
}


def cut_off(server, technology, all_scenarios):
    """Clients that go away in the middle, as at the end of a load: the server must not fall over it."""
    for scenario in all_scenarios:
        if (technology.id, scenario["id"]) in FRAGILE:
            assert technology.id in scenario["without"], f"{technology.id} takes part in {scenario['id']}"
            continue
        for pause in (0, 0.002) if scenario["id"] in LONG_REQUESTS else ():
            with socket.create_connection(("127.0.0.1", server.port)) as client:
                client.sendall(LONG_REQUESTS[scenario["id"]].encode())
                time.sleep(pause)
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def serve_all(technology, folder, all_scenarios, common):
    file = technology.program(folder)
    with Server(technology, file) as server:
        cut_off(server, technology, all_scenarios)
        for scenario in all_scenarios:
            if scenario["kind"] != "http" or scenario.get("programs", scenario["id"]) != folder or technology.id in scenario.get("without", {}):
                continue
            if scenario.get("load") == "websocket":
                check_chat(server, scenario)
                continue
            if scenario.get("region"):
                assert f"region {scenario['region']}\n" in file.read_text(), f"no region {scenario['region']}"
            try:
                found = check_answer(scenario, server.ask(scenario["request"]))
            except (OSError, http.client.HTTPException) as error:
                raise AssertionError(f"{scenario['id']}: {error!r}") from error
            others = common.setdefault(scenario["id"], found)
            assert others == found, f"{scenario['id']}: {found[:200]!r} where another has {others[:200]!r}"


def lines_of(technology, scenario, folder, **arguments):
    file = technology.program(folder)
    technology.prepare(file)
    result = technology.run(technology.about["commands"][scenario["command"]], file, {**scenario["arguments"], **arguments})
    assert result.returncode == 0, result.stderr[-2000:]
    return [json.loads(line) for line in result.stdout.splitlines()]


def fan_out(technology, scenario):
    lines = lines_of(technology, scenario, scenario["id"], size="50")
    assert lines[-1] == {"event": "done", "checksum": "50"}, lines
    assert lines[1]["ns"] >= 20e6, lines


def drive(technology, scenario):
    lines = lines_of(technology, scenario, "http")
    assert lines[-1] == {"event": "done", "checksum": scenario["checksum"]}, lines
    told = {name for line in lines for name in line.get("sample", {})}
    assert told == {metric["measure"] for metric in scenario["metrics"]}, told


def plan(technologies, all_scenarios):
    """What there is to check: name and function."""
    common = {}
    for folder in FOLDERS:
        for technology in technologies:
            if technology.program(folder) and "serve" in technology.about["commands"]:
                yield f"{folder}/{technology.id}", lambda t=technology, f=folder: serve_all(t, f, all_scenarios, common)
    for scenario in all_scenarios:
        for technology in technologies:
            if technology.id in DRIVEN.get(scenario["id"], []):
                yield f"{scenario['id']}/{technology.id}", lambda t=technology, s=scenario: drive(t, s)
            elif scenario["id"] == "fanout" and "kernel" in technology.about["commands"] and technology.program("fanout"):
                yield f"{scenario['id']}/{technology.id}", lambda t=technology, s=scenario: fan_out(t, s)


def outcome(check):
    try:
        check()
        return "ok", "", ""
    except Skip as reason:
        return "ok", f" # SKIP {reason}", ""
    except Exception as error:
        return "not ok", "", f"{type(error).__name__}: {error}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        staged = pathlib.Path(folder)
        stage(staged)
        technologies = [Technology(path, staged) for path in sorted(WORKLOADS.glob("technologies/*.json"))]
        checks = list(plan(technologies, scenarios()))
        print(f"1..{len(checks)}")
        failed = False
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            results = pool.map(outcome, (check for _, check in checks))
            for index, ((name, _), (word, skip, error)) in enumerate(zip(checks, results), 1):
                print(f"{word} {index} /workloads/{name}{skip}", flush=True)
                for line in error.splitlines():
                    print(f"# {line}")
                failed = failed or word != "ok"
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
