#!/usr/bin/env python3
"""hover.py BUILD: a frame while the pointer moves over a chart, against an empty window with the same moving rule.

To be run by with-display -s 3840x2160. Three runs, because a shared machine disturbs one; the middle ratio counts."""
import re
import statistics
import subprocess
import sys

BAR = 1.5
RUNS = 3

ratios = []
for _ in range(RUNS):
    output = subprocess.run([f'{sys.argv[1]}/tests/bench/bench-hover'], capture_output=True, text=True, timeout=300).stdout
    print(output, end='')
    ratios.append(float(re.search(r'ratio ([0-9.]+)', output).group(1)))

ratio = statistics.median(ratios)
print(f'{"PASS" if ratio <= BAR else "FAIL"}: hover ratio {ratio:.2f}, bar {BAR}')
sys.exit(ratio > BAR)
