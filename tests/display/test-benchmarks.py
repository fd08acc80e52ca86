"""The Benchmarks page as a user meets it, on workloads of /bin/sh: real clicks, the accessibility bus, the history. As TAP.

usage: test-benchmarks.py ASSAY [FOLDER]    under tests/display/with-display -a -w
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
from elsewhere import scenario  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
# In the command line of every child that is measured.
MARK = f"assay-marked-{os.getpid()}"

# Ten iterations of a thousandth of a second, told without waiting for them; the long one never ends by itself.
QUICK_PROGRAM = """echo '{"event":"start","runtime":"shell","version":"1.0"}'
i=0
while [ $i -lt 10 ]; do
  echo "{\\"i\\":$i,\\"ns\\":%d,\\"cpu\\":%d}"
  i=$((i + 1))
done
echo '{"event":"done","checksum":"42"}'
"""
LONG_PROGRAM = """echo '{"event":"start","runtime":"shell","version":"1.0"}'
sleep 600
"""
PROBE = """echo '{"version":"1.0","path":"/bin/sh","packages":{}}'"""


def technology(name, subject, runtime="shell"):
    return {"id": name, "name": name.capitalize(), "subject": subject, "runtime": runtime,
            "commands": {"program": ["{runtime}", "{file}", MARK]}}


def write_workloads(folder):
    """Two technologies that run, one whose runtime is missing; a short scenario of the quick plan, a long one of the standard plan."""
    files = {
        "runtimes/shell.json": {"id": "shell", "name": "Shell", "subject": "node", "find": ["sh"],
                                "probe": ["{runtime}", "{run}/probe.sh"]},
        "runtimes/absent.json": {"id": "absent", "name": "Absent", "subject": "absent", "find": ["no-such-program-anywhere"],
                                 "probe": ["{runtime}"], "install": "apt install no-such-package"},
        "technologies/brisk.json": technology("brisk", "node"),
        "technologies/steady.json": technology("steady", "cpython"),
        "technologies/gone.json": technology("gone", "pypy", "absent"),
        "short/scenario.json": scenario("short", "Short one", quick=["brisk", "steady", "gone"], standard=["brisk", "steady"]),
        "long/scenario.json": scenario("long", "Long one", standard=["brisk"]),
        "_run/probe.sh": PROBE,
        "short/brisk.sh": QUICK_PROGRAM % (1000000, 900000),
        "short/steady.sh": QUICK_PROGRAM % (3000000, 2900000),
        "short/gone.sh": QUICK_PROGRAM % (1, 1),
        "long/brisk.sh": LONG_PROGRAM,
    }
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))


def string(text):
    return GLib.Variant("s", text)


def labels(program, contains):
    return [node.name for node in program.tree().find(contains=contains) if node.role in ("label", "heading")]


def children():
    """Marked processes that are still there."""
    return subprocess.run(["pgrep", "-f", MARK], stdout=subprocess.PIPE, text=True, check=False).stdout.split()


def test_empty_state(program):
    """A new user is told that nothing is measured yet, how long it takes, and has one button to press."""
    program.action("win.goto", string("benchmarks"))
    desktop.wait(lambda: program.has(name="No Measurements Yet"), 20, "the empty state")
    desktop.wait(lambda: labels(program, "1 benchmark with 2 technologies"), 10, "the estimate")
    assert len(program.tree().find(name="Measure", role="push button")) == 1


def test_missing_technology_is_explained(program):
    """What isn't installed can't be marked; the reason and the exact command are there, with a button that copies it."""
    if not program.has(role="check box", name="Gone"):     # newer GTK says nothing of what is folded away
        program.click(program.get(role="list item", name="Technologies"))
    check = program.get(role="check box", name="Gone")
    tree = program.tree()
    assert check.description, check
    assert tree.find(name="apt install no-such-package"), "no command"
    assert tree.find(role="push button", name="Copy the command that installs Gone"), "no button"


def test_measure_by_click(program):
    """A real click measures: progress, then a card with the chart and its finding, and a row in the history."""
    program.click(program.get(role="push button", name="Measure"))
    desktop.wait(lambda: program.has(role="push button", name="Stop"), 10, "the progress card")
    desktop.wait(lambda: program.has(name="Short one: Running") or program.has(name="Short one: Done"), 20, "the queue")
    desktop.wait(lambda: program.has(role="heading", name="Results"), 150, "the results")  # as long as a busy machine may take to get five starts past the gate
    desktop.wait(lambda: program.tree().find(contains="Short one, measured on"), 10, "the chart with its origin")
    desktop.wait(lambda: history(program), 10, "a row of the history")
    assert not children(), children()


def history(program):
    """Rows of the history, by their buttons."""
    return [node for node in program.tree().find(role="push button", contains="Delete “")]


def test_other_pages_see_it(program):
    """After the run the catalogue was loaded again: what was measured is among the sources."""
    program.action("win.goto", string("sources"))
    desktop.wait(lambda: program.tree().find(contains="Short one, measured on"), 20, "the run among the sources")
    program.action("win.goto", string("benchmarks"))
    time.sleep(0.5)


def test_delete_and_undo(program):
    """A deleted run leaves the list at once; Undo brings it back, and so does Ctrl+Z."""
    run = json.loads(subprocess.check_output([ASSAY, "list", "runs", "--format", "json"]))[0]["id"]
    program.action("win.delete-run", string(run))
    desktop.wait(lambda: not history(program), 10, "an empty history")
    program.click(program.get(name="Undo"))
    desktop.wait(lambda: history(program), 10, "the run again")
    program.action("win.delete-run", string(run))
    desktop.wait(lambda: not history(program), 10, "an empty history")
    program.keys("ctrl+z")
    desktop.wait(lambda: history(program), 10, "the run once more")


def test_open_a_run(program):
    """A run opens to its versions, commands and starts, takes a name, and closes with Escape."""
    row = history(program)[0].parent
    # Not in the middle: what is said in passing may lie there.
    program.click(row, at=(100, row.extents[3] // 2))
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the run's window")
    names = [node.name for node in program.tree().children[1].walk()]
    assert any("{runtime}" not in name and MARK in name for name in names), "no command"
    assert any(name.startswith("1. ") for name in names), "no starts"
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the window to close")


def test_export_and_import(program):
    """The history goes to a file and back, which knows each run already."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/runs.json"
        program.action("win.export-runs-to", string(path))
        desktop.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 100, 10, "the file")
        with open(path, encoding="utf-8") as file:
            assert json.load(file)[0]["scenario"] == "short"
        program.action("win.import-runs-from", string(path))
        desktop.wait(lambda: program.tree().find(contains="1 known already"), 10, "the message")


