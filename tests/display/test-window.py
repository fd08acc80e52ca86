"""The window as a user meets it: real keys and clicks, the accessibility bus, every action. As TAP.

usage: test-window.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
PAGES = ["Overview", "Performance", "Scalability", "Ecosystem", "Claims", "Benchmarks", "Advisor", "Sources"]
ASSAY = sys.argv[1]
K6_RAW = os.path.join(os.path.dirname(__file__), "../fixtures/import/valid-k6-raw.json")
WRK = os.path.join(os.path.dirname(__file__), "../fixtures/import/valid-wrk.txt")
HEADER_HEIGHT = 45


def string(text):
    return GLib.Variant("s", text)


def headings(program):
    return [node.name for node in program.tree().find() if node.role in ("heading", "label") and node.name]


def title(program):
    return program.titles()[0]


def goto(program, page):
    program.action("win.goto", string(page))


def test_first_page_shows_the_verdict(program):
    """The overview has its headline, four tiles and its cards, once the catalogue is there."""
    program.wait_for_charts()
    desktop.wait(lambda: any(len(name) > 30 for name in headings(program)), 20, "the headline")


def shown_page(program):
    """The title above the page: the one label of a page's name in the header bar."""
    for node in program.tree().find(role="label"):
        if node.name in (*PAGES, "Welcome") and node.extents[1] + node.extents[3] < HEADER_HEIGHT and node.extents[2] > 0:
            return node.name
    return None


def test_every_page_by_key(program):
    """Alt+1 to Alt+8 show the eight pages."""
    for index, page in enumerate(PAGES, 1):
        program.keys(f"alt+{index}")
        desktop.wait(lambda p=page: shown_page(program) == p, 10, f"page {page}")


def test_sidebar_by_click(program):
    """A real click on a row of the sidebar shows its page."""
    goto(program, "overview")
    time.sleep(0.3)
    rows = [node for node in program.tree().find(name="Sources") if node.extents[2] > 0]
    assert rows, "no row Sources"
    program.click(rows[0])
    desktop.wait(lambda: shown_page(program) == "Sources", 10, "the sources")
    desktop.wait(lambda: program.has(contains="TechEmpower"), 10, "a source")


def test_tab_leaves_the_welcome_alone(program):
    """It isn't in the sidebar: to come by there with the Tab key shows no other page, a click does."""
    goto(program, "welcome")
    desktop.wait(lambda: shown_page(program) == "Welcome", 10, "the welcome")
    for _ in range(12):
        program.keys("Tab")
    time.sleep(1)
    assert shown_page(program) == "Welcome", shown_page(program)
    program.click([node for node in program.tree().find(name="Overview") if node.extents[2] > 0][0])
    desktop.wait(lambda: shown_page(program) == "Overview", 10, "the overview")


def shown_claims(program):
    """The count beside the filters: "2 of 90"."""
    for node in program.tree().find(role="label", contains=" of 90"):
        return int(node.name.split()[0])
    return None


def test_search_finds_claims(program):
    """Ctrl+Shift+F goes to the page's filter; typing narrows the claims; nonsense gives the empty state; clearing brings all back."""
    goto(program, "claims")
    time.sleep(0.8)
    program.keys("ctrl+shift+f")
    time.sleep(0.2)
    program.type("GIL")
    desktop.wait(lambda: 0 < (shown_claims(program) or 0) < 20, 10, "a few claims")
    program.keys("ctrl+a")
    program.type("zzzz nothing has this")
    desktop.wait(lambda: shown_claims(program) in (0, None), 10, "no claims")
    program.keys("ctrl+a", "BackSpace")
    desktop.wait(lambda: shown_claims(program) == 90, 10, "all claims")


def test_a_claim_opens_to_its_evidence(program):
    """Going to a statement shows its readings, each with the side it takes, and how the verdict comes about."""
    program.action("win.show-statement", string("lib-npm-1300k"))
    desktop.wait(lambda: program.has(name="How the verdict comes about"), 15, "the rule")
    sides = [node for node in program.tree().find() if node.name in ("Agrees", "Disagrees")]
    assert len(sides) >= 2, sides


def test_arrow_keys_read_marks(program):
    """In a chart the arrow keys walk the marks, and each reading reaches the screen reader as the chart's description."""
    chart = first_chart("performance")
    program.action("win.show-chart", string(chart["id"]))
    view = program.get(role="image", name=chart["finding"])
    time.sleep(1)
    readings = []
    for _ in range(3):
        program.keys("Right")
        time.sleep(0.3)
        readings.append(next(node.description for node in program.tree().find(role="image", name=view.name)))
    assert len(set(readings)) == 3, readings
    assert all("req/s" in reading for reading in readings), readings


