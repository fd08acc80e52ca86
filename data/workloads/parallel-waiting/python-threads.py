import time
from concurrent.futures import ThreadPoolExecutor


def wait(_):
    time.sleep(0.02)
    return 1


def prepare(size, workers):
    return size, ThreadPoolExecutor(workers)


def run(given, workers):
    size, pool = given
    return sum(pool.map(wait, range(size)))


def finish(given):
    given[1].shutdown()