def test_stop(program):
    """Stop ends the children within moments and keeps what was finished before."""
    # The toggle is hidden while something runs, and the page may be scrolled: its key does the same.
    program.action("win.goto", string("benchmarks"))
    program.click(program.get(name="Standard"))
    desktop.wait(lambda: labels(program, "2 benchmarks"), 10, "the estimate of both")
    program.keys("ctrl+r")
    desktop.wait(lambda: any("sleep" in open(f"/proc/{pid}/cmdline", encoding="utf-8").read() or pid for pid in children()),
                 60, "a child")
    desktop.wait(lambda: program.has(name="Long one: Running"), 150, "the long one")
    program.click(program.get(role="push button", name="Stop"))
    desktop.wait(lambda: not children(), 10, "the children to end")
    desktop.wait(lambda: program.tree().find(contains="Stopped"), 10, "the message")
    desktop.wait(lambda: program.has(role="push button", name="Measure"), 10, "the button again")


def test_close_while_measuring(program):
    """Closing the window while something is measured ends it first."""
    program.keys("ctrl+r")
    desktop.wait(children, 30, "a child")
    program.action("win.close")
    assert program.process.wait(15) == 0
    assert not children(), children()


TESTS = [test_empty_state, test_missing_technology_is_explained, test_measure_by_click, test_other_pages_see_it, test_delete_and_undo,
         test_open_a_run, test_export_and_import, test_stop, test_close_while_measuring]


def main():
    with tempfile.TemporaryDirectory() as folder:
        write_workloads(folder)
        os.environ["ASSAY_WORKLOADS"] = folder
        program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
        failed = desktop.run_tests(program, "benchmarks", TESTS)
        program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
