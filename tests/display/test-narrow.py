"""Each page in each language in a window of 360 pixels, which becomes wider where something in it needs more. As TAP.

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
SETTLE = 1.0          # s: a page asks for its width when it is filled


def window(program):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)], stdout=subprocess.PIPE, text=True, check=True)
    return found.stdout.split()[-1]


def width(program):
    """Of the window without its border, within which GTK 4.18 lets it begin: that far left of nothing."""
    left, _, extent, _ = next(node.extents for node in program.tree().walk() if node.role == "frame")
    return extent + 2 * min(left, 0)


def too_wide(language, locales):
    """(page, its width) of those for which the window grew."""
    locale = f"{language}_{language.upper()}.UTF-8"
    subprocess.run(["localedef", "-i", locale.split(".", maxsplit=1)[0], "-f", "UTF-8", locales / locale], check=True, stderr=subprocess.PIPE)
    program = desktop.Program([ASSAY], APP_ID, {"LC_ALL": locale, "LANGUAGE": language, "LOCPATH": str(locales)})
    try:
        assert not program.has(name="Overview"), f"{language} is not spoken"
        number = window(program)
        for page in PAGES:
            subprocess.check_call(["xdotool", "windowsize", number, str(WIDTH), str(HEIGHT)])
            program.action("win.goto", GLib.Variant("s", page))
            time.sleep(SETTLE)
            found = width(program)
            if found > WIDTH:
                yield page, found
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
    for page, found in wide:
        print(f"# {page}: {found}", flush=True)
sys.exit(1 if failed else 0)
