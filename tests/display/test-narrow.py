"""Each page and dialog in each language in a window of 360 pixels, which becomes wider where something in it needs more. As TAP.

usage: test-narrow.py ASSAY LINGUAS    under tests/display/with-display -a -w
"""
import os
import pathlib
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
ASSAY, LINGUAS = sys.argv[1:3]
WIDTH, HEIGHT = 360, 720
PAGES = ["overview", "performance", "scalability", "ecosystem", "claims", "sources", "benchmarks", "advisor"]
# Not the shortcuts: GTK's own window doesn't wrap its columns, and who needs it has a keyboard.
DIALOGS = ["app.preferences", "win.add-service", "win.team-runs", "win.talk"]
SETTLE = 1.0          # s: a page asks for its width when it is filled


def window(program):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)], stdout=subprocess.PIPE, text=True, check=True)
    return found.stdout.split()[-1]


def width(program, address):
    """Of the window without its border, within which GTK 4.18 lets it begin: that far left of nothing."""
    left, _, extent, _ = program.tree(address).extents
    return extent + 2 * min(left, 0)


def made_narrow(program, address, show):
    """Its width then."""
    subprocess.check_call(["xdotool", "windowsize", window(program), str(WIDTH), str(HEIGHT)])
    show()
    time.sleep(SETTLE)
    return width(program, address)


def of_dialog(program, action):
    program.action(action)
    address = desktop.wait(lambda: program.children(program.root)[1:], 10, action)[0]
    time.sleep(SETTLE)
    found = made_narrow(program, address, lambda: None)
    while len(program.children(program.root)) > 1:
        program.keys("ctrl+w" if action == "win.talk" else "Escape")
        program.listen(lambda: len(program.children(program.root)) == 1, 0.5)
    return found


def widths(program):
    """(page or dialog, its width)"""
    main = program.children(program.root)[0]
    for page in PAGES:
        yield page, made_narrow(program, main, lambda page=page: program.action("win.goto", GLib.Variant("s", page)))
    for action in DIALOGS:
        yield action, of_dialog(program, action)


def too_wide(language, locales):
    """(page or dialog, its width) of those for which the window grew."""
    locale = f"{language}_{language.upper()}.UTF-8"
    subprocess.run(["localedef", "-i", locale.split(".", maxsplit=1)[0], "-f", "UTF-8", locales / locale], check=True, stderr=subprocess.PIPE)
    program = desktop.Program([ASSAY], APP_ID, {"LC_ALL": locale, "LANGUAGE": language, "LOCPATH": str(locales)})
    try:
        assert not program.has(name="Overview"), f"{language} is not spoken"
        yield from ((name, found) for name, found in widths(program) if found > WIDTH)
    finally:
        program.close()


failed = False
languages = pathlib.Path(LINGUAS).read_text(encoding="utf-8").split()
print(f"1..{len(languages)}", flush=True)
for index, language in enumerate(languages, 1):
    with tempfile.TemporaryDirectory() as folder:
        try:
            wide = list(too_wide(language, pathlib.Path(folder)))
        except (AssertionError, subprocess.CalledProcessError, GLib.Error) as error:
            wide = [("none", error)]
    failed = failed or bool(wide)
    print(f"{'not ok' if wide else 'ok'} {index} /narrow/{language}", flush=True)
    for name, found in wide:
        print(f"# {name}: {found}", flush=True)
sys.exit(1 if failed else 0)
