"""How long the verbs take as whole processes: medians of wall time.

usage: commands.py BUILD-FOLDER [ROUNDS]
Bounds: the deck of all charts under 1.5 s, one chart rendered under 0.3 s (every chart is tried; the slowest counts).
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def wall(command):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def report(what, seconds, bound):
    good = seconds <= bound
    print(f"{what}: {seconds:.3f} s (bound {bound} s) {'PASS' if good else 'FAIL'}")
    return good


def main(build, rounds):
    assay = f"{build}/app/assay"
    charts = [chart["id"] for chart in json.loads(subprocess.check_output([assay, "list", "charts", "--format", "json"]))]
    with tempfile.TemporaryDirectory() as folder:
        deck = statistics.median(wall([assay, "deck", "-o", f"{folder}/deck.pdf"]) for _ in range(rounds))
        slowest, chart = max((statistics.median(wall([assay, "render", chart, "-o", f"{folder}/chart.png"])
                                                for _ in range(min(rounds, 3))), chart) for chart in charts)
        check = statistics.median(wall([assay, "check"]) for _ in range(rounds))
        size = os.path.getsize(f"{folder}/deck.pdf")
    good = report(f"assay deck ({len(charts)} charts, {size} bytes)", deck, 1.5)
    good = report(f"assay render {chart} (the slowest of {len(charts)}, 1920x1080 PNG)", slowest, 0.3) and good
    print(f"assay check: {check:.3f} s (no bound)")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7))
