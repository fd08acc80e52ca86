"""The first start, what the next one remembers, and Preferences. As TAP.

usage: test-settings.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import configparser
import json
import os
import re
import subprocess
import sys
import tempfile

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
KEYFILE = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0/settings/keyfile")
GROUP = "io/github/assay/Assay"
RUN = os.path.join(os.path.dirname(__file__), "../fixtures/runs/complete.json")
HEADER_HEIGHT = 45


class Assay:
    """The program, started and ended several times."""

    def __init__(self):
        self.program = None

    def start(self):
        self.program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})

    def end(self):
        self.program.action("app.quit")
        assert self.program.process.wait(20) == 0

    def picture(self, path):
        self.program.picture(path)


def stored():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(KEYFILE)
    return dict(parser[GROUP]) if parser.has_section(GROUP) else {}


def store(**values):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(KEYFILE)
    parser[GROUP] = {**(dict(parser[GROUP]) if parser.has_section(GROUP) else {}), **{key.replace("_", "-"): value for key, value in values.items()}}
    with open(KEYFILE, "w", encoding="utf-8") as file:
        parser.write(file, space_around_delimiters=False)


def title(program):
    shown = [node.name for node in program.tree().find(role="label")
             if 0 <= node.extents[1] < HEADER_HEIGHT and node.extents[0] > 200 and node.extents[2] > 0 and node.name]
    return shown[0] if shown else None


def size(program):
    """Of the window that has the focus."""
    del program
    reply = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = dict(line.split("=") for line in reply.split())
    return int(found["WIDTH"]), int(found["HEIGHT"])


def test_first_start(assay):
    """The first start says what the program is for; Enter leads to the comparison; the menu's command leads back."""
    store(welcomed="false")
    assay.start()
    program = assay.program
    assert title(program) == "Welcome", title(program)
    assert program.has(name="From Claim to Evidence") and program.has(name="Measure on This Computer")
    desktop.wait(lambda: len(program.tree().find(role="list item", name="Overview")) == 1, 20, "the sidebar")
    program.keys("Return")
    desktop.wait(lambda: title(program) == "Overview", 20, "the comparison")
    program.action("win.goto", GLib.Variant("s", "welcome"))
    desktop.wait(lambda: title(program) == "Welcome", 10, "the welcome")


