"""Writes a language of its own, in which each text stands in brackets: pseudo.py TEMPLATE FOLDER makes FOLDER/xx/LC_MESSAGES/assay.mo."""
import pathlib
import re
import subprocess
import sys

template, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / "xx" / "LC_MESSAGES"
folder.mkdir(parents=True, exist_ok=True)
HEADER = "Language: xx\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"


def texts(entry, name):
    """The text of a member of an entry, still quoted, over its lines."""
    match = re.search(rf'^{name} ((?:".*"\n?)+)', entry, re.MULTILINE)
    return "".join(line.strip()[1:-1] for line in match[1].strip().split("\n")) if match else None


def bracketed(text):
    """Line breaks at the ends stay there: msgfmt wants them."""
    start, words, end = re.fullmatch(r"((?:\\n)*)(.*?)((?:\\n)*)", text, re.DOTALL).groups()
    return f"{start}[{words}]{end}"


out = [f'msgid ""\nmsgstr "{HEADER}"']
for entry in template.read_text().split("\n\n")[1:]:
    one, many, context = (texts(entry, name) for name in ("msgid", "msgid_plural", "msgctxt"))
    if not one:
        continue
    lines = [f'msgctxt "{context}"'] if context else []
    lines.append(f'msgid "{one}"')
    if many:
        lines += [f'msgid_plural "{many}"', f'msgstr[0] "{bracketed(one)}"', f'msgstr[1] "{bracketed(many)}"']
    else:
        lines.append(f'msgstr "{bracketed(one)}"')
    out.append("\n".join(lines))
subprocess.run(["msgfmt", "--output-file", str(folder / "assay.mo"), "-"], input="\n\n".join(out) + "\n", text=True, check=True)
