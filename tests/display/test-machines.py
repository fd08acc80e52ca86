"""Measuring elsewhere in the window, by an ssh of our own that runs the other side here; workloads that want a yes; a team's runs. As TAP.

usage: test-machines.py ASSAY RUNS    under tests/display/with-display -a -w
The real ssh is tested by tests/displayless/check-machine.py.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402
import elsewhere  # noqa: E402
from elsewhere import FINGERPRINT, KEY, QUICK_PROGRAM, scenario, write  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY, RUNS = os.path.realpath(sys.argv[1]), sys.argv.pop(2)      # what is left may be a folder for pictures
MARK = f"assay-marked-{os.getpid()}"
LONG_PROGRAM = """echo '{"event":"start","runtime":"shell","version":"1.0"}'
sleep 600
"""


def write_technology(folder, name, runtime, program, subject="node"):
    write(folder / f"runtimes/{runtime}.json", {"id": runtime, "name": runtime.capitalize(), "subject": subject, "find": [program],
                                                "probe": ["{runtime}", "{run}/probe.sh"]})
    write(folder / f"technologies/{name}.json", {"id": name, "name": name.capitalize(), "subject": subject, "runtime": runtime,
                                                 "commands": {"program": ["{runtime}", "{file}", MARK]}})
    write(folder / f"short/{name}.sh", QUICK_PROGRAM)


def write_workloads(folder):
    """Of three technologies one is on both sides, one only here and one only there."""
    write_technology(folder, "brisk", "shell", "sh")
    write_technology(folder, "near", "near-shell", "only-here")
    write_technology(folder, "far", "far-shell", "only-there", "cpython")
    write(folder / "short/scenario.json", scenario("short", "Short one", quick=["brisk"], standard=["brisk"]))
    write(folder / "long/scenario.json", scenario("long", "Long one", standard=["brisk"]))
    write(folder / "_run/probe.sh", """echo '{"version":"1.0","path":"/bin/sh","packages":{}}'""")
    write(folder / "long/brisk.sh", LONG_PROGRAM)


def string(text):
    return GLib.Variant("s", text)


def dialog(program):
    return program.tree().children[1]


def widget(program, name, role=None):
    return desktop.wait(lambda: [node for node in dialog(program).find(role=role, contains=name) if node.extents[2] > 0], 15, name)[0]


def opened(program):
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the dialog")


def closed(program):
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the dialog to close")


def children():
    return subprocess.run(["pgrep", "-f", MARK], stdout=subprocess.PIPE, text=True, check=False).stdout.split()


def runs():
    return json.loads(subprocess.check_output([ASSAY, "list", "runs", "--format", "json"], env=ENVIRONMENT, stderr=subprocess.DEVNULL))


def test_own_workloads_want_a_yes(program):
    """The user's own folder is left out until what it would run was seen and allowed."""
    program.action("win.goto", string("benchmarks"))
    desktop.wait(lambda: program.has(contains="Your own benchmarks are left out"), 20, "the card")
    assert not program.has(contains="Odd one")
    program.click(program.get(role="push button", name="Look…"))
    opened(program)
    widget(program, f"{FOLDER}/data/assay/workloads/odd/brisk.sh", "label")
    program.keys("Escape")
    closed(program)
    assert not (FOLDER / "data/assay/trusted-workloads").exists()
    program.click(program.get(role="push button", name="Look…"))
    opened(program)
    program.click(widget(program, "Allow", "push button"))
    closed(program)
    desktop.wait(lambda: not program.has(contains="Your own benchmarks are left out"), 20, "the card to go")
    assert (FOLDER / "data/assay/trusted-workloads").exists()


def test_a_machine_is_named_and_its_key_accepted(program):
    """The fingerprint is shown whole before it counts; what can't be a host is said beside the field."""
    elsewhere.open_menu(program, "This Computer", 2)
    program.keys("Up", "Return")
    opened(program)
    program.click(widget(program, "Name, which labels its runs", "text"))
    program.type("box")
    program.click(widget(program, "User and host", "text"))
    program.type("anna at host")
    widget(program, "is no user@host", "label")
    program.keys("ctrl+a")
    program.type("anna@localhost")
    program.click(widget(program, "Details", "label"))
    program.click(widget(program, "Command that runs Assay there", "text"))
    program.type(f"{FOLDER}/there")
    program.click(widget(program, "Check", "push button"))
    widget(program, "host key isn’t known", "label")
    widget(program, FINGERPRINT, "label")
    program.click(widget(program, f"Accept the key {FINGERPRINT}", "push button"))
    widget(program, "Assay 0.", "label")
    program.click(widget(program, "Add", "push button"))
    closed(program)
    desktop.wait(lambda: program.has(name="Measure on: box"), 60, "the choice")
    assert KEY in (FOLDER / "data/assay/known_hosts").read_text()


def choices(program):
    """Names of the technologies that can be ticked."""
    checks = [node for node in program.tree().find(role="check box") if node.name in ("Brisk", "Near", "Far")]
    program.add_states(checks)
    return sorted(node.name for node in checks if desktop.SENSITIVE in node.states)


def choose(program, machine, keys, wanted):
    """Another place to measure, from the menu; what can be ticked then."""
    elsewhere.open_menu(program, machine, 2)
    program.keys(*keys, "Return")
    desktop.wait(lambda: choices(program) == wanted, 30, f"{wanted} instead of {choices(program)}")


