"""Every program of the "run" scenarios that needs no server, on every runtime that is here: it keeps to the protocol, and all give one answer. TAP.

    check-kernels.py WORKLOADS
"""
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WORKLOADS = pathlib.Path(sys.argv[1]).resolve()
TIMEOUT = 50
# What the experiment measures itself; a program prints all else that its scenario names.
OUTSIDE = {"iteration-time", "iteration-cpu", "first-iteration-time", "wall-time", "cpu-time", "memory-peak"}
# How the programs here are run; those that start servers have a test of their own.
COMMANDS = {"kernel", "parallel", "program", "load", "count"}
# Small enough for a slow interpreter; where a size isn't named, the scenario's own does.
SIZES = {
    "cpu-nbody": 200, "cpu-mandelbrot": 24, "cpu-fannkuch": 6, "cpu-matmul": 12, "cpu-json": 50, "cpu-regex": 300, "cpu-sort": 300,
    "cpu-words": 200, "cpu-bigint": 60, "cpu-sha256": 3, "native-module": 24, "parallel": 24, "logging": 100, "debugger": 20, "fanout": 20,
}


def read(path):
    return json.loads(path.read_text())


def items(folder):
    return {item["id"]: item for item in map(read, sorted((WORKLOADS / folder).glob("*.json")))}


class Missing(Exception):
    """What isn't installed here."""


class Wrong(Exception):
    """What a program did that it must not."""


def fill(words, values):
    for name, value in values.items():
        words = [word.replace("{%s}" % name, str(value)) for word in words]
    return words


def call(argv, folder):
    """Runs it in a group of its own, of which nothing may be left at the end."""
    variables = {**os.environ, "DATA_DIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             env=variables, start_new_session=True)
    try:
        out, err = child.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, 9)
        child.communicate()
        raise Wrong("takes longer than %d s" % TIMEOUT) from None
    try:
        os.killpg(child.pid, 9)
    except ProcessLookupError:
        return child.returncode, out, err
    raise Wrong("leaves a process behind")


def succeeds(argv, folder):
    try:
        return call(argv, folder)[0] == 0
    except (OSError, Wrong):
        return False


def find(runtime, folder):
    for name in runtime["find"]:
        path = sys.executable if name == "python3" else shutil.which(name)
        if path and succeeds(fill(runtime["probe"], {"runtime": path, "run": WORKLOADS / "_run"}), folder):
            return path
    return None


def prepare(technology, program, values, folder):
    """Makes sure that it can run, and builds it where it must be."""
    if not values["runtime"]:
        raise Missing(technology["runtime"] + " is not installed")
    if "import" in technology and not succeeds(fill(technology["import"], values), folder):
        raise Missing("its packages are not installed")
    if "build" in technology:
        status, _, err = call(fill(technology["build"], values), folder)
        if status != 0:
            raise Wrong("%s can't be built: %s" % (program.name, err.strip()))


def check_lines(scenario, lines):
    """The answer, if every line says what it must."""
    iterations = [line for line in lines if "i" in line]
    samples = {name for line in lines for name in line.get("sample", {})}
    named = {metric["measure"] for metric in scenario["metrics"]} - OUTSIDE
    if not lines or lines[-1].get("event") != "done" or not isinstance(lines[-1].get("checksum"), str):
        raise Wrong("doesn't end with a line that it is done, with a checksum")
    if [line["i"] for line in iterations] != list(range(len(iterations))):
        raise Wrong("doesn't count its iterations")
    if any(not isinstance(line[name], int) or line[name] < 0 for line in iterations for name in ("ns", "cpu")):
        raise Wrong("has an iteration without times")
    if scenario["command"] in ("kernel", "parallel") and (len(iterations) < 2 or lines[0].get("event") != "start"):
        raise Wrong("doesn't start, or hasn't run twice")
    if samples != named:
        raise Wrong("has samples of %s, not of %s" % (sorted(samples), sorted(named)))
    return lines[-1]["checksum"]


def run(scenario, technology, program, value, runtimes):
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder, "data")
        made.mkdir()
        values = {
            "runtime": runtimes[technology["runtime"]], "file": program, "run": WORKLOADS / "_run", "lib": WORKLOADS / "_lib",
            "out": pathlib.Path(folder, "built"), "data": made, "seconds": 0, "least": 2, **scenario.get("arguments", {}),
        }
        if scenario["id"] in SIZES:
            values["size"] = SIZES[scenario["id"]]
        if value:
            values[scenario["dimension"]] = 2 if value == "cores" else value
        prepare(technology, program, values, folder)
        status, out, err = call(fill(technology["commands"][scenario["command"]], values), str(made))
        if status != 0 or err:
            raise Wrong("exits with %d: %s" % (status, err.strip()))
        if any(made.iterdir()):
            raise Wrong("leaves files behind")
        return check_lines(scenario, [json.loads(line) for line in out.splitlines()])


