"""What "meson install" leaves, in a root of its own: everything the desktop and software centres want to know, well formed, and a program that finds its own
files there. As TAP.

usage: check-installed.py BUILD-FOLDER
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

BUILD = pathlib.Path(sys.argv[1])
ID = "io.github.assay.Assay"
OPTIONS = {option["name"]: option["value"] for option in json.loads((BUILD / "meson-info" / "intro-buildoptions.json").read_text())}
PREFIX = pathlib.Path(OPTIONS["prefix"])
WINDOW = OPTIONS["window"]

folder = tempfile.TemporaryDirectory()
ROOT = pathlib.Path(folder.name, "root")
HERE = ROOT / PREFIX.relative_to("/")
SHARE = HERE / OPTIONS["datadir"]
PROGRAM = HERE / OPTIONS["bindir"] / "assay"
# Nothing of the build tree helps, and nothing of the user's is read; what other libraries leak is no fault of the program's.
ENVIRONMENT = {**{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder.name, "XDG_DATA_HOME": f"{folder.name}/data", "ASSAY_RUNTIME_JYTHON": ""}


def run(*words):
    result = subprocess.run([str(word) for word in words], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def assay(*words):
    result = subprocess.run([PROGRAM, *words], env=ENVIRONMENT, cwd=folder.name, capture_output=True, text=True, check=False)
    assert result.returncode == 0 and not result.stderr, (words, result.returncode, result.stderr)
    return result.stdout


def check_everything_is_there():
    wanted = [PROGRAM, HERE / OPTIONS["libexecdir"] / "assay" / "assay-supervise", HERE / OPTIONS["libexecdir"] / "assay" / "assay-load",
              SHARE / "assay" / "workloads" / "http-json" / "scenario.json", SHARE / "glib-2.0" / "schemas" / f"{ID}.gschema.xml",
              SHARE / "licenses" / ID / "LICENSE", HERE / OPTIONS["mandir"] / "man1" / "assay.1",
              SHARE / "bash-completion" / "completions" / "assay", SHARE / "zsh" / "site-functions" / "_assay"]
    if WINDOW:
        wanted += [SHARE / "applications" / f"{ID}.desktop", SHARE / "metainfo" / f"{ID}.metainfo.xml", SHARE / "mime" / "packages" / f"{ID}.xml",
                   SHARE / "icons/hicolor/scalable/apps" / f"{ID}.svg", SHARE / "icons/hicolor/symbolic/apps" / f"{ID}-symbolic.svg"]
    absent = [str(path.relative_to(ROOT)) for path in wanted if not path.is_file()]
    assert not absent, absent


def check_nothing_else_is_there():
    """No caches of whoever ran the source tree, and nothing outside the prefix."""
    strange = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
               if path.suffix in (".pyc", ".o", ".a") or path.name == "__pycache__" or (path.is_file() and HERE not in path.parents)]
    assert not strange, strange


def check_the_program_finds_its_own():
    charts = json.loads(assay("list", "charts", "--format", "json"))
    assay("render", charts[0]["id"], "-o", "chart.png")
    assert pathlib.Path(folder.name, "chart.png").read_bytes().startswith(b"\x89PNG")
    scenarios = json.loads(assay("list", "scenarios", "--format", "json"))
    assert "http-json" in [scenario["id"] for scenario in scenarios], scenarios


def check_it_finds_its_helpers():
    """Runtimes are asked what they are under the supervisor; Python runs this test."""
    technologies = json.loads(assay("list", "technologies", "--format", "json"))
    python = [technology for technology in technologies if technology["id"] == "cpython"]
    assert python and python[0]["runtime_version"], python


def check_desktop_file():
    status, said = run("desktop-file-validate", "--warn-kde", SHARE / "applications" / f"{ID}.desktop")
    assert status == 0 and not said, said


def check_metainfo():
    """AppStream 0.16 doesn't know <developer> yet, 1.0 no longer wants <developer_name>; everything else that they have to say counts."""
    status, said = run("appstreamcli", "validate", "--no-net", SHARE / "metainfo" / f"{ID}.metainfo.xml")
    said = [line for line in said.splitlines() if line[:2] in ("I:", "W:", "E:") and not line.endswith(("unknown-tag developer", "developer-name-tag-deprecated"))]
    assert status == 0 and not said, said


def check_guidelines():
    """What software centres ask of names, and that the pictures are there."""
    root = ElementTree.parse(SHARE / "metainfo" / f"{ID}.metainfo.xml").getroot()
    summary = root.findtext("summary")
    assert len(root.findtext("name")) <= 15 and 10 <= len(summary) <= 35 and not summary.endswith("."), summary
    assert {colour.get("scheme_preference") for colour in root.iter("color")} == {"light", "dark"}
    version = subprocess.run([PROGRAM, "--version"], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.split()[-1]
    assert root.find("releases/release").get("version") == version
    shots = root.findall("screenshots/screenshot")
    assert 3 <= len(shots) <= 6 and all(shot.findtext("caption") for shot in shots)
    docs = pathlib.Path(__file__).resolve().parents[2] / "docs"
    for shot in shots:
        assert (docs / pathlib.PurePosixPath(shot.findtext("image")).name).is_file(), shot.findtext("image")


def check_types_agree():
    """The desktop file opens what the list of types defines, and the metainfo says the same."""
    space = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}
    types = {kind.get("type") for kind in ElementTree.parse(SHARE / "mime" / "packages" / f"{ID}.xml").getroot().findall("mime:mime-type", space)}
    desktop = (SHARE / "applications" / f"{ID}.desktop").read_text()
    opened = next(line for line in desktop.splitlines() if line.startswith("MimeType=")).split("=")[1].split(";")
    told = {element.text for element in ElementTree.parse(SHARE / "metainfo" / f"{ID}.metainfo.xml").getroot().iter("mediatype")}
    assert types and types <= set(opened) and types == told, (types, opened, told)


def check_icons():
    for path in (SHARE / "icons").rglob("*.svg"):
        root = ElementTree.parse(path).getroot()
        size = 16 if path.name.endswith("-symbolic.svg") else 128
        assert root.get("width") == root.get("height") == str(size), path


CHECKS = [check_everything_is_there, check_nothing_else_is_there, check_the_program_finds_its_own, check_it_finds_its_helpers]
TOOLS = {check_desktop_file: "desktop-file-validate", check_metainfo: "appstreamcli"}
if WINDOW:
    CHECKS += [check_desktop_file, check_metainfo, check_guidelines, check_types_agree, check_icons]

installed = subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet"], env={**os.environ, "DESTDIR": str(ROOT)},
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
if installed.returncode != 0:
    print(f"Bail out! {installed.stdout}")
    sys.exit(1)

print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    name = "/installed/" + check.__name__.removeprefix("check_").replace("_", "-")
    if shutil.which(TOOLS.get(check, "sh")) is None:
        print(f"ok {index} {name} # SKIP {TOOLS[check]} is not installed")
        continue
    try:
        check()
        print(f"ok {index} {name}")
    except AssertionError as error:
        failed = True
        print(f"not ok {index} {name}")
        print("\n".join(f"# {line}" for line in str(error).splitlines()))
sys.exit(1 if failed else 0)