def test_next_start(assay):
    """It begins with the page that was shown last, filtered and as large as it was."""
    program = assay.program
    program.action("win.goto", GLib.Variant("s", "claims"))
    desktop.wait(lambda: program.has(contains=" of 90"), 20, "the claims")
    program.keys("ctrl+shift+f")
    program.type("threads")
    desktop.wait(lambda: not program.has(name="90 of 90"), 10, "fewer claims")
    window = subprocess.run(["xdotool", "getactivewindow"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    subprocess.check_call(["xdotool", "windowsize", window, "1012", "655"])
    desktop.wait(lambda: size(program)[0] < 1100, 10, "a smaller window")
    before = size(program)
    count = program.tree().find(contains=" of 90")[0].name
    desktop.wait(lambda: stored().get("claims-search") == "'threads'", 10, "the words, kept")
    assay.end()

    assay.start()
    program = assay.program
    assert title(program) == "Claims", title(program)
    desktop.wait(lambda: program.has(name=count), 20, "the same claims")
    after = size(program)
    assert abs(after[0] - before[0]) < 3 and abs(after[1] - before[1]) < 3, (before, after)


def test_stored_nonsense(assay):
    """A page, filter or size that there isn't is as good as none."""
    assay.end()
    store(page="'nowhere'", claims_verdict="'maybe'", claims_criterion="'none'", claims_search="''", window_width="-3", style="'mauve'")
    assay.start()
    program = assay.program
    assert title(program) == "Overview", title(program)
    assert size(program)[0] > 1100, size(program)
    program.action("win.goto", GLib.Variant("s", "claims"))
    desktop.wait(lambda: program.has(name="90 of 90"), 20, "all claims")


def test_preferences_by_keys(assay):
    """Ctrl+comma; the colours are chosen by keys and the window is dark at once."""
    program = assay.program
    program.keys("ctrl+comma")
    desktop.wait(lambda: len(program.titles()) == 2, 10, "the preferences")
    desktop.wait(lambda: program.has(name="Colours"), 10, "the first row")
    program.keys("Return", "Down", "Down", "Return")
    desktop.wait(lambda: stored().get("style") == "'dark'", 10, "the choice, kept")
    desktop.wait(lambda: is_dark(640, 20), 10, "a dark window")
    program.keys("Escape")
    desktop.wait(lambda: len(program.titles()) == 1, 10, "the preferences to close")
    store(style="'light'")
    desktop.wait(lambda: not is_dark(640, 20), 10, "a light window")


def is_dark(x, y):
    picture = subprocess.run(["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "txt:-"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return int(re.search(r"#([0-9A-F]{2})", picture)[1], 16) < 128


def test_numbers(assay):
    """Sentences and charts are written anew."""
    program = assay.program
    program.action("win.goto", GLib.Variant("s", "overview"))
    desktop.wait(lambda: program.has(contains="1,3"), 20, "a number")
    store(numbers="'point'")
    desktop.wait(lambda: any(re.search(r"1\.3\d\d figures", node.name) for node in program.tree().find(role="label")), 20, "the number in another style")
    store(numbers="'comma'")


def listed():
    return json.loads(subprocess.check_output([ASSAY, "list", "runs", "--format", "json"]))


def test_results_move(assay):
    """The runs go to another folder once that is confirmed; the command line finds them there."""
    program = assay.program
    assert subprocess.run([ASSAY, "history", "import", RUN], stdout=subprocess.DEVNULL, check=False).returncode == 0
    before = listed()
    with tempfile.TemporaryDirectory() as folder:
        program.action("app.keep-results-in", GLib.Variant("s", folder))
        desktop.wait(lambda: program.has(name="Move the Results?"), 10, "the question")
        program.keys("Return")
        desktop.wait(lambda: stored().get("results-folder") == f"'{folder}'", 10, "the folder, kept")
        assert os.path.exists(f"{folder}/history.sqlite")
        assert len(before) == 1 and [run["id"] for run in listed()] == [run["id"] for run in before]
        program.action("app.keep-results-in", GLib.Variant("s", "/proc/nowhere"))
        desktop.wait(lambda: program.has(name="Move the Results?"), 10, "the question")
        program.keys("Return")
        desktop.wait(lambda: program.has(name="The Results Stay Where They Are"), 10, "why it failed")
        program.keys("Escape")
        desktop.wait(lambda: len(program.titles()) == 1, 10, "the message to close")
        assert stored()["results-folder"] == f"'{folder}'"
        store(results_folder="''")


def test_refresh_at_start(assay):
    """Where the user says so the sources are asked once a day at the start, and only those that aren't switched off: here one, which doesn't answer."""
    feeds = json.loads(subprocess.check_output([ASSAY, "list", "feeds", "--format", "json"]))
    sources = {feed["source"] for feed in feeds}
    asked = [feed for feed in feeds if feed["source"] == "httparena"]
    os.makedirs(os.path.join(os.environ["XDG_CONFIG_HOME"], "assay"), exist_ok=True)
    with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "assay/sources.json"), "w", encoding="utf-8") as file:
        json.dump({"sources": {"httparena": {"address": "http://127.0.0.1:9", "plain-http": True}}}, file)
    assert "refreshed" not in stored(), stored()
    assay.end()
    store(refresh_at_start="'daily'", silent_sources=str(sorted(sources - {"httparena"})))
    assay.start()
    desktop.wait(lambda: "refreshed" in stored(), 20, "the asking")
    assert 0 < len(asked) < len(feeds)
    tried = [feed["id"] for feed in desktop.wait(lambda: [feed for feed in json.loads(subprocess.check_output(
        [ASSAY, "list", "feeds", "--format", "json"])) if feed["tried"]], 20, "a try")]
    assert set(tried) <= {feed["id"] for feed in asked}, tried


TESTS = [test_first_start, test_next_start, test_stored_nonsense, test_preferences_by_keys, test_numbers, test_results_move,
         test_refresh_at_start]


def main():
    assay = Assay()
    failed = desktop.run_tests(assay, "settings", TESTS)
    assay.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
