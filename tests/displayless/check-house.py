"""The house rules that a compiler doesn't see, as TAP: direction of includes, size of functions and files, words that don't belong."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
ROOMS = {"data": 0, "plots": 1, "ui": 2, "app": 3}
MAX_FUNCTION = 60
MAX_FILE = 450
# A third technology is files alone: no C file may know one by name. Spelt so that this list doesn't find itself.
TECHNOLOGIES = ["pyth" + "on", "node" + "js", "node" + r"\.js", "exp" + "ress(js|" + r"\.js)", "fast" + "api", "fast" + "ify",
                "fl" + "ask", "djan" + "go", "uvi" + "corn", "java" + "script", "cpy" + "thon"]
HOSTS = [r"registry\.npm" + "js", r"deb\.deb" + "ian", r"py" + r"pi\.org"]


def sources(*suffixes, rooms=ROOMS):
    """Source files of the rooms, with their text. The workloads are what is measured, not part of the house."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in suffixes and "workloads" not in path.parts:
                yield path, path.read_text()


def wrong_includes():
    for path, text in sources(".c", ".h"):
        room = path.relative_to(ROOT).parts[0]
        for included in re.findall(r'#include "(\w+)/', text):
            if ROOMS.get(included, 0) > ROOMS[room]:
                yield f"{path}: includes {included}/, a room above its own"


def long_functions():
    for path, text in sources(".c"):
        start = None
        for number, line in enumerate(text.split("\n"), 1):
            if line == "{":
                start = number
            elif line == "}" and start:
                if number - start > MAX_FUNCTION:
                    yield f"{path}:{start}: a function of {number - start} lines"
                start = None


def long_files():
    for path, text in sources(".c", ".h"):
        if text.count("\n") > MAX_FILE:
            yield f"{path}: {text.count(chr(10))} lines"


def technology_names():
    pattern = re.compile(r"(?<![a-z])(" + "|".join(TECHNOLOGIES) + r")(?![a-z])", re.IGNORECASE)
    for path, text in sources(".c", ".h", ".ui"):
        code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        for match in pattern.finditer(code):
            yield f"{path}: knows “{match.group(0)}”"


def registry_hosts():
    pattern = re.compile("|".join(HOSTS))
    for path in sorted(ROOT.rglob("*")):
        if ".git" in path.parts or any(part.startswith("_build") for part in path.parts) or not path.is_file():
            continue
        if path.suffix in (".png", ".pdf"):
            continue
        match = pattern.search(path.read_text(errors="replace"))
        if match:
            yield f"{path}: names the host {match.group(0)}"


def missing_docstrings():
    """A header says in its first line what its topic is."""
    for path, text in sources(".h"):
        if not text.startswith("/*"):
            yield f"{path}: doesn't begin with what it is about"


CHECKS = [wrong_includes, long_functions, long_files, technology_names, registry_hosts, missing_docstrings]

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    complaints = list(check())
    failed = failed or bool(complaints)
    print(f"{'not ok' if complaints else 'ok'} {index} /house/{check.__name__.replace('_', '-')}")
    for complaint in complaints:
        print(f"# {complaint}")
sys.exit(1 if failed else 0)
