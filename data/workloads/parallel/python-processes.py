import os
import sys
from concurrent.futures import ProcessPoolExecutor

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "cpu-mandelbrot"))
from python import rows


def prepare(size, workers):
    return size, ProcessPoolExecutor(workers)


def run(given, workers):
    """Each worker computes every workers-th row of the picture."""
    size, pool = given
    return sum(pool.map(rows, [size] * workers, range(workers), [workers] * workers))


def finish(given):
    given[1].shutdown()
