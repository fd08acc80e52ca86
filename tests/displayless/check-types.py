"""What the desktop is told of the program's files, as TAP: the list of types is well formed, knows a talk by its name and by its content, and leads to the program.

usage: check-types.py SOURCE-ROOT
"""
import configparser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
TYPES = ROOT / "data" / "io.github.assay.Assay.xml.in"
DESKTOP = ROOT / "data" / "io.github.assay.Assay.desktop.in"
TALK = "application/vnd.assay.talk+json"
PROFILE = "application/vnd.assay.profile+json"
RUNS = "application/vnd.assay.runs+json"
NEEDED = ("xmllint", "update-mime-database", "gio")

missing = [name for name in NEEDED if shutil.which(name) is None]
if missing:
    print(f"1..0 # SKIP not installed: {' '.join(missing)}")
    sys.exit(0)


def guess(home, name, content):
    """The type that the desktop finds for such a file."""
    path = home / name
    path.write_text(content)
    environment = {"PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"}
    told = subprocess.run(["gio", "info", "-a", "standard::content-type", str(path)], env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    return re.search(r"content-type: (\S+)", told)[1]


def well_formed():
    return subprocess.run(["xmllint", "--noout", str(TYPES)], stderr=subprocess.PIPE, text=True, check=False).stderr.splitlines()


def known():
    """Installed in a home of its own."""
    talk = (ROOT / "tests" / "fixtures" / "talk" / "valid-full.assay-talk").read_text()
    run = (ROOT / "tests" / "fixtures" / "runs" / "complete.json").read_text()
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        (home / "mime" / "packages").mkdir(parents=True)
        shutil.copy(TYPES, home / "mime" / "packages" / "assay.xml")
        environment = {"PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(home)}
        said = subprocess.run(["update-mime-database", str(home / "mime")], env=environment, stderr=subprocess.PIPE, text=True, check=True).stderr
        yield from said.splitlines()
        for name, content, expected in (("a.assay-talk", "{}", TALK), ("talk", talk, TALK), ("results.json", '{"results": []}', "application/json"),
                                        ("a.assay-profile", "{}", PROFILE), ("a.assay-runs", "[]", RUNS), ("runs", f"[{run}]", RUNS)):
            found = guess(home, name, content)
            if found != expected:
                yield f"{name} is {found}, not {expected}"


def opened():
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.read(DESKTOP)
    for kind in (TALK, PROFILE, RUNS):
        if kind not in desktop["Desktop Entry"]["MimeType"].split(";"):
            yield f"the desktop file doesn't name {kind}"
    named = re.search(r'#define ASSAY_TALK_TYPE "(.+)"', (ROOT / "data" / "model" / "talk.h").read_text())[1]
    if named != TALK:
        yield f"the program calls it {named}"


CHECKS = [well_formed, known, opened]

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    complaints = list(check())
    failed = failed or bool(complaints)
    print(f"{'not ok' if complaints else 'ok'} {index} /types/{check.__name__.replace('_', '-')}")
    for complaint in complaints:
        print(f"# {complaint}")
sys.exit(1 if failed else 0)
