"""The Advisor page as a user works it: by keys, in the accessible tree, with files that are read afterwards; as TAP.

argv: the program, a folder for pictures of what failed.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

ASSAY = sys.argv[1]
APP_ID = "io.github.assay.Assay"
PATIENCE = 60    # s, on a machine that others keep busy, too
VALUE = "org.a11y.atspi.Value"


def string(text):
    return GLib.Variant("s", text)


def recommendation(program):
    """What the card says of itself, or nothing yet."""
    found = [node for node in program.tree().walk() if node.name == "Recommendation"]
    return found[0].description if found else ""


def has(program, text):
    return any(text in node.name or text in node.description for node in program.tree().walk())


def value(program, slider):
    reply = program.bus.call_sync(slider.address[0], slider.address[1], "org.freedesktop.DBus.Properties", "Get",
                                  GLib.Variant("(ss)", (VALUE, "CurrentValue")), None, 0, 3000)
    return reply.unpack()[0]


def press(program, button):
    """As a screen reader does, wherever the page is scrolled to."""
    program.bus.call_sync(button.address[0], button.address[1], "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)), None, 0, 3000)


def choose(program, profile, text):
    program.action("win.advisor-choose", string(profile))
    desktop.wait(lambda: recommendation(program) and has(program, text), PATIENCE, f"the profile {profile}")


def exported(program):
    """The profile as the page has it now."""
    path = pathlib.Path(folder) / f"profile-{len(os.listdir(folder))}.json"
    program.action("win.advisor-export-to", string(str(path)))
    return json.loads(desktop.wait(lambda: path.exists() and path.read_text(), PATIENCE, "the exported profile"))


def focus_slider(program, name):
    slider = program.get("slider", name)
    if program.tells_places():
        program.click(slider, at=(3, slider.extents[3] // 2))
    else:
        program.press(slider)
        program.keys("Home")
    return desktop.wait(lambda: (node := program.get("slider", name)) and value(program, node) <= 5 and node, PATIENCE, f"{name} at its least")


def test_page_recommends(program):
    """By Alt+7: a sentence, reasons that open, and charts."""
    program.keys("alt+7")
    sentence = desktop.wait(lambda: recommendation(program), PATIENCE, "the recommendation")
    assert len(sentence) > 20, sentence
    assert any(node.description.startswith("Assay") or "draws" in node.name for node in program.tree().walk())
    assert program.has(contains="weighs"), "no reasons"
    assert program.has(contains="What would change it")


def test_keys_move_a_weight(program):
    """End, by the keyboard alone, makes a driver weigh the most; what is recommended follows."""
    choose(program, "article", "The article asks for nothing in particular")
    before = recommendation(program)
    slider = focus_slider(program, "Shared code")
    after_low = desktop.wait(lambda: recommendation(program) != before and recommendation(program), PATIENCE, "another sentence")
    program.keys("End")
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 100, PATIENCE, "the most")
    desktop.wait(lambda: recommendation(program) != after_low, PATIENCE, "a third sentence")
    program.keys("Left")
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 99, PATIENCE, "one point less")
    weights = exported(program)["weights"]
    assert weights["shared-code"] == 99, weights
    assert slider.name == "Shared code"


def test_undo_and_redo_by_keys(program):
    """Ctrl+Z takes the last edits back, the keys that moved a slider as one; Ctrl+Shift+Z does them again."""
    choose(program, "article", "The article asks for nothing in particular")
    before = exported(program).get("weights", {}).get("shared-code")
    program.action("win.advisor-weigh", GLib.Variant("(sd)", ("shared-code", 7)))
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 7, PATIENCE, "seven points")
    program.action("win.advisor-weigh", GLib.Variant("(sd)", ("shared-code", 90)))
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 90, PATIENCE, "ninety points")
    program.keys("ctrl+z")
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 7, PATIENCE, "seven points again")
    program.keys("ctrl+z")
    desktop.wait(lambda: exported(program).get("weights", {}).get("shared-code") == before, PATIENCE, "what it was")
    program.keys("ctrl+shift+z", "ctrl+shift+z")
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 90, PATIENCE, "ninety points once more")


def test_wheel_scrolls_the_page(program):
    """Over a slider, too: no weight changes on the way."""
    slider = program.get("slider", "Data and AI")
    before = value(program, slider)
    for _ in range(3):
        program.click(slider, button=5)
    desktop.wait(lambda: program.get("slider", "Data and AI").extents[1] != slider.extents[1], PATIENCE, "the page to scroll")
    assert value(program, program.get("slider", "Data and AI")) == before
    for _ in range(6):
        program.click(program.get("list", "Weights"), button=4, at=(20, 20))


def test_lock(program):
    """The lock says that a weight is certain, and the profile keeps it."""
    role = "push button" if program.tells_places() else "toggle button"
    program.click(program.get(role, "Lock the weight of Data and AI"))
    desktop.wait(lambda: exported(program)["weights"].get("data-ai") == {"points": 60, "locked": True}, PATIENCE, "the lock")


def test_must_order_and_undo(program):
    """A must and an order are asked for in a window, listed below the weights, removed, and brought back by Undo."""
    program.action("win.advisor-must", string("throughput"))
    desktop.wait(lambda: "A Must" in program.titles(), PATIENCE, "the window of a must")
    program.keys("Return")
    desktop.wait(lambda: "A Must" not in program.titles(), PATIENCE, "its end")
    program.get(name="Remove: Throughput must be at least 50 of 100", timeout=PATIENCE)
    program.action("win.advisor-order", string("libraries"))
    desktop.wait(lambda: "An Order" in program.titles(), PATIENCE, "the window of an order")
    program.click(program.get("push button", "Set"))
    program.get(name="Remove: Libraries matters more than Throughput", timeout=PATIENCE)
    profile = exported(program)
    assert profile["orders"][-1] == {"more": "libraries", "less": "throughput"}, profile["orders"]
    assert profile["weights"]["throughput"]["must"] == 50, profile["weights"]
    press(program, program.get(name="Remove: Throughput must be at least 50 of 100"))
    desktop.wait(lambda: "must" not in json.dumps(exported(program)["weights"]), PATIENCE, "the must gone")
    program.action("win.advisor-undo")
    desktop.wait(lambda: "must" in json.dumps(exported(program)["weights"]), PATIENCE, "the must back")


def test_impossible_must(program):
    """Nobody is worth 100 of 100 under it: that nobody will do is what is said."""
    program.action("win.advisor-must", string("throughput"))
    desktop.wait(lambda: "A Must" in program.titles(), PATIENCE, "the window of a must")
    program.keys("ctrl+a")
    program.type("100")
    program.keys("Return")
    program.get(name="Remove: Throughput must be at least 100 of 100", timeout=PATIENCE)
    before = recommendation(program)
    program.action("win.advisor-weigh", GLib.Variant("(sd)", ("libraries", 5.0)))
    program.action("win.advisor-weigh", GLib.Variant("(sd)", ("throughput", 95.0)))
    desktop.wait(lambda: has(program, "There is no recommendation") or recommendation(program) != before, PATIENCE, "what comes of it")
    program.action("win.advisor-choose", string("article"))
    desktop.wait(lambda: not has(program, "There is no recommendation"), PATIENCE, "a recommendation again")


def test_needs_in_a_window(program):
    """The questions of the catalogue and the languages of its sides."""
    program.action("win.advisor-needs")
    desktop.wait(lambda: "Needs" in program.titles(), PATIENCE, "the window")
    for question in ("Purpose", "Expected load", "JavaScript", "Python", "Juniors among them"):
        assert has(program, question), question
    program.click(program.get("push button", "Apply"))
    desktop.wait(lambda: "Needs" not in program.titles(), PATIENCE, "its end")


def test_profiles_differ(program):
    """Another profile is another recommendation; the note says what it assumes."""
    choose(program, "machine-learning", "machine")
    first = desktop.wait(lambda: recommendation(program), PATIENCE, "a recommendation")
    program.action("win.advisor-choose", string("real-time"))
    desktop.wait(lambda: recommendation(program) != first, PATIENCE, "another one")


def test_record_is_written_and_read(program):
    """To a path, as Markdown that says what the page says, and as PDF; reopened, nothing has changed."""
    markdown, pdf = pathlib.Path(folder) / "decision.md", pathlib.Path(folder) / "decision.pdf"
    sentence = recommendation(program)
    program.action("win.advisor-record-to", string(str(markdown)))
    program.action("win.advisor-record-to", string(str(pdf)))
    text = desktop.wait(lambda: markdown.exists() and markdown.read_text(), PATIENCE, "the Markdown")
    assert sentence.split(":")[0].split(".")[0] in text, (sentence, text[:800])
    assert desktop.wait(lambda: pdf.exists() and pdf.read_bytes(), PATIENCE, "the PDF").startswith(b"%PDF")
    program.action("win.advisor-open-record-from", string(str(markdown)))
    desktop.wait(lambda: has(program, "Nothing has changed since the record"), PATIENCE, "the comparison")


def test_mistakes_are_told(program):
    """A profile with a mistake is not shown: the toast names the field, what was edited stays."""
    path = pathlib.Path(folder) / "wrong.json"
    wrong = exported(program)
    wrong["doubt"] = 7
    path.write_text(json.dumps(wrong))
    before = recommendation(program)
    program.action("win.advisor-import-from", string(str(path)))
    desktop.wait(lambda: has(program, "doubt"), PATIENCE, "the mistake")
    assert recommendation(program) == before


def test_files_of_profiles_are_opened(program):
    """What the desktop hands over: a file with the name of a profile is edited, whatever page was shown."""
    path = pathlib.Path(folder) / "Handed over.assay-profile"
    profile = exported(program)
    profile["name"] = "Handed over"
    profile.setdefault("weights", {})["shared-code"] = 77
    path.write_text(json.dumps(profile))
    program.action("win.goto", string("sources"))
    subprocess.run([ASSAY, str(path)], check=True, timeout=PATIENCE)
    desktop.wait(lambda: value(program, program.get("slider", "Shared code")) == 77, PATIENCE, "the profile")


def test_saved_deleted_undone(program):
    """A profile is saved among the user's own, deleted, and brought back by Undo."""
    own = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "assay" / "profiles"
    program.action("win.advisor-save-named", string("Our shop"))
    desktop.wait(lambda: list(own.glob("*.json")), PATIENCE, "the file")
    desktop.wait(lambda: has(program, "Our shop (yours)"), PATIENCE, "the profile in the chooser")
    program.action("win.advisor-delete")
    desktop.wait(lambda: not list(own.glob("*.json")), PATIENCE, "the file gone")
    program.action("win.advisor-undo")
    desktop.wait(lambda: list(own.glob("*.json")), PATIENCE, "the file back")


def test_narrow_window(program):
    """At 360 pixels nothing of a row is beyond the edge."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)], stdout=subprocess.PIPE, text=True, check=True)
    subprocess.check_call(["xdotool", "windowsize", found.stdout.split()[-1], "360", "800"])
    desktop.wait(lambda: program.get("push button", "More for Team skills").extents[0] < 360, PATIENCE, "the narrow page")
    edges = [node.extents[0] + node.extents[2] for node in program.tree().walk() if node.name.startswith("More for ") and node.extents[2] > 0]
    assert edges and max(edges) <= 360, edges


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

with tempfile.TemporaryDirectory() as folder:
    program = desktop.Program([ASSAY], APP_ID)
    failed = desktop.run_tests(program, "advisor", TESTS)
    program.close()
    sys.exit(1 if failed else 0)
