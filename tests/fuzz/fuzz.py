"""tests/run --fuzz: each parser under libFuzzer a while, over a copy of the suite's fixtures, two at a time.

    fuzz.py BUILD [SECONDS]     every target for so many seconds (30)
    fuzz.py BUILD --seeds TO    only the copies of the fixtures, a folder a target
What ends a target stays in BUILD/fuzz and is named; mended, it becomes a fixture of the suite."""
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = TOP / "tests" / "fixtures"
SLOW = 1    # s
EXPECTATIONS = {".rows", ".error", ".md"}


def files(*patterns):
    """The content of each file below tests that isn't what another is expected to give."""
    for pattern in patterns:
        for path in sorted(TOP.glob(pattern)):
            if path.suffix not in EXPECTATIONS:
                yield path.read_bytes()


def quoted(*patterns):
    """Every string of C sources: the inputs of table-driven tests."""
    for text in files(*patterns):
        for match in re.finditer(rb'"((?:[^"\\\n]|\\.)*)"', text):
            characters = match[1].decode("unicode_escape", "replace")
            yield b"".join(c.encode() if ord(c) > 255 else c.encode("latin-1") for c in characters)


def behind(prefixes, contents):
    """Each content behind each of the first bytes that choose what reads it."""
    contents = list(contents)
    for prefix, content in itertools.product(prefixes, contents):
        yield prefix + content


def one(n):
    return [bytes([i]) for i in range(n)]


def profiles():
    """What test-profile.c reads, joined where C joins it, and what is bundled."""
    text = (TOP / "tests/displayless/test-profile.c").read_text()
    yield "".join(json.loads(f'"{match}"') for match in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text.split("#define FULL")[1].split("static")[0])).encode()
    for match in re.finditer(r'\{ "[a-z-]+", ("(?:[^"\\\n]|\\.)*"), "', text):
        yield f"{{{json.loads(match[1])}}}".encode()
    yield from files("data/catalogue/profiles/*.json")


def records():
    """As far as reading goes: head, figures, profile."""
    figure = {"figure": "rate:left-one:2024-06-08:entry=a", "name": "Rate of Left One", "value": 1, "date": "2024-06-08", "origin": "bench"}
    head = {"date": "2026-01-01T12:00:00Z", "version": "0", "verdict": "Left", "samples": 2000, "seed": "7", "figures": [figure],
            "alternatives": [{"id": "left", "name": "Left", "first": 0.5, "worth": 0.5}]}
    for profile in profiles():
        yield b"# A\n\n<!-- assay decision record\n" + json.dumps({**head, "profile": 0}).encode().replace(b": 0}", b": " + profile + b"}") + b"\n-->\n"


IMPORTS = "tests/fixtures/import/*"
LIVE = "tests/fixtures/live/*"

