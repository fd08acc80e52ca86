"""kernel.py FILE SIZE SECONDS LEAST [ARGUMENT...]: runs a kernel again and again in this process, one JSON line an iteration.

FILE is a module, compiled if its name has no ending, or ctypes:FILE, a shared library. A kernel has run(given, *arguments); optional, and never timed: prepare(size, *arguments) makes what is given, check(result)
the text by which answers are compared, finish(given) ends what prepare started. It runs on Python 2.7 too.
"""
import importlib
import json
import os
import platform
import sys
import time
import types

try:
    wall, cpu = time.perf_counter_ns, time.process_time_ns
except AttributeError:  # Python 2.7: seconds as a float, and CPU time to 10 ms

    def wall():
        return int(time.time() * 1e9)

    def cpu():
        return int(sum(os.times()[:2]) * 1e9)


def load(path):
    if path.startswith("ctypes:"):
        return importlib.import_module("ctypes").CDLL(path[len("ctypes:") :])
    return load_source(path) if os.path.splitext(path)[1] else load_compiled(path)


def load_compiled(path):
    util, machinery = importlib.import_module("importlib.util"), importlib.import_module(
        "importlib.machinery"
    )
    spec = util.spec_from_loader("workload", machinery.ExtensionFileLoader("workload", path))
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_source(path):
    """The kernel as the module "workload": its folder stays off the path, where its name could hide a real module."""
    module = sys.modules["workload"] = types.ModuleType("workload")
    module.__file__ = os.path.abspath(path)
    with open(path, "rb") as source:
        exec(compile(source.read(), path, "exec"), module.__dict__)
    return module


def write(**line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def describe():
    jit = getattr(sys, "_jit", None)
    return {
        "runtime": platform.python_implementation(),
        "version": platform.python_version(),
        "gil": getattr(sys, "_is_gil_enabled", lambda: True)(),
        "jit": platform.python_implementation() == "PyPy" or bool(jit and jit.is_enabled()),
    }


def main(path, size, seconds, least, *rest):
    kernel = load(path)
    rest = [int(value) for value in rest]
    given = getattr(kernel, "prepare", lambda n, *_: n)(int(size), *rest)
    write(event="start", **describe())

    end, i, result = wall() + int(float(seconds) * 1e9), 0, None
    while i < int(least) or wall() < end:
        before, start = cpu(), wall()
        result = kernel.run(given, *rest)
        ns, used = wall() - start, cpu() - before
        write(i=i, ns=ns, cpu=used)
        i += 1
    checksum = getattr(kernel, "check", str)(result)
    getattr(kernel, "finish", lambda _: None)(given)
    write(event="done", checksum=checksum)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[0] = os.path.join(os.path.dirname(here), "_lib")
    main(*sys.argv[1:])
