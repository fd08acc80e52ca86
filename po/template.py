"""Writes the template of all translations, assay.pot: what the sources mark, and what the catalogue and the workloads say.

    template.py SOURCES FILE
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOMS = ["app", "data", "plots", "ui"]
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--package-name=assay", "--copyright-holder=The Assay developers", "--add-comments=Translators",
            "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=ngettext:1,2", "--keyword=g_dngettext:2,3",
            "--keyword=g_dpgettext2:2c,3", "--flag=g_strdup_printf:1:c-format", "--flag=g_string_append_printf:2:c-format", "--flag=g_set_error:4:c-format",
            "--sort-by-file"]


def sources(root):
    """What may hold marked strings, from the root. The workloads are what is measured: of them only the descriptions are read."""
    found = []
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.name.endswith((".c", ".h", ".ui", ".desktop.in", ".metainfo.xml.in", ".gschema.xml", "Assay.xml.in")) and "workloads" not in path.parts:
                found.append(str(path.relative_to(root)))
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def words_at(value, path):
    """The texts at a path such as "series/name", with * for any member; arrays are walked through."""
    if isinstance(value, list):
        for item in value:
            yield from words_at(item, path)
    elif not path:
        if isinstance(value, str):
            yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if path[0] in ("*", name):
                yield from words_at(member, path[1:])


def documents(root):
    """Each document whose words are translated, as what it is, its name and its content."""
    catalogue = root / "data" / "catalogue"
    workloads = root / "data" / "workloads"
    places = [("catalogue", catalogue.glob("*.json")), ("profile", (catalogue / "profiles").glob("*.json")),
              ("scenario", workloads.glob("*/scenario.json"))]
    for kind, paths in places:
        for path in sorted(paths):
            if path.name not in ("schema.json", "words.json"):
                yield kind, str(path.relative_to(root)), json.loads(path.read_text())


def catalogue_words(root):
    """(text, file, where in it) of all words in documents; data/catalogue/words.json says which members are words."""
    lists = json.loads((root / "data" / "catalogue" / "words.json").read_text())
    for kind, name, document in documents(root):
        for path in lists[kind]:
            for text in words_at(document, path.split("/")):
                yield text, name, path


def write_words(root, path):
    entries = {}
    for text, name, where in catalogue_words(root):
        entries.setdefault(text, []).append((name, where))
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', ""]
    for text, places in entries.items():
        note = "In braces stand figures that the program puts in; the words between them may be moved. " if "{" in text else ""
        lines.append(f"#. Translators: {note}{places[0][1]}")
        lines += [f"#: {name}" for name in dict.fromkeys(name for name, _ in places)]
        lines += ["#, no-c-format", f"msgid {quoted(text)}", 'msgstr ""', ""]
    path.write_text("\n".join(lines))


def main():
    root, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        code, words = pathlib.Path(folder) / "code.pot", pathlib.Path(folder) / "words.pot"
        subprocess.run(XGETTEXT + [f"--output={code}"] + sources(root), cwd=root, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        if not code.exists():
            code.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
        code.write_text(code.read_text().replace("charset=CHARSET", "charset=UTF-8"))
        write_words(root, words)
        subprocess.run(["msgcat", "--use-first", f"--output-file={out}", code, words], check=True)


if __name__ == "__main__":
    main()
