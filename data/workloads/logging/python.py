import logging
import os
import shutil
import tempfile


def prepare(size):
    return size, os.path.join(tempfile.mkdtemp(dir=os.environ.get("DATA_DIR")), "python.log")


def run(given):
    size, path = given
    handler = logging.FileHandler(path, mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("service")
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    for i in range(size):
        log.info("request %d handled in %d ms", i, i % 17)
    log.removeHandler(handler)
    handler.close()
    return path


def check(path):
    """How many lines there are, once the last of them is seen to say what it must."""
    with open(path) as file:
        lines = file.readlines()
    return str(len(lines)) if "request %d handled in" % (len(lines) - 1) in lines[-1] else lines[-1]


def finish(given):
    shutil.rmtree(os.path.dirname(given[1]))
