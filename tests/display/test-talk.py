"""Arranging a talk as a speaker does it: real keys in its window; what is saved is read back, and presented in that order. As TAP.

usage: test-talk.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import gi

gi.require_version("Gio", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="assay-talk-"))
# A name that says nothing: the content does.
FILE = FOLDER / "shop.json"
TALK = {
    "assay-talk": 1, "title": "The shop", "slides": [
        {"kind": "title", "title": "The shop"},
        {"kind": "chart", "chart": "json-throughput"},
        {"kind": "chart", "chart": "a-chart-of-yesterday", "notes": "It was here."},
        {"kind": "text", "title": "What next", "text": ["- A trial"], "notes": "Ask."},
    ],
}


def act(program, name, parameter=None):
    """An action of the talk's window, the program's second."""
    arguments = GLib.Variant("(sava{sv})", (name, [parameter] if parameter is not None else [], {}))
    program.session.call_sync(APP_ID, program.path + "/window/2", "org.gtk.Actions", "Activate", arguments, None, 0, 5000)


WINDOW = []


def rows(program):
    """Those of the list of slides: their names are like "1: The shop"."""
    if not WINDOW:
        WINDOW.extend(node for node in program.tree().children if node.name.endswith("Arrange Talk"))
    tree = program.tree(WINDOW[0]) if WINDOW else desktop.Node(None)
    return [node for node in tree.find(role="list item") if re.match(r"\d+: ", node.name)]


def names(program):
    return [node.name for node in rows(program)]


def described(program, start, text):
    """Waits until the row that begins so is described with that text."""
    desktop.wait(lambda: [row for row in rows(program) if row.name.startswith(start) and text in row.description], 10, text)


def shows(program, *starts):
    """Waits for these rows."""
    desktop.wait(lambda: len(names(program)) == len(starts) and all(name.startswith(start) for name, start in zip(names(program), starts)), 10,
                 f"{starts}, not {names(program)}")


def slide(program):
    """Number, how many, what it says; None if nothing is presented."""
    for node in program.tree().find(role="image", contains="Slide "):
        match = re.match(r"Slide (\d+) of (\d+): (.+)", node.name)
        if match and node.extents[2] > 0:
            return int(match[1]), int(match[2]), match[3]
    return None


def saved():
    return json.loads(FILE.read_text())


def test_opens_by_content(program):
    """Whatever a file is called: a talk is arranged, not imported. What the catalogue lacks is kept and said."""
    shows(program, "1: The shop", "2: Fastify answers", "3: a-chart-of-yesterday", "4: What next")
    described(program, "3: a-chart-of-yesterday", "the catalogue has no chart")


def test_every_control_has_a_name(program):
    """GTK 4.8 calls a button with a picture "GtkImage"."""
    controls = [node for node in program.tree(WINDOW[0]).walk() if node.role in ("push button", "toggle button", "switch", "text", "list item", "list")]
    nameless = [node for node in controls if node.name in ("", "GtkImage", "GtkMenuButton", "GtkSwitch") and node.extents[2] > 0]
    assert len(controls) > 10, controls
    assert not nameless, nameless


def test_moves_by_keys(program):
    """Alt+Down and Alt+Up; Ctrl+Z takes it back, Ctrl+Shift+Z does it again."""
    program.keys("Down", "alt+Down")
    shows(program, "1: The shop", "2: a-chart", "3: Fastify", "4: What next")
    program.keys("alt+Down", "alt+Down")
    shows(program, "1: The shop", "2: a-chart", "3: What next", "4: Fastify")
    program.keys("ctrl+z")
    shows(program, "1: The shop", "2: a-chart", "3: Fastify", "4: What next")
    program.keys("ctrl+shift+z")
    shows(program, "1: The shop", "2: a-chart", "3: What next", "4: Fastify")
    program.keys("alt+Up", "alt+Home")
    shows(program, "1: Fastify", "2: The shop", "3: a-chart", "4: What next")
    program.keys("ctrl+z")
    shows(program, "1: The shop", "2: a-chart", "3: Fastify", "4: What next")


def test_removes_and_hides(program):
    """Delete removes with a way back; Ctrl+H hides."""
    program.keys("Delete")
    shows(program, "1: The shop", "2: a-chart", "3: What next")
    desktop.wait(lambda: program.has(contains="Slide removed"), 5, "the toast")
    program.keys("ctrl+z")
    shows(program, "1: The shop", "2: a-chart", "3: Fastify", "4: What next")
    program.keys("Home", "ctrl+h")
    described(program, "1: The shop", "hidden")


def test_edits(program):
    """Enter opens the slide: another title instead of the chart's finding."""
    program.keys("Down", "Down", "Return")
    desktop.wait(lambda: "Edit Chart Slide" in program.titles(), 10, "the slide's window")
    desktop.wait(lambda: program.has(contains="Left empty: “Fastify"), 10, "its finding")
    program.type("Twice as many")
    program.keys("Return")
    desktop.wait(lambda: "Edit Chart Slide" not in program.titles(), 10, "the end of the slide's window")
    shows(program, "1: The shop", "2: a-chart", "3: Twice as many", "4: What next")


