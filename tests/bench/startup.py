"""First frame and resident memory of Assay's window against those of an empty libadwaita window, in one run.

usage: startup.py BUILD-FOLDER [ROUNDS]    under a private X server, as tests/bench/run starts it
Medians of interleaved rounds after one warming round each. Bounds: first frame at most 1.5 times, memory at most 1.35 times.
"""
import os
import statistics
import subprocess
import sys
import time

FRAME_BOUND, MEMORY_BOUND = 1.5, 1.35
SETTLE_MS = "2000"


def start(program, shim):
    """Milliseconds to the first frame, and resident KiB then and when settled."""
    environment = {**os.environ, "LD_PRELOAD": shim, "FIRST_FRAME_SETTLE": SETTLE_MS, "GSK_RENDERER": "cairo",
                   "FIRST_FRAME_START": str(time.monotonic_ns())}
    output = subprocess.run([program], env=environment, stdout=subprocess.PIPE, check=True, timeout=60).stdout
    return [float(word) for word in output.split()]


def main(build, rounds):
    shim = os.path.abspath(f"{build}/tests/bench/libfirst-frame.so")
    programs = {"empty": f"{build}/tests/bench/empty-window", "assay": f"{build}/app/assay"}
    samples = {name: [] for name in programs}
    for name, program in programs.items():
        start(program, shim)
    for _ in range(rounds):
        for name, program in programs.items():
            samples[name].append(start(program, shim))

    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in samples.items()}
    failed = False
    for index, (what, unit, bound) in enumerate([("first frame", "ms", FRAME_BOUND), ("resident at first frame", "KiB", MEMORY_BOUND),
                                                 ("resident when settled", "KiB", MEMORY_BOUND)]):
        ratio = medians["assay"][index] / medians["empty"][index]
        good = ratio <= bound
        failed = failed or not good
        print(f"{what}: assay {medians['assay'][index]:.0f} {unit}, empty window {medians['empty'][index]:.0f} {unit}, "
              f"ratio {ratio:.2f} (bound {bound}) {'PASS' if good else 'FAIL'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9))