def test_enter_opens_the_origin(program):
    """Enter on a mark opens a window that says where it is from; Escape closes it."""
    program.action("win.show-chart", string(first_chart("performance")["id"]))
    time.sleep(1)
    program.keys("Home", "Return")
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the origin's window")
    names = [node.name for node in program.tree().children[1].walk() if node.name]
    assert any("TechEmpower" in name for name in names), names
    assert any("icence" in name for name in names), names
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the origin's window to close")


def test_click_on_a_mark_opens_its_origin(program):
    """A real click on the first bar does the same."""
    chart = first_chart("performance")
    program.action("win.show-chart", string(chart["id"]))
    time.sleep(1)
    view = program.get(role="image", name=chart["finding"])
    program.click(view, at=(view.extents[2] // 2, 55))
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the origin's window")
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the origin's window to close")


def test_table_by_key(program):
    """Ctrl+T shows the focused chart as a table."""
    program.action("win.show-chart", string(first_chart("performance")["id"]))
    time.sleep(1)
    program.keys("ctrl+t")
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the table")
    names = {node.name for node in program.tree().children[1].walk()}
    assert any("," in name and any(c.isdigit() for c in name) for name in names), names
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the table to close")


def first_chart(page):
    charts = json.loads(subprocess.check_output([ASSAY, "list", "charts", "--format", "json"]))
    return next(chart for chart in charts if chart["page"] == page)


def test_deck_by_action(program):
    """The deck is written by the window's own action, off the UI thread."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/deck.pdf"
        program.action("win.export-deck-to", string(path))
        desktop.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 10000, 20, "the deck")
        with open(path, "rb") as file:
            assert file.read(5) == b"%PDF-"


def test_failed_export_says_so(program):
    """A deck that can't be written gives a message with the file's name, and the window lives on."""
    program.action("win.export-deck-to", string("/nonexistent-folder/deck.pdf"))
    desktop.wait(lambda: program.has(contains="nonexistent-folder"), 10, "the message")


def test_import_asks_who_it_is(program):
    """A file that names no technology is asked about; Escape leaves all as it was, a name and Enter take it in, and its chart is there."""
    # As the file manager opens it: the window that there is takes it.
    assert subprocess.run([ASSAY, WRK], timeout=20, check=False).returncode == 0
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the question")
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the question to close")
    program.action("win.import-results-from", string(WRK))
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the question again")
    program.type("express")
    desktop.wait(lambda: program.has(role="list item", contains="Express") or program.has(contains="Express"), 10, "what is found")
    time.sleep(0.3)  # the search waits a moment for more
    program.keys("Return")
    desktop.wait(lambda: program.has(contains="valid-wrk.txt: wrk"), 20, "what was imported")
    program.action("win.show-chart", string("imported-throughput"))
    desktop.wait(lambda: program.has(contains="Imported: Express answers"), 20, "its chart")


def test_shortcuts_and_about(program):
    """Both open by their actions and close by Escape: a window, or, with libadwaita 1.5, a dialog within the window."""
    def shown(words):
        return any(program.has(contains=word) for word in words)

    # A title of a group, or, with newer GTK, of the entry that searches them.
    for action, words in (("app.shortcuts", ("Arranging a Talk", "Search Shortcuts")), ("app.about", ("The Assay maintainers",))):
        program.action(action)
        desktop.wait(lambda w=words: shown(w), 10, action)
        program.keys("Escape")
        desktop.wait(lambda w=words: len(program.titles()) == 1 and not shown(w), 10, f"{action} to close")


def test_quits_cleanly(program):
    """Ctrl+Q ends the program with status 0 and nothing stays behind."""
    program.action("app.quit")
    assert program.process.wait(10) == 0


def test_a_long_import_can_be_stopped(program):
    """A file that takes a while says so, in a toast whose button stops it; nothing of the file is kept."""
    with open(K6_RAW, "rb") as file:
        lines = file.read()
    with tempfile.NamedTemporaryFile(suffix=".json") as long:
        for _ in range(100):
            long.write(lines * (2_000_000 // len(lines)))
        long.flush()
        program.action("win.import-results-from", string(long.name))
        program.click(program.get("push button", contains="Stop", timeout=20))
        desktop.wait(lambda: program.has(contains="Stopped. Nothing was kept"), 20, "the end")
    assert not program.has("push button", contains="Stop")


# The stopped import comes early: its toast is short, and reading a window with all its pages takes long.
TESTS = [test_first_page_shows_the_verdict, test_a_long_import_can_be_stopped, test_every_page_by_key, test_sidebar_by_click, test_tab_leaves_the_welcome_alone,
         test_search_finds_claims, test_a_claim_opens_to_its_evidence, test_arrow_keys_read_marks, test_enter_opens_the_origin,
         test_click_on_a_mark_opens_its_origin, test_table_by_key, test_deck_by_action, test_failed_export_says_so,
         test_import_asks_who_it_is, test_shortcuts_and_about, test_quits_cleanly]


def main():
    program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
    failed = desktop.run_tests(program, "window", TESTS)
    program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
