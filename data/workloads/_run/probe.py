"""What this interpreter is, as one line of JSON: its version and path, and the version of each package named, or null.

    probe.py [--implementation NAME] [--free-threaded] [PACKAGE...]

Nothing is imported: that a package is there is no promise that it works. With an option, an interpreter that is something else
says so and fails. Written for Python 2.7 too, which Jython speaks.
"""
from __future__ import print_function

import json
import os
import platform
import sys


def version_of(package):
    try:
        from importlib.metadata import PackageNotFoundError, version
    except ImportError:
        return None
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def is_free_threaded():
    import sysconfig
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def describe(packages):
    jit = getattr(sys, "_jit", None)
    return {
        "version": platform.python_version(),
        "path": sys.executable,
        "packages": {name: version_of(name) for name in packages},
        "watch": [folder for folder in sys.path[1:] if os.path.isdir(folder)],
        "implementation": platform.python_implementation(),
        "gil": getattr(sys, "_is_gil_enabled", lambda: True)(),
        "jit": "on" if jit and jit.is_enabled() else "off" if jit and jit.is_available() else None,
    }


def main(arguments):
    if arguments[:1] == ["--implementation"]:
        if platform.python_implementation() != arguments[1]:
            sys.exit("this is " + platform.python_implementation())
        arguments = arguments[2:]
        threaded = arguments[:1] == ["--free-threaded"]
        if threaded:
            arguments = arguments[1:]
        if is_free_threaded() != threaded and platform.python_implementation() == "CPython":
            sys.exit("this is " + ("" if is_free_threaded() else "not ") + "free-threaded")
    print(json.dumps(describe(arguments)))


main(sys.argv[1:])
