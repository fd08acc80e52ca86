"""Starts a server, asks it what no load generator asks, and says what came of it: drive.py CHECK COMMAND...

CHECK is errors, concurrent or neighbour. The server is one that serves the routes of the folder http; it is asked and ended
from here, by any Python's standard library, so that all servers are asked by the same client.
"""

import http.client
import json
import platform
import statistics
import subprocess
import sys
import threading
import time

PATIENCE = 20  # s
WAITS, WAIT = 100, 200  # requests at the same time, ms each
GRID = 100  # points a side of what the neighbour computes
NEIGHBOUR = 1.5  # s of asking beside the neighbour


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = json.loads(self.process.stdout.readline() or sys.exit("the server ended before it listened"))["port"]
        self.settle()

    def settle(self):
        """Waits for a first answer: a server may listen before its worker can answer."""
        end = time.monotonic() + PATIENCE
        while self.status("/plaintext") != 200:
            if time.monotonic() > end:
                sys.exit("the server doesn't answer")
            time.sleep(0.02)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def status(self, path):
        """Status of the answer, or None if there was none."""
        connection = self.connect()
        try:
            return ask(connection, path)[0]
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()


def ask(connection, path):
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def write(**line):
    print(json.dumps(line), flush=True)


def sample(name, value):
    write(sample={name: value})


def errors(server, command):
    """An exception in a handler, then one in a later callback: what does the client get, and is there still a server?"""
    sample("answers-500", int(server.status("/fail") == 500))
    sample("survives-handler", int(server.status("/plaintext") == 200))
    if server.process.poll() is not None:
        server = Server(command)
    server.status("/fail-late")
    time.sleep(0.2)
    sample("survives-late", int(server.status("/plaintext") == 200))
    server.stop()
    return "asked"


def concurrent(server, command):
    """Many requests that only wait, all at once, each on a connection of its own that is there before."""
    connections = [server.connect() for _ in range(WAITS)]
    for connection in connections:
        connection.connect()
    start = time.perf_counter()
    for connection in connections:
        connection.request("GET", f"/wait?ms={WAIT}")
    answers = [connection.getresponse().read() for connection in connections]
    sample("all-answered", time.perf_counter() - start)
    server.stop()
    return str(answers.count(b"done"))


def times(server, seconds):
    """How long each of many small requests takes, one after the other."""
    connection, found, end = server.connect(), [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        ask(connection, "/plaintext")
        found.append(time.perf_counter() - start)
        time.sleep(0.002)
    return sorted(found)


def neighbour(server, command):
    """Small requests alone, then while another client has something computed again and again."""
    times(server, 0.5)
    alone = times(server, 0.5)
    stop, computed, results = threading.Event(), [], set()

    def compute():
        connection = server.connect()
        while not stop.is_set():
            start = time.perf_counter()
            results.add(json.loads(ask(connection, f"/compute?n={GRID}")[1])["inside"])
            computed.append(time.perf_counter() - start)

    thread = threading.Thread(target=compute)
    thread.start()
    time.sleep(0.3)
    beside = times(server, NEIGHBOUR)
    stop.set()
    thread.join()
    sample("alone-p50", statistics.median(alone))
    sample("beside-p50", statistics.median(beside))
    sample("beside-p99", beside[int(len(beside) * 0.99)])
    sample("computation", statistics.median(computed))
    server.stop()
    return str(sorted(results))


def main(check, *command):
    server = Server(command)
    write(event="start", runtime=platform.python_implementation(), version=platform.python_version())
    checksum = {"errors": errors, "concurrent": concurrent, "neighbour": neighbour}[check](server, command)
    write(event="done", checksum=checksum)


if __name__ == "__main__":
    main(*sys.argv[1:])