# Minutes of starting it would say no more than one kernel does.
SLOW = {"jython": "cpu-nbody"}


def cells():
    technologies = items("technologies")
    for path in sorted(WORKLOADS.glob("*/scenario.json")):
        scenario = read(path)
        if scenario["kind"] != "run" or scenario["command"] not in COMMANDS:
            continue
        for technology in technologies.values():
            stem = technology.get("stem", technology["id"])
            programs = sorted((WORKLOADS / scenario.get("programs", scenario["id"])).glob(stem + ".*"))
            if SLOW.get(technology["id"], scenario["id"]) != scenario["id"]:
                continue
            if not programs or scenario["command"] not in technology["commands"] or technology["id"] in scenario.get("without", {}):
                continue
            for value in dict.fromkeys((scenario.get("values") or [None])[:: max(1, len(scenario.get("values", [1])) - 1)]):
                yield scenario, technology, programs[0], value


def check_cells(report):
    with tempfile.TemporaryDirectory() as folder:
        runtimes = {name: find(runtime, folder) for name, runtime in items("runtimes").items()}
    answers = {}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        jobs = [(cell, pool.submit(run, *cell, runtimes)) for cell in cells()]
    for (scenario, technology, _, value), job in jobs:
        name = " ".join(filter(None, (scenario["id"], technology["id"], value)))
        try:
            answer = job.result()
        except Missing as missing:
            report(name, skip=str(missing))
            continue
        except (Wrong, json.JSONDecodeError) as wrong:
            report(name, wrong=str(wrong))
            continue
        expected = answers.setdefault(scenario["id"], answer if scenario["id"] in SIZES else scenario.get("checksum", answer))
        report(name, wrong=None if answer == expected else "answers %s, not %s" % (answer, expected))


JAVASCRIPT = """// a comment
const half = (text) => text.split(/[/"]+/g).length / 2; /* one more */

const greet = (name) => `Hello, ${name ? `${name}!` : "{nobody}"}`;
"""
PYTHON = '''"""What it is."""
import re  # a comment


def half(text):
    """Half of it."""
    return len(re.split(r"[/']+", text)) / 2


greet = lambda name: f"Hello, {name or 'nobody'}"
'''


def check_counters(report):
    """Lines and tokens of programs that were counted by hand: JavaScript's 2 and 18 + 9, Python's 4 and 2 + 6 + 14 + 6."""
    for runtime, counter, source, ending, expected in (
        (shutil.which("node"), "count.js", JAVASCRIPT, "js", {"lines": 2, "tokens": 27}),
        (sys.executable, "count.py", PYTHON, "py", {"lines": 4, "tokens": 28}),
    ):
        if not runtime:
            report(counter, skip="its runtime is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "here", "program." + ending)
            program.parent.mkdir()
            program.write_text(source)
            _, out, err = call([runtime, str(WORKLOADS / "_run" / counter), str(program), "here"], folder)
        counted = json.loads(out.splitlines()[0])["sample"] if out else err
        report(counter, wrong=None if counted == expected else "counts %s, not %s" % (counted, expected))


def check_failure(report):
    """A kernel that fails ends the program with an error, and never with an answer."""
    for runtime, runner, source, ending in (
        (shutil.which("node"), "kernel.js", 'exports.run = () => { throw new Error("no"); };', "js"),
        (sys.executable, "kernel.py", 'def run(size):\n    raise ValueError("no")\n', "py"),
    ):
        if not runtime:
            report(runner + " of a kernel that fails", skip="its runtime is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "program." + ending)
            program.write_text(source)
            status, out, _ = call([runtime, str(WORKLOADS / "_run" / runner), str(program), "1", "0", "1"], folder)
        wrong = None if status != 0 and "done" not in out else "exits with %d and says %s" % (status, out)
        report(runner + " of a kernel that fails", wrong=wrong)


def main():
    failed = count = 0

    def report(name, wrong=None, skip=None):
        nonlocal failed, count
        count += 1
        failed += wrong is not None
        print("%s %d %s%s" % ("ok" if wrong is None else "not ok", count, name, " # SKIP " + skip if skip else ""), flush=True)
        if wrong is not None:
            print("# " + wrong.replace("\n", "\n# "), flush=True)

    check_counters(report)
    check_failure(report)
    check_cells(report)
    print("1..%d" % count)
    sys.exit(1 if failed else 0)


main()
