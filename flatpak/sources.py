#!/usr/bin/env python3
"""Makes the lists of sources that the manifest names, beside it: nothing of them is committed, because addresses are this machine's.

    flatpak/sources.py [--all]   $APT_CONFIG names another apt's configuration than this machine's; either needs its sources' index (deb-src)

npm-sources.json: the packages of data/workloads/package-lock.json, each a plain archive, from the registry that npm is set to.
gsl-sources.json, python-sources.json: the authors' own archives, as the distribution keeps and signs them. Not every mirror has every one: a Python
framework that can't be had is left out, and said; with --all, as for a release, that is an error."""
import base64
import json
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

FOLDER = pathlib.Path(__file__).resolve().parent
LOCK = FOLDER.parent / "data/workloads/package-lock.json"
# Where it is unpacked -> the distribution's name. FastAPI and NumPy need compilers that no module here brings.
PYTHON = {"flit-core": "flit", "python/gunicorn": "gunicorn"} | {
    f"python/{name}": f"python3-{name}"
    for name in ("blinker", "click", "flask", "itsdangerous", "jinja2", "markupsafe", "packaging", "tornado", "websockets", "werkzeug")
}
# The parts of GSL that the program uses, and those that they use: half of it, without its own programs and its manual.
GSL = "utils sys err complex block vector matrix permutation sort cblas blas linalg eigen poly specfunc rng randist statistics cdf".split()
GSL_PARTS = {"type": "shell", "commands": [
    "sed -i '1i override bin_PROGRAMS =\\noverride SUBDIRS = gsl " + " ".join(GSL) + "\\n"
    "override SUBLIBS = " + " ".join(f"{part}/lib{'' if part == 'utils' else 'gsl'}{part}.la" for part in GSL) + "' Makefile.in"]}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def npm_sources():
    registry = output("npm", "config", "get", "registry").strip().rstrip("/")
    for path, package in sorted(json.loads(LOCK.read_text())["packages"].items()):
        if not path or package.get("dev") or package.get("link"):
            continue
        if package.get("hasInstallScript"):
            sys.exit(f"{path}: has a script that runs when it is installed")
        name = package.get("name") or path.rsplit("node_modules/", 1)[1]
        kind, _, digest = package["integrity"].split()[0].partition("-")
        yield {"type": "archive", "archive-type": "tar-gzip", "dest": path, kind: base64.b64decode(digest).hex(),
               "url": package.get("resolved") or f"{registry}/{name}/-/{name.rsplit('/', 1)[-1]}-{package['version']}.tgz"}


def debian_source(name, **more):
    for line in output("apt-get", "-qq", "-o", "Acquire::ForceHash=SHA256", "source", "--print-uris", "--tar-only", name).splitlines():
        address, file, _, digest = line.split()
        if ".orig.tar." in file and not file.endswith(".asc"):
            kind, _, digest = digest.partition(":")
            if kind != "SHA256":
                sys.exit(f"{name}: no SHA256 of its source")
            return {"type": "archive", "url": address.strip("'"), "sha256": digest, **more}
    sys.exit(f"{name}: its source is not known here")


def is_there(source):
    try:
        with urllib.request.urlopen(urllib.request.Request(source["url"], method="HEAD"), timeout=30):
            return True
    except urllib.error.HTTPError as error:
        print(f"{source['dest']}: {source['url']}: {error}", file=sys.stderr)
        return False


def python_sources():
    sources = [debian_source(name, dest=folder) for folder, name in PYTHON.items()]
    there = [source for source in sources if is_there(source)]
    if len(there) < len(sources) and "--all" in sys.argv[1:]:
        sys.exit("not all sources are there")
    return there


def write(name, sources):
    (FOLDER / name).write_text(json.dumps(sources, indent=1) + "\n")


write("npm-sources.json", list(npm_sources()))
write("gsl-sources.json", [debian_source("gsl"), GSL_PARTS])
write("python-sources.json", python_sources())
