#!/usr/bin/env python3
"""How long a line of many points takes, against gnuplot and matplotlib, all in one run.

    tests/bench/plots.py [FOLDER] [--rounds N] [--pngcairo]

Each program draws the same trace from a file in the page cache into a 1920x1080 picture with axes and grid; the programs take
turns within a round, so that a busy moment of the machine hits all of them. Figures are CPU time of the whole process (user and
system), median of the rounds. Exits 0 if every target of the table at the end holds."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]


def cpu_ms(command):
    """User and system time of one run, in milliseconds; None if it failed."""
    with open(os.devnull, "wb") as nothing:
        child = subprocess.Popen(command, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        return None
    return 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def python_with_matplotlib():
    """This interpreter or the distribution's own, whichever has it."""
    for python in [sys.executable, "/usr/bin/python3"]:
        if subprocess.run([python, "-c", "import matplotlib"], capture_output=True).returncode == 0:
            return python
    return None


def programs(build, pngcairo):
    """Name -> function of (size's files, output without suffix) that gives a command."""
    found = {"assay": lambda files, out: [build / "bench-plots", files["columns"], f"{out}.png"]}
    gnuplot = shutil.which("gnuplot")
    if gnuplot:
        for terminal in ["png", "pngcairo"] if pngcairo else ["png"]:
            found[f"gnuplot {terminal}"] = lambda files, out, terminal=terminal: [
                gnuplot, "-e", f"trace='{files['rows']}'; out='{out}.png'; term='{terminal}'", HERE / "plots.gnuplot"]
    python = python_with_matplotlib()
    if python:
        script = HERE / "plots-matplotlib.py"
        found["matplotlib"] = lambda files, out: [python, script, files["columns"], f"{out}.png"]
        found["matplotlib, chunks of 10,000"] = lambda files, out: [python, script, files["columns"], f"{out}.png", "10000"]
    return found


def make_traces(build, folder):
    traces = {}
    for n in SIZES:
        traces[n] = {"columns": folder / f"{n}.columns", "rows": folder / f"{n}.rows"}
        subprocess.run([build / "bench-trace", str(n), traces[n]["columns"], traces[n]["rows"]], check=True)
        for path in traces[n].values():
            path.read_bytes()    # into the page cache
    return traces


def measure(found, traces, folder, rounds):
    times = {(name, n): [] for name in found for n in SIZES}
    memory = {}
    for _ in range(rounds):
        for n in SIZES:
            for name, command in found.items():
                if name == "gnuplot pngcairo" and n > 100_000:
                    continue    # minutes
                result = cpu_ms(command(traces[n], folder / "picture"))
                if result is None:
                    sys.exit(f"{name} failed at {n} points")
                times[name, n].append(result[0])
                memory[name, n] = result[1]
    return {key: statistics.median(values) for key, values in times.items() if values}, memory


def print_table(found, median, memory):
    print("| CPU ms | " + " | ".join(f"{n:,}" for n in SIZES) + f" | MB at {SIZES[-1]:,} |")
    print("|---|" + "---|" * (len(SIZES) + 1))
    for name in found:
        cells = [f"{median[name, n]:,.0f}" if (name, n) in median else "–" for n in SIZES]
        peak = f"{memory[name, SIZES[-1]]:,.0f}" if (name, SIZES[-1]) in memory else "–"
        print(f"| {name} | " + " | ".join(cells) + f" | {peak} |")


def vector_sizes(build, traces, folder):
    sizes = {}
    for kind in ["svg", "pdf"]:
        picture = folder / f"picture.{kind}"
        if cpu_ms([build / "bench-plots", traces[1_000_000]["columns"], picture]) is None:
            sys.exit(f"no {kind}")
        sizes[kind] = picture.stat().st_size
    converter = shutil.which("rsvg-convert")
    opens = None
    if converter:
        opens = cpu_ms([converter, "-w", "960", folder / "picture.svg", "-o", folder / "from-svg.png"]) is not None
    return sizes, opens


def judge(median, sizes, opens):
    """Each target: words, value, limit."""
    million, ten = 1_000_000, 10_000_000
    targets = []
    if ("gnuplot png", million) in median:
        targets.append(("1e6 points, share of gnuplot's time", median["assay", million] / median["gnuplot png", million], 1 / 5))
        targets.append(("1e7 points, share of gnuplot's time", median["assay", ten] / median["gnuplot png", ten], 1 / 20))
    if ("matplotlib", million) in median:
        targets.append(("1e6 points, share of matplotlib's time", median["assay", million] / median["matplotlib", million], 1 / 10))
        targets.append(("1e7 points, share of matplotlib's time", median["assay", ten] / median["matplotlib", ten], 1 / 20))
        tuned = median["assay", ten] / median["matplotlib, chunks of 10,000", ten]
        print(f"      1e7 points, share of matplotlib's time with a chunk size chosen by hand: {tuned:.3f} (no target)")
    targets.append(("growth from 1e6 to 1e7 points", median["assay", ten] / median["assay", million], 10))
    targets.append(("SVG of 1e6 points, KB", sizes["svg"] / 1000, 250))
    failed = 0
    for words, value, limit in targets:
        well = value <= limit
        failed += not well
        print(f"{'PASS' if well else 'FAIL'}  {words}: {value:.3f} (at most {limit:.3f})")
    if opens is not None:
        failed += not opens
        print(f"{'PASS' if opens else 'FAIL'}  SVG of 1e6 points opens in librsvg")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", type=Path, default=HERE.parent.parent / "_build", help="the build folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pngcairo", action="store_true", help="gnuplot's cairo terminal too, up to 100,000 points")
    options = parser.parse_args()
    build = options.build.resolve() / "tests" / "bench"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        traces = make_traces(build, folder)
        found = programs(build, options.pngcairo)
        if len(found) < 3:
            print("gnuplot or matplotlib is not installed: compared with what is there")
        median, memory = measure(found, traces, folder, options.rounds)
        sizes, opens = vector_sizes(build, traces, folder)
        print_table(found, median, memory)
        print(f"\n1e6 points: SVG {sizes['svg'] / 1000:,.0f} KB, PDF {sizes['pdf'] / 1000:,.0f} KB; "
              f"load {os.getloadavg()[0]:.1f}, {options.rounds} rounds\n")
        return 1 if judge(median, sizes, opens) else 0


if __name__ == "__main__":
    sys.exit(main())