def test_adds_words(program):
    """A text slide after the one that is selected."""
    act(program, "add-text")
    desktop.wait(lambda: "Edit Text Slide" in program.titles(), 10, "the slide's window")
    program.type("In between")
    program.keys("Tab")
    program.type("One line")
    program.keys("ctrl+Return")
    shows(program, "1: The shop", "2: a-chart", "3: Twice as many", "4: In between", "5: What next")


def test_adds_charts(program):
    """From the catalogue, by what they say."""
    act(program, "add-charts")
    desktop.wait(lambda: "Add Charts" in program.titles(), 10, "the charts")
    desktop.wait(lambda: program.has("list item", contains="npm holds"), 20, "the chart")
    program.type("npm holds")
    program.keys("Return")
    shows(program, "1: The shop", "2: a-chart", "3: Twice as many", "4: In between", "5: npm holds", "6: What next")
    program.keys("Escape")
    desktop.wait(lambda: "Add Charts" not in program.titles(), 10, "the end of the charts")


def test_saves(program):
    """Ctrl+S writes where it came from; the document says what the window shows, and nothing is lost."""
    program.keys("ctrl+s")
    desktop.wait(lambda: len(saved()["slides"]) == 6, 10, "the file")
    assert saved() == {
        "assay-talk": 1, "title": "The shop", "slides": [
            {"kind": "title", "title": "The shop", "hidden": True},
            {"kind": "chart", "chart": "a-chart-of-yesterday", "notes": "It was here."},
            {"kind": "chart", "chart": "json-throughput", "title": "Twice as many"},
            {"kind": "text", "title": "In between", "text": ["One line"]},
            {"kind": "chart", "chart": "registry-packages"},
            {"kind": "text", "title": "What next", "text": ["- A trial"], "notes": "Ask."},
        ],
    }, saved()


def test_presents(program):
    """F5 shows that order, without what is hidden or isn't there; Shift+F5 begins with the slide that is selected."""
    program.keys("F5")
    desktop.wait(lambda: slide(program) == (1, 4, "Twice as many"), 15, "the first slide")
    for key, expected in (("Right", "In between"), ("Right", "npm holds"), ("End", "What next")):
        program.keys(key)
        desktop.wait(lambda text=expected: slide(program)[2].startswith(text), 10, expected)
    # Words have no table and no origin.
    program.keys("d", "o", "Escape")
    desktop.wait(lambda: slide(program) is None, 10, "the end")
    program.keys("shift+F5")
    desktop.wait(lambda: (slide(program) or (0,))[0] == 3, 15, "the selected slide")
    program.keys("Escape")
    desktop.wait(lambda: slide(program) is None, 10, "the end")


