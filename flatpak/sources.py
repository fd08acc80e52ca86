#!/usr/bin/env python3
"""Makes the lists of sources that the manifest names, beside it: nothing of them is committed, because addresses are this machine's.

    flatpak/sources.py   $APT_CONFIG names another apt's configuration than this machine's; either needs its sources' index (deb-src)

npm-sources.json: the packages of data/workloads/package-lock.json, each a plain archive, from the registry that npm is set to.
python-sources.json: the packages that data/workloads/technologies name and what those need, each a wheel for the manifest's runtime, as that
runtime's own pip gets them from the index that it is set to: FastAPI and NumPy need compilers that the SDK does not have. They are kept in wheels/.
gsl-sources.json: the authors' own archive, as the distribution keeps and signs it."""
import base64
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
WHEELS = FOLDER / "wheels"
WORKLOADS = FOLDER.parent / "data/workloads"
LOCK = WORKLOADS / "package-lock.json"
MANIFEST = json.loads((FOLDER / "io.github.assay.Assay.json").read_text())
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


def python_packages():
    for file in WORKLOADS.glob("technologies/*.json"):
        for package in json.loads(file.read_text()).get("packages", []):
            if package.startswith("pkg:pypi/"):
                yield package.removeprefix("pkg:pypi/")


def python_sources():
    shutil.rmtree(WHEELS, ignore_errors=True)
    sdk = f"{MANIFEST['sdk']}//{MANIFEST['runtime-version']}"
    subprocess.run(["flatpak", "run", "--share=network", "--filesystem=host", "--command=pip3", sdk, "download", "--no-cache-dir", "--progress-bar=off",
                    "--only-binary=:all:", f"--dest={WHEELS}", *sorted(set(python_packages()))], check=True, stdout=subprocess.DEVNULL)
    for wheel in sorted(WHEELS.iterdir()):
        yield {"type": "file", "path": f"{WHEELS.name}/{wheel.name}", "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest()}


def write(name, sources):
    (FOLDER / name).write_text(json.dumps(sources, indent=1) + "\n")


write("npm-sources.json", list(npm_sources()))
write("gsl-sources.json", [debian_source("gsl"), GSL_PARTS])
write("python-sources.json", list(python_sources()))
