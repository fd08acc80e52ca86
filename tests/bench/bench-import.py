"""Large result files: how long `assay import` takes and how much memory, beside Python's json, which only reads them.

usage: bench-import.py BUILD-FOLDER [ROUNDS]

Documents of 5 and 50 MB in the shape that each tool writes (big_documents.py); both programs take turns on each file. Wall time, CPU and peak resident
memory of whole processes, medians of the rounds (the bound of time is one of wall time; where more is to be done than the machine has cores, CPU time counts); for ours all that an import is: read, judged, filed under the catalogue, written, the program's start
and catalogue included. Bounds: 5 MB under 0.6 s, 50 MB under 5 s and under 600 MB, k6's raw output (200 MB) in memory that doesn't grow."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

import big_documents

MB = 1_000_000
BOUNDS = {5: (0.6, 600), 50: (5, 600)}    # MB of the file: seconds, MB of memory
K6_SIZES = (20, 200)
K6_GROWTH = 1.1
NAMELESS = ("timeline", "k6-raw")         # say nobody: the user names the subject
PYTHON = ["/usr/bin/python3", "-c", "import json, sys; json.load(open(sys.argv[1]))"]


def run(command, environment):
    """Seconds, CPU seconds and peak MB of one process."""
    start = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} ended with status {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MB


def ours(build, kind, path):
    return [f"{build}/app/assay", "import", path, *(["--subject", "express"] if kind in NAMELESS else [])]


def measure(commands, rounds):
    """The medians of each command's columns, the commands in turns; each round with a data folder of its own."""
    samples = [[] for _ in commands]
    for _ in range(rounds):
        for command, rows in zip(commands, samples):
            with tempfile.TemporaryDirectory() as folder:
                rows.append(run(command, {**os.environ, "XDG_DATA_HOME": folder, "LANG": "C.UTF-8"}))
    return [[statistics.median(column) for column in zip(*rows)] for rows in samples]


def judge(build, kind, size, folder, rounds):
    path = os.path.join(folder, f"{kind}.json")
    big_documents.make(kind, size * MB, path)
    (seconds, cpu, memory), peer = measure([ours(build, kind, path), [*PYTHON, path]], rounds)
    most_seconds, most_memory = BOUNDS[size]
    counts = cpu if os.getloadavg()[0] > os.cpu_count() else seconds
    good = counts < most_seconds and memory < most_memory
    print(f"{'PASS' if good else 'FAIL'}  {kind}, {os.path.getsize(path) / MB:.1f} MB: {seconds:.2f} s (bound {most_seconds}), CPU {cpu:.2f} s, {memory:.0f} MB "
          f"(bound {most_memory}); json.load {peer[0]:.2f} s, {peer[1]:.2f} s, {peer[2]:.0f} MB; "
          f"ratios {seconds / peer[0]:.2f}, {cpu / peer[1]:.2f}, {memory / peer[2]:.2f}", flush=True)
    os.remove(path)
    return good


def judge_k6(build, folder, rounds):
    peaks = []
    for size in K6_SIZES:
        path = os.path.join(folder, "k6.json")
        big_documents.make("k6-raw", size * MB, path)
        (seconds, cpu, memory), = measure([ours(build, "k6-raw", path)], rounds)
        peaks.append(memory)
        print(f"      k6 raw, {os.path.getsize(path) / MB:.0f} MB: {seconds:.2f} s, CPU {cpu:.2f} s, {memory:.1f} MB", flush=True)
        os.remove(path)
    growth = peaks[1] / peaks[0]
    print(f"{'PASS' if growth <= K6_GROWTH else 'FAIL'}  k6 raw: ten times the lines take {growth:.2f} times the memory (bound {K6_GROWTH})")
    return growth <= K6_GROWTH


def main(build, rounds):
    print(f"load {os.getloadavg()[0]:.1f}, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        results = [judge(build, kind, size, folder, rounds) for size in BOUNDS for kind in big_documents.KINDS if kind != "k6-raw"]
        results.append(judge_k6(build, folder, rounds))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3))
