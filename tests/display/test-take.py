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
FINDINGS = {chart["id"]: chart["finding"] for chart in json.loads(subprocess.check_output([ASSAY, "list", "charts", "--format", "json"])) if chart["finding"]}
FINDING = FINDINGS[CHART]


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
    """The chart in the window, with the focus: its node."""
    return desktop.wait(lambda: shown(program), 40, "the chart")


def shown(program):
    """The chart's node, once the arrow keys read its marks. On a busy machine the focus comes late, and Home leads elsewhere: then all again."""
    program.action("win.show-chart", GLib.Variant("s", CHART))
    program.get(role="image", name=FINDING)
    time.sleep(0.7)
    program.keys("Home")
    time.sleep(0.3)
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


def test_page_by_action(program):
    """The web page is written by the window's own action, off the UI thread, and its toast says so."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/page.html"
        program.action("win.export-page-to", GLib.Variant("s", path))
        desktop.wait(lambda: program.has(contains=f"web page is saved as {path}"), 30, "the message")
        with open(path, encoding="utf-8") as file:
            assert file.read().endswith("</html>\n")


def test_prints_all(program):
    """All charts on paper: a page each, with its finding and origin as text; the file is sound."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/charts.pdf"
        program.action("win.print-charts-to", GLib.Variant("s", path))
        desktop.wait(lambda: program.has(contains="printed to a file"), 30, "the message")
        assert "No syntax or stream encoding errors" in subprocess.check_output(["qpdf", "--check", path], text=True)
        assert f"Pages:{len(FINDINGS)}" in subprocess.check_output(["pdfinfo", path], text=True).replace(" ", "")
        pages = subprocess.check_output(["pdftotext", "-layout", path, "-"], text=True).split("\f")
        number = list(FINDINGS).index(CHART)
        assert squeeze(FINDING) in squeeze(pages[number]) and "TechEmpower" in pages[number], pages[number]
        assert f"{number + 1} / {len(FINDINGS)}" in pages[number], pages[number]


def squeeze(text):
    return "".join(text.split())


def test_preview_from_the_dialog(program):
    """Preview in the print dialog shows the pages in a window; Escape closes it."""
    program.action("win.print-charts")
    desktop.wait(lambda: "Print" in program.titles(), 20, "the print dialog")

    def is_shown():
        """Its button has Alt+V; the dialog may not have the focus yet."""
        if "Print" in program.titles():
            program.keys("alt+v")
            time.sleep(0.3)
        return "Print Preview" in program.titles()

    desktop.wait(is_shown, 20, "the preview")

    def pages():
        window = next(node for node in program.tree().children if node.name == "Print Preview")
        return [node.name for node in window.find(role="image")]

    desktop.wait(lambda: pages() == list(FINDINGS.values()), 20, "all pages")
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "its end")


def test_file_goes_with_the_program(program):
    """What was made for other programs is removed at the end."""
    program.action("app.quit")
    assert program.process.wait(10) == 0
    assert dropped and not os.path.exists(os.path.dirname(dropped[0])), dropped


dropped = []
TESTS = [test_copy_offers_all, test_dropped_into_another_program, test_page_by_action, test_prints_all, test_preview_from_the_dialog,
         test_file_goes_with_the_program]


def main():
    program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
    program.wait_for_charts()
    failed = desktop.run_tests(program, "take", TESTS)
    program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
