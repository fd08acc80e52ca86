"""Loads 500 small modules three times: for the first time, anew from what the interpreter kept, and again in vain."""
import importlib
import os
import shutil
import sys
import tempfile
import time

MODULES = 500
SOURCE = '''"""Module %(i)d."""
NUMBER = %(i)d


def area(width, height):
    return width * height


class Box:
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return area(self.width, self.height)
'''

folder = tempfile.mkdtemp(dir=os.environ.get("DATA_DIR"))
names = ["small_%d" % i for i in range(MODULES)]


def load():
    return sum(__import__(name).NUMBER for name in names)


def forget():
    for name in names:
        del sys.modules[name]
    importlib.invalidate_caches()


def measure(measure):
    start = time.perf_counter()
    total = load()
    print('{"sample":{"%s":%.12f}}' % (measure, (time.perf_counter() - start) / MODULES))
    return total


try:
    for i, name in enumerate(names):
        with open(os.path.join(folder, name + ".py"), "w") as file:
            file.write(SOURCE % {"i": i})
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    sys.dont_write_bytecode = False
    measure("first-load")
    forget()
    measure("load-anew")
    total = measure("load-again")
    print('{"event":"done","checksum":"%d"}' % total)
finally:
    shutil.rmtree(folder)
