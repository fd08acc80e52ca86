"""A chart taken along: what another program finds in the clipboard, and what is dropped into one. As TAP.

usage: test-take.py ASSAY DROP-TARGET FOLDER    under tests/display/with-display -a -w
"""
import csv
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY, DROP_TARGET = sys.argv[1:3]
sys.argv[1:3] = [ASSAY]
CHART = "json-throughput"
FINDING = next(chart["finding"] for chart in json.loads(subprocess.check_output([ASSAY, "list", "charts", "--format", "json"])) if chart["id"] == CHART)


def check_png(content):
    assert content[:8] == b"\x89PNG\r\n\x1a\n", content[:20]
    assert struct.unpack(">II", content[16:24]) == (1920, 1080), content[:30]


def check_svg(content):
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
    assert len(root.find("{http://www.w3.org/2000/svg}title").text) > 20


def rows_of_html(content):
    root = ElementTree.fromstring(content.decode().replace("<!DOCTYPE html>", ""))
    assert root.find("body/table/caption").text, content[:400]
    return [["".join(cell.itertext()) for cell in row] for row in root.find("body/table").iter("tr")]


def check_table(rows):
    """Titles, and rows in which a throughput is a number that a spreadsheet can add."""
    assert len(rows) > 5 and len({len(row) for row in rows}) == 1, rows[:3]
    assert rows[0][-1] == "Origin", rows[0]
    value = next(index for index, title in enumerate(rows[0]) if title.endswith("(req/s)"))
    assert any(float(row[value]) > 1000 for row in rows[1:] if row[value]), rows[:3]
    assert all("TechEmpower" in row[-1] for row in rows[1:]), rows[:3]


def check_csv(content):
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert rows and all(float(row["value"]) > 0 and row["origin"] for row in rows), rows[:2]


CHECKS = {
    "image/png": check_png,
    "image/svg+xml": check_svg,
    "text/html": lambda content: check_table(rows_of_html(content)),
    "text/csv": check_csv,
    "text/plain;charset=utf-8": lambda content: check_table([line.split("\t") for line in content.decode().splitlines()]),
}


def clipboard(target):
    return subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", target], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=20).stdout


def show(program):
    """The chart in the window, with the focus; its node."""
    program.action("win.show-chart", GLib.Variant("s", CHART))
    return desktop.wait(lambda: shown(program), 15, "the chart")


def shown(program):
    """The chart once the arrow keys read its marks: it has the focus then."""
    program.keys("Home")
    time.sleep(0.2)
    return next((node for node in program.tree().find(role="image", name=FINDING) if "req/s" in node.description), None)


def test_copy_offers_all(program):
    """Ctrl+Shift+C: another client finds picture and table in one offer, and each form is what it says."""
    show(program)
    program.keys("ctrl+shift+c")
    desktop.wait(lambda: b"image/png" in clipboard("TARGETS"), 10, "the offer")
    targets = clipboard("TARGETS").decode().split("\n")
    assert "text/uri-list" not in targets and targets.index("image/png") < targets.index("text/html"), targets
    for target, check in CHECKS.items():
        assert target in targets, targets
        check(clipboard(target))
    assert clipboard("UTF8_STRING") == clipboard("text/plain;charset=utf-8")


def test_copy_for_one_purpose(program):
    """The other two offer either the picture or the table."""
    for command, has, lacks in (("copy-image", b"image/svg+xml", b"text/html"), ("copy-data", b"text/html", b"image/png")):
        program.action("win.chart", GLib.Variant("s", command))
        desktop.wait(lambda h=has, n=lacks: h in clipboard("TARGETS") and n not in clipboard("TARGETS"), 10, command)


def pointer(*words):
    subprocess.check_call(["xdotool", *[str(word) for word in words]])


def test_dropped_into_another_program(program):
    """Dragged out of its card, the chart arrives in another process: every form, and a file that is there."""
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen([DROP_TARGET, folder]) as target:
        try:
            window = desktop.wait(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Drop Target$"], stdout=subprocess.PIPE, text=True,
                                                         check=False).stdout.split(), 10, "the other program")[0]
            pointer("windowmove", "--sync", window, 1330, 300)
            subprocess.check_call(["xdotool", "windowactivate", "--sync", find_window(program)])
            drag(program, show(program), (1330 + 120, 300 + 120))
            desktop.wait(lambda: os.path.exists(f"{folder}/done"), 20, "what was dropped")
            check_dropped(folder)
        finally:
            target.terminate()


def find_window(program):
    return subprocess.check_output(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)], text=True).split()[-1]


def drag(program, node, to):
    left, top = program._active_window()
    x, y, width, height = node.extents
    at = (left + x + width // 2, top + y + height // 2)
    pointer("mousemove", *at)
    time.sleep(0.2)
    pointer("mousedown", 1)
    time.sleep(0.2)   # a drag begins no sooner than 0.1 s after the press
    for step in range(1, 11):
        pointer("mousemove", *(start + (end - start) * step // 10 for start, end in zip(at, to)))
        time.sleep(0.05)
    pointer("mousemove", to[0] + 3, to[1])
    time.sleep(0.3)
    pointer("mouseup", 1)


def check_dropped(folder):
    for mime, check in CHECKS.items():
        with open(os.path.join(folder, mime.replace("/", "-").replace(";", "-").replace("=", "-")), "rb") as file:
            check(file.read())
    with open(f"{folder}/text-uri-list", encoding="utf-8") as file:
        address = urllib.parse.urlparse(file.read().strip())
    assert address.scheme == "file" and os.path.basename(address.path) == f"{CHART}.png", address
    dropped.append(address.path)
    with open(address.path, "rb") as file:
        check_png(file.read())


def test_click_is_no_drag(program):
    """A click on a mark still opens its origin, and arrow keys still read."""
    node = show(program)
    windows = len(program.titles())
    program.click(node, at=(node.extents[2] // 2, 55))
    desktop.wait(lambda: len(program.titles()) == windows + 1, 10, "the origin's window")
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == windows, 10, "its end")


def test_page_by_action(program):
    """The web page is written by the window's own action, off the UI thread, and its toast says so."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/page.html"
        program.action("win.export-page-to", GLib.Variant("s", path))
        desktop.wait(lambda: program.has(contains=f"web page is saved as {path}"), 30, "the message")
        with open(path, encoding="utf-8") as file:
            assert file.read().endswith("</html>\n")


def test_file_goes_with_the_program(program):
    """What was made for other programs is removed at the end."""
    program.action("app.quit")
    assert program.process.wait(10) == 0
    assert dropped and not os.path.exists(os.path.dirname(dropped[0])), dropped


dropped = []
TESTS = [test_copy_offers_all, test_copy_for_one_purpose, test_dropped_into_another_program, test_click_is_no_drag, test_page_by_action,
         test_file_goes_with_the_program]


def main():
    program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
    desktop.wait(lambda: len(program.tree().find(role="image")) >= 2, 20, "the catalogue")
    failed = desktop.run_tests(program, "take", TESTS)
    program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