SEEDS = {
    "feed": lambda: itertools.chain(files("data/catalogue/feeds/*.json"), quoted("tests/displayless/test-feed.c"),
                                    behind(one(40), files("tests/fixtures/live/valid-*"))),
    "format": lambda: behind(one(20), files("tests/fixtures/import/valid-*")),
    "import": lambda: files(IMPORTS, "tests/fixtures/runs/*"),
    "json": lambda: files("tests/fixtures/*/*.json"),
    "lines": lambda: quoted("tests/displayless/subject.c", "tests/displayless/test-histogram.c", "tests/displayless/test-latency.c",
                            "tests/displayless/test-load.c", "tests/displayless/test-machine.c", "tests/displayless/test-proc-text.c",
                            "tests/displayless/test-server.c", "tests/displayless/test-toolbox.c"),
    "live": lambda: behind(one(14), files(LIVE)),
    "parts": lambda: behind([b"\0\0", b"\xff\1"], files("tests/fixtures/json/*", "tests/fixtures/import/*.json")),
    "profile": lambda: itertools.chain(profiles(), behind([b"\1"], records())),
    "quantity": lambda: quoted("tests/displayless/test-quantity.c", "data/sources/quantity.c"),
    "remote": lambda: quoted("tests/displayless/test-remote.c"),
    "reply": lambda: behind([b"\0\1", b"\1\1", b"\2\1", b"\3\1"], quoted("tests/displayless/test-answers.c", "tests/displayless/test-frames.c")),
    "run": lambda: files("tests/fixtures/runs/*"),
    "shared": lambda: [b'{"runs": [{"file": "a.json.gz", "sha256": "' + b"0" * 64 + b'"}]}',
                       b'{"shared": [{"name": "a", "from": "/b"}, {"name": "c", "from": "https://d.example/"}]}'],
    "store": lambda: itertools.chain(files("tests/fixtures/catalogue/*", "tests/fixtures/verdict/*"),
                                     behind([base + b"\0" for base in files("tests/fixtures/chart/base.json")], files("tests/fixtures/chart/*"))),
    "talk": lambda: files("tests/fixtures/talk/*"),
    "words": lambda: quoted(*(f"tests/displayless/test-{name}.c"
                              for name in ("address", "csv-read", "feed", "field", "live", "service", "source", "units"))),
    "workload": lambda: files("data/workloads/*/scenario.json", "data/workloads/*/*.json", "data/workloads/prepare.json"),
}


def seed(target, folder):
    """Fills the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for i, content in enumerate(dict.fromkeys(SEEDS[target]())):
        (folder / f"seed-{i:04}").write_bytes(content)


def statistic(log, name):
    match = re.search(rf"stat::{name}:\s*(\d+)", log)
    return int(match[1]) if match else 0


def execute(target, build, *arguments):
    """Its exit status and what it says."""
    environment = {**os.environ, "G_SLICE": "always-malloc", "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(build / "fuzz" / "data-home")}
    done = subprocess.run([build / "tests" / "fuzz" / f"fuzz-{target}", "-timeout=10", "-rss_limit_mb=2048", "-malloc_limit_mb=512", *arguments],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode(errors="replace")


def slow_inputs(target, build):
    """Those that were slow and are again: on a busy machine any may have been."""
    for path in sorted((build / "fuzz").glob(f"{target}-slow-unit-*")):
        match = re.search(r"Executed .* in (\d+) ms", execute(target, build, str(path))[1])
        if match and int(match[1]) < SLOW * 1000:
            path.unlink()
        else:
            yield path


def run(target, build, seconds):
    """Runs one target; whether it passed, and its line of the table."""
    found = build / "fuzz"
    found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seed(target, pathlib.Path(folder))
        status, log = execute(target, build, folder, f"-max_total_time={seconds}", f"-report_slow_units={SLOW}", "-print_final_stats=1",
                              f"-artifact_prefix={found}/{target}-")
    (found / f"{target}.log").write_text(log)
    executions = statistic(log, "number_of_executed_units")
    inputs = re.findall(r"Test unit written to (\S+(?:crash|leak|timeout|oom)-\S+)", log) + list(slow_inputs(target, build))
    good = status == 0 and executions > 0 and not inputs
    edges, features = (re.findall(r"cov: (\d+) ft: (\d+)", log) or [("0", "0")])[-1]
    line = f"{'passed' if good else 'FAILED':8}fuzz-{target:10}{executions:>10} executions, {edges:>5} edges, {features:>6} features"
    if not good:
        line += "".join(f"\n        {path}" for path in inputs) + f"\n        see {found / target}.log"
    return good, line


def main(build, *arguments):
    build = pathlib.Path(build).resolve()
    if arguments[:1] == ("--seeds",):
        for target in SEEDS:
            seed(target, pathlib.Path(arguments[1]) / target)
        return 0
    seconds = int(arguments[0]) if arguments else 30
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = []
        for good, line in pool.map(lambda target: run(target, build, seconds), SEEDS):
            print(line, flush=True)
            verdicts.append(good)
    print(f"{sum(verdicts)} passed, {len(verdicts) - sum(verdicts)} failed")
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
