"""plots-matplotlib.py TRACE PICTURE: the trace of doubles (all x, then all y) as a 1920x1080 picture."""
import sys

import matplotlib

matplotlib.use("agg" if sys.argv[2].endswith(".png") else "svg")
import matplotlib.pyplot as plt
import numpy as np

values = np.memmap(sys.argv[1], dtype=np.float64, mode="r")
n = len(values) // 2
if len(sys.argv) > 3:
    plt.rcParams["agg.path.chunksize"] = int(sys.argv[3])
figure, axes = plt.subplots(figsize=(19.2, 10.8), dpi=100)
axes.plot(values[:n], values[n:], linewidth=1)
axes.set_title("Latency of each request")
axes.set_xlabel("Time, s")
axes.set_ylabel("Latency, ms")
axes.grid(True)
figure.savefig(sys.argv[2])