def test_prints(program):
    """A page a slide, through the print dialog's own path; and the deck with its handout."""
    def pages(path):
        told = subprocess.run(["pdfinfo", str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
        return int((re.search(r"Pages: +(\d+)", told) or [0, 0])[1])

    act(program, "print-to", GLib.Variant("s", str(FOLDER / "slides.pdf")))
    desktop.wait(lambda: pages(FOLDER / "slides.pdf") == 4, 15, "four pages")
    act(program, "export-deck-to", GLib.Variant("s", str(FOLDER / "deck.pdf")))
    desktop.wait(lambda: pages(FOLDER / "deck.pdf") > 5, 15, "the deck")


def test_asks_before_closing(program):
    """What isn't saved is asked about; Escape stays, Discard goes."""
    windows = len(program.titles())
    program.keys("Delete", "ctrl+w")
    desktop.wait(lambda: "Save the Talk?" in program.titles(), 10, "the question")
    program.keys("Escape")
    desktop.wait(lambda: "Save the Talk?" not in program.titles(), 10, "the end of the question")
    assert len(program.titles()) == windows, program.titles()
    program.keys("ctrl+w")
    program.click(program.get(role="push button", name="Discard"))
    desktop.wait(lambda: len(program.titles()) == windows - 1, 10, "the end of the window")
    assert len(saved()["slides"]) == 6


def test_says_what_is_wrong(program):
    """A talk that can't be read says why, each mistake with its place."""
    wrong = FOLDER / "wrong.assay-talk"
    wrong.write_text('{"assay-talk": 1, "title": "Wrong", "slides": [{"kind": "film"}, {"kind": "chart"}]}')
    windows = len(program.titles())
    subprocess.check_call([ASSAY, str(wrong)])
    desktop.wait(lambda: len(program.titles()) == windows + 1, 10, "its window")
    desktop.wait(lambda: program.has(contains="$.slides[0].kind") and program.has(contains="$.slides[1]: “chart” is missing"), 10, "the mistakes")
    program.keys("ctrl+w")
    desktop.wait(lambda: len(program.titles()) == windows, 10, "its end")


def test_begins_with_the_verdict(program):
    """Ctrl+Shift+T arranges the talk of the day: title, reasons, charts."""
    WINDOW.clear()
    program.keys("ctrl+shift+t")
    desktop.wait(lambda: len(names(program)) > 20, 20, "the talk")
    assert names(program)[0].startswith("1: ") and names(program)[0].endswith("?"), names(program)
    assert names(program)[1].startswith("2: What speaks for"), names(program)
    desktop.wait(lambda: "weights" in names(program)[2], 10, "the advisor's slide")


def test_moves_weights(program):
    """A shows the weights on the advisor's slide of an arranged talk as well."""
    program.keys("Down", "Down", "shift+F5")
    desktop.wait(lambda: (slide(program) or (0,))[0] == 3, 15, "the advisor's slide")
    desktop.wait(lambda: program.keys("a") or program.has(role="slider"), 20, "the weights")
    program.keys("Escape", "Escape")
    desktop.wait(lambda: slide(program) is None, 10, "the end")


TESTS = [test_opens_by_content, test_every_control_has_a_name, test_moves_by_keys, test_removes_and_hides, test_edits, test_adds_words, test_adds_charts, test_saves, test_presents, test_prints,
         test_asks_before_closing, test_says_what_is_wrong, test_begins_with_the_verdict, test_moves_weights]


def main():
    FILE.write_text(json.dumps(TALK))
    program = desktop.Program([ASSAY, str(FILE)], APP_ID, {"G_DEBUG": "fatal-warnings"})
    desktop.wait(lambda: len(names(program)) == 4, 20, "the talk")
    failed = desktop.run_tests(program, "talk", TESTS)
    program.close()
    subprocess.check_call(["rm", "-r", str(FOLDER)])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
