#!/usr/bin/env python3
"""slide.py BUILD: from the key to the next slide at 3840x2160, each of a million points, beside a flat colour that changes.

To be run by with-display -s 3840x2160. The middle of three runs counts. Bounds: a frame of 16 ms until the slide is drawn, into memory; in a window half as
long again as the colour, because without a graphics card a window of this size takes longer than a frame for any change."""
import re
import statistics
import subprocess
import sys

BOUND = 16
BAR = 1.5
RUNS = 3

results = []
for _ in range(RUNS):
    output = subprocess.run([f"{sys.argv[1]}/tests/bench/bench-slide"], stdout=subprocess.PIPE, text=True, check=True, timeout=300).stdout
    print(output, end="")
    times = {name: [float(word) for word in words] for name, *words in re.findall(r"(\w+) wall (\S+) p90 (\S+) cpu (\S+)", output)}
    results.append((times["drawn"][0], times["slide"][0], times["flat"][0], int(re.search(r"late (\d+)", output)[1])))

drawn, wall, flat = (statistics.median(result[column] for result in results) for column in range(3))
late = sum(result[3] for result in results)
good = drawn <= BOUND and wall <= BAR * flat and late == 0
print(f"{'PASS' if good else 'FAIL'}: next slide drawn after {drawn:.1f} ms (bound {BOUND}), in a window {wall:.1f} ms; flat colour {flat:.1f} ms, "
      f"ratio {wall / flat:.2f} (bound {BAR}); {late} had to be drawn first")
sys.exit(not good)