def test_what_is_there_can_be_chosen(program):
    """The list is that of the machine on which it would be measured; one that doesn't answer leaves that of this computer, and says why."""
    program.click(program.get(name="Technologies", role="label"))
    desktop.wait(lambda: choices(program) == ["Brisk", "Far"], 30, "what is there")
    assert program.has(contains="Not installed there")
    choose(program, "box", ["Home"], ["Brisk", "Near"])
    assert not program.has(contains="Not installed there")
    write(FOLDER / "away", "")
    choose(program, "This Computer", ["Home", "Down"], ["Brisk", "Near"])
    desktop.wait(lambda: program.has(contains="it is away. Until it answers"), 30, "why the list is this computer's")
    (FOLDER / "away").unlink()
    choose(program, "box", ["Home"], ["Brisk", "Near"])
    choose(program, "This Computer", ["Home", "Down"], ["Brisk", "Far"])
    program.click(program.get(role="check box", name="Far"))


def test_an_answer_leaves_the_menu_open(program):
    """The menu can be opened before the machine that was chosen has answered, and what it has doesn't close it."""
    write(FOLDER / "slow", "")
    elsewhere.open_menu(program, "box", 2)
    program.keys("Home", "Return")
    desktop.wait(lambda: program.has(name="Measure on: This Computer"), 20, "the choice")
    elsewhere.open_menu(program, "This Computer", 2)
    program.keys("Home", "Down", "Return")
    desktop.wait(lambda: program.has(name="Measure on: box"), 20, "the choice")
    elsewhere.open_menu(program, "box", 4)
    assert choices(program) != ["Brisk", "Far"], "the answer came too soon"
    (FOLDER / "slow").unlink()
    desktop.wait(lambda: choices(program) == ["Brisk", "Far"], 60, "the answer")
    assert elsewhere.items(program) >= 4, "the menu has closed"
    program.keys("Escape")


def test_measured_elsewhere(program):
    """What comes is drawn while it is measured; then its row says where the run was made."""
    desktop.wait(lambda: program.has(contains="anna@localhost can run"), 20, "what will be measured")
    program.click(program.get(role="push button", name="Measure"))
    desktop.wait(lambda: program.has(role="push button", name="Stop") and program.has(role="image", contains="so far"), 60, "a chart of its first starts")
    desktop.wait(lambda: [run for run in runs() if run["machine"].get("name") == "box" and "cpython" in run["subjects"]], 180, "the run")
    desktop.wait(lambda: program.has(contains=" · box · "), 20, "its row")
    assert (FOLDER / "elsewhere/assay/history.sqlite").exists()


def test_stopping_ends_the_other_side(program):
    """Stop ends what runs there, too."""
    program.action("win.goto", string("benchmarks"))
    program.click(program.get(name="Standard"))
    program.click(program.get(role="push button", name="Measure"))
    desktop.wait(lambda: [pid for pid in children() if b"long/brisk.sh" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()], 90, "the long one")
    program.click(program.get(role="push button", name="Stop"))
    desktop.wait(lambda: program.has(role="push button", name="Measure"), 60, "the end")
    desktop.wait(lambda: not children(), 20, "nobody")


def test_a_team(program):
    """A folder that is added is read at once; its runs say where they came from."""
    program.action("win.team-runs")
    opened(program)
    program.click(widget(program, "Name, which says where", "text"))
    program.type("crew")
    program.click(widget(program, "Folder or https address", "text"))
    program.type(f"{FOLDER}/team")
    program.click(widget(program, "Add", "push button"))
    widget(program, "Remove “crew”", "push button")
    program.keys("Escape")
    closed(program)
    desktop.wait(lambda: program.has(contains="from crew"), 30, "the team's run")


TESTS = [test_own_workloads_want_a_yes, test_a_machine_is_named_and_its_key_accepted,
         test_what_is_there_can_be_chosen, test_an_answer_leaves_the_menu_open, test_measured_elsewhere, test_stopping_ends_the_other_side, test_a_team]
ENVIRONMENT = dict(os.environ)


def main():
    global FOLDER
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        write_workloads(FOLDER / "workloads")
        elsewhere.write_ssh(FOLDER, FOLDER / "data")
        for side, name in (("bin", "only-here"), ("bin-there", "only-there")):
            elsewhere.write_program(FOLDER / side / name, 'exec sh "$@"')
        elsewhere.write_program(FOLDER / "there", f"""[ -e {folder}/away ] && {{ echo 'it is away' >&2; exit 1; }}
while [ -e {folder}/slow ]; do sleep 0.2; done
export XDG_DATA_HOME={folder}/elsewhere XDG_CACHE_HOME={folder}/elsewhere PATH={folder}/bin-there:{os.environ['PATH']}
exec {ASSAY} "$@" """)
        elsewhere.write_own_workloads(FOLDER / "data")
        write(FOLDER / "team/one.json", pathlib.Path(RUNS, "complete.json").read_text())
        more = {"G_DEBUG": "fatal-criticals", "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache", "ASSAY_WORKLOADS": f"{folder}/workloads",
                "PATH": f"{folder}/bin:{os.environ['PATH']}"}
        ENVIRONMENT.update(more)
        program = desktop.Program([ASSAY], APP_ID, more)
        program.wait_for_charts()
        failed = desktop.run_tests(program, "machines", TESTS)
        program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
