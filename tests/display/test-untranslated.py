"""The window in a language in which each text stands in brackets: whatever has none, on a page or in a dialog, is a name, or was never translated. As TAP.

usage: test-untranslated.py ASSAY SOURCE-ROOT    under tests/display/with-display -a -w
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

ROOT = pathlib.Path(sys.argv[2])
sys.path += [os.path.dirname(__file__), str(ROOT / "po")]
import desktop  # noqa: E402
import template  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
LOCALE = "en_US.UTF-8"
PAGES = ["overview", "performance", "scalability", "ecosystem", "claims", "benchmarks", "advisor", "sources", "welcome"]
WINDOWS = {"preferences": "app.preferences", "shortcuts": "app.shortcuts", "add-service": "win.add-service", "team-runs": "win.team-runs", "talk": "win.talk"}
KEYS = r"((Alt|Ctrl|Shift) \+ )*(Alt|Ctrl|Shift|Back[Ss]pace|Delete|End|Escape|Home|Page[_ ](Down|Up)|F\d+|.)"

# What isn't ours to translate: the type of a widget without a name, what GTK says itself, keys among it, names that stand in the code, and what is typed.
FOREIGN = re.compile(r"(Gtk|Adw|Assay)[A-Z]\w*|\(None\)|Close( the window)?|Minimize|Maximize|Search( Results)?|No Results Found|Try a different search|Shortcuts"
                     r"|Search Shortcuts|Show Text|" + KEYS + "( / " + KEYS + ")?"
                     r"|[Aa]ssay|(npm|apt) .*|/\S+"
                     r"|(?P<name>GitHub Innovation Graph|HttpArena|OSV|Prometheus|Stack Exchange|ecosyste\.ms)( (?P=name))?")


def names_in(value, words, path=()):
    """The texts that stand where no word is expected, by paths as template.words_at() reads them."""
    if isinstance(value, list):
        for item in value:
            yield from names_in(item, words, path)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from names_in(member, words, (*path, name))
    elif isinstance(value, str) and not any(len(word) == len(path) and all(a in (b, "*") for a, b in zip(word, path)) for word in words):
        yield value


def names():
    """What the catalogue, its feeds and the workloads call technologies and sources."""
    lists = json.loads((ROOT / "data" / "catalogue" / "words.json").read_text())
    read = {path: kind for kind, path, _ in template.documents(ROOT)}
    for folder in ("catalogue", "catalogue/feeds", "workloads/*", "workloads/*/*"):
        for path in (ROOT / "data").glob(f"{folder}/*.json"):
            words = [word.split("/") for word in lists.get(read.get(str(path.relative_to(ROOT))), [])]
            yield from names_in(json.loads(path.read_text()), words)


NAMES = set(names())


def is_name(text):
    """A technology's name may have its version behind it, a source's its date."""
    return text in NAMES or re.sub(r",? \d{1,4}([-.]\d+)*$", "", text) in NAMES


def plain(tree):
    """The texts in it that have words, but no brackets."""
    texts = {text for node in tree.walk() for text in (node.name, node.description)}
    return {text for text in texts if re.search(r"[^\W\d_]{2}", text) and "[" not in text and not FOREIGN.fullmatch(text) and not is_name(text)}


def of_page(program, page):
    program.action("win.goto", GLib.Variant("s", page))
    time.sleep(1)
    tree = program.settle()
    assert sum("[" in node.name for node in tree.walk()) > 10, "the language isn't spoken"
    return plain(tree)


def of_window(program, action):
    program.action(action)
    address = desktop.wait(lambda: program.children(program.root)[1:], 10, action)[0]
    found = plain(program.settle(address))
    while len(program.children(program.root)) > 1:
        program.keys("ctrl+w" if action == "win.talk" else "Escape")
        program.listen(lambda: len(program.children(program.root)) == 1, 0.5)
    return found


def tests(program):
    for page in PAGES:
        yield page, lambda page=page: of_page(program, page)
    for name, action in WINDOWS.items():
        yield name, lambda action=action: of_window(program, action)


def main():
    failed = False
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        subprocess.run([sys.executable, ROOT / "po" / "template.py", ROOT, folder / "assay.pot"], check=True)
        subprocess.run([sys.executable, ROOT / "tests" / "displayless" / "pseudo.py", folder / "assay.pot", folder], check=True)
        subprocess.run(["localedef", "-i", "en_US", "-f", "UTF-8", folder / LOCALE], check=True, stderr=subprocess.PIPE)
        program = desktop.Program([ASSAY], APP_ID, {"LC_ALL": LOCALE, "LANGUAGE": "xx", "LOCPATH": made, "ASSAY_LOCALES": made})
        try:
            print(f"1..{len(PAGES) + len(WINDOWS)}", flush=True)
            for index, (name, test) in enumerate(tests(program), 1):
                try:
                    complaints = sorted(test())
                except (AssertionError, GLib.Error) as error:
                    complaints = [repr(error)]
                failed = failed or bool(complaints)
                print(f"{'not ok' if complaints else 'ok'} {index} /untranslated/{name}", flush=True)
                for complaint in complaints:
                    print(f"# {complaint}", flush=True)
        finally:
            program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
