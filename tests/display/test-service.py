"""Adding a Prometheus server in the window, with the distribution's Prometheus on loopback. As TAP.

usage: test-service.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


PORT = free_port()


def dialog(program):
    return program.tree().children[1]


def widget(program, name, role=None):
    return desktop.wait(lambda: [node for node in dialog(program).find(role=role, contains=name) if node.extents[2] > 0], 10, name)[0]


def open_dialog(program):
    program.action("win.add-service")
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the dialog")
    widget(program, "Server address")
    time.sleep(0.3)


def close_dialog(program):
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the dialog to close")


def ask(program, server, query):
    """Fills in server and question; the first field has the focus."""
    program.type(server)
    program.click(widget(program, "Query (PromQL)", "text"))
    program.type(query)
    program.click(widget(program, "Try", "push button"))


def test_error_beside_the_field(program):
    """What is wrong with an address stands below it; nothing is told of what isn't there yet; Escape closes."""
    open_dialog(program)
    assert not [node for node in dialog(program).find(contains="missing")]
    program.type("example.org")
    error = widget(program, "Must be an address", "label")
    field = widget(program, "Server address", "text")
    assert 0 <= error.extents[1] - field.extents[1] - field.extents[3] < 20, (error.extents, field.extents)
    assert "Must be an address" in field.description, field.description
    close_dialog(program)


def refused(program):
    return [node for node in dialog(program).find(contains="Only https") if node.extents[2] > 0]


def test_plain_http_is_asked_about(program):
    """http beyond this machine is refused, with a switch to allow it."""
    open_dialog(program)
    program.type("http://10.0.0.1:9090")
    widget(program, "Only https is asked beyond this machine")
    program.click(widget(program, "Ask without Encryption", "label"))
    desktop.wait(lambda: not refused(program), 10, "the error to go")
    close_dialog(program)


def test_arrow_keys_lead_through_the_rows(program):
    """From the text of the first row to the switch below it, and back to go on with the text."""
    open_dialog(program)
    program.type("http://10.0.0.1:909")
    widget(program, "Only https is asked beyond this machine")
    program.keys("Down", "space")
    desktop.wait(lambda: not refused(program), 10, "the error to go")
    program.keys("space")
    widget(program, "Only https is asked beyond this machine")
    program.keys("Up", "Up", "ctrl+a")   # the first comes to the error, where there is nothing to do
    program.type("https://example.org")
    desktop.wait(lambda: not refused(program), 10, "the error to go by another address")
    close_dialog(program)


def test_the_server_says_what_is_wrong(program):
    """A query that is none is answered in Prometheus's own words, and can be mended."""
    open_dialog(program)
    ask(program, f"http://127.0.0.1:{PORT}", "sum(up")
    widget(program, "bad_data")
    program.click(widget(program, "Query (PromQL)", "text"))
    program.keys("End")
    program.type(")")
    program.click(widget(program, "Try", "push button"))
    widget(program, "1 series, ")
    close_dialog(program)


def test_closing_ends_the_transfer(program):
    """A server that never answers: closing the dialog hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        open_dialog(program)
        ask(program, f"http://127.0.0.1:{server.getsockname()[1]}", "up")
        connection = server.accept()[0]
        connection.settimeout(5)
        assert b"query=up" in connection.recv(4096)
        close_dialog(program)
        assert connection.recv(4096) == b""
        connection.close()


def test_added_and_drawn(program):
    """Add can be pressed once all is there; the figures of the service are asked for and have their chart."""
    open_dialog(program)
    ask(program, f"http://127.0.0.1:{PORT}", "scalar(1 + sum(up) * 0) / 20")
    widget(program, "1 series, ")
    program.click(widget(program, "Add", "push button"))
    time.sleep(0.5)
    assert len(program.titles()) == 2, "it was added without a name"
    program.click(widget(program, "Name of the service", "text"))
    program.type("Shop front")
    time.sleep(0.3)
    program.click(widget(program, "Add", "push button"))
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the dialog to close")
    desktop.wait(lambda: program.has(contains="figure of today"), 20, "what came")
    program.action("win.show-chart", GLib.Variant("s", "service-latency-p99"))
    desktop.wait(lambda: program.has(contains="Shop front answers 99 of 100 requests within 50"), 20, "its chart")


def services():
    return json.loads(subprocess.check_output([ASSAY, "service", "list", "--format", "json"], env=ENVIRONMENT))


def test_removed_and_undone(program):
    """A service that was removed is brought back by Ctrl+Z, with what it fetched."""
    before = services()
    program.action("win.goto", GLib.Variant("s", "sources"))
    program.action("win.show-feed", GLib.Variant("s", before[0]["id"]))
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the feed's window")
    remove = widget(program, "Remove Service", "push button")
    program.bus.call_sync(remove.address[0], remove.address[1], "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)), None, 0, 3000)
    desktop.wait(lambda: len(program.titles()) == 1 and not services(), 20, "the service to go")
    program.keys("ctrl+z")
    desktop.wait(lambda: services() == before, 20, "the service again")
    program.action("win.show-chart", GLib.Variant("s", "service-latency-p99"))
    desktop.wait(lambda: program.has(contains="Shop front answers 99 of 100 requests within 50"), 20, "its chart")


TESTS = [test_error_beside_the_field, test_plain_http_is_asked_about, test_arrow_keys_lead_through_the_rows, test_the_server_says_what_is_wrong,
         test_closing_ends_the_transfer, test_added_and_drawn, test_removed_and_undone]
ENVIRONMENT = dict(os.environ)


def start_prometheus(folder):
    with open(f"{folder}/prometheus.yml", "w", encoding="utf-8") as file:
        json.dump({"global": {"scrape_interval": "1s"},
                   "scrape_configs": [{"job_name": "own", "static_configs": [{"targets": [f"127.0.0.1:{PORT}"]}]}]}, file)
    # Dies with this test, however that ends.
    return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/tsdb",
                             f"--web.listen-address=127.0.0.1:{PORT}", "--log.level=error"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def has_scraped():
    """Some five seconds after the start: until then every query is answered with no series."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/v1/query?query=up", timeout=5) as answer:
            return len(json.load(answer)["data"]["result"]) > 0
    except (urllib.error.URLError, ConnectionError):
        return False


def main():
    if shutil.which("prometheus") is None:
        print("1..0 # SKIP prometheus is not installed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        server = start_prometheus(folder)
        ENVIRONMENT["XDG_DATA_HOME"] = f"{folder}/data"
        program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals", "XDG_DATA_HOME": f"{folder}/data"})
        program.wait_for_charts()
        desktop.wait(has_scraped, 30, "the first scrape")
        failed = desktop.run_tests(program, "service", TESTS)
        program.close()
        server.terminate()
        server.wait(10)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
