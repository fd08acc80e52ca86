"""Whether the window goes on while a large file is imported: the longest time for which its main loop is busy.

usage: frames.py BUILD-FOLDER [ROUNDS]    under a private X server, as tests/bench/run starts it
A TechEmpower file of 5 MB and documents of 50 MB, handed in by the window's own action; beside the import the same time without one, and then each page is
opened. The median of several rounds counts. Bound: 50 ms; of wall time, but where more is to be done than the machine has cores, every stretch is interrupted, and the
thread's CPU time counts."""
import os
import statistics
import subprocess
import sys
import tempfile

import big_documents

MB = 1_000_000
BOUND = 50
FILES = [("techempower", 5), ("httparena", 50), ("tfbvis", 50)]
PAGES = ["performance", "claims", "sources"]


def run(build, path):
    """Phase -> longest stretch, its CPU, seconds of the phase."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "GSK_RENDERER": "cairo"}
        output = subprocess.run([f"{build}/tests/bench/bench-frames", "overview", path, *PAGES], env=environment, stdout=subprocess.PIPE, check=True,
                                text=True, timeout=120).stdout
    return {line.split()[0]: [float(word) for word in line.split()[1:]] for line in output.splitlines()}


def main(build, rounds):
    good = True
    for kind, size in FILES:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, f"{kind}.json")
            big_documents.make(kind, size * MB, path)
            results = [run(build, path) for _ in range(rounds)]
        print(f"{kind}, {size} MB; load {os.getloadavg()[0]:.1f}, median of {rounds} rounds")
        for phase in ["import", *PAGES]:
            wall, cpu, seconds = (statistics.median(result[phase][column] for result in results) for column in range(3))
            idle = statistics.median(result["idle"][0] for result in results)
            beside = f", within {seconds:.1f} s; without an import {idle:.1f} ms" if phase == "import" else ", when it is opened"
            counts = cpu if os.getloadavg()[0] > os.cpu_count() else wall
            print(f"{'PASS' if counts <= BOUND else 'FAIL'}  {phase}: busy for {wall:.1f} ms at most, CPU {cpu:.1f} ms (bound {BOUND} ms{', of CPU time' if counts == cpu else ''}){beside}", flush=True)
            good = good and counts <= BOUND
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5))
