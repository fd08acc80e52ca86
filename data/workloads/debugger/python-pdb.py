import io
import os
import pdb
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "cpu-nbody"))
import python as kernel
from python import check


def prepare(size):
    """A debugger with a breakpoint in the kernel's file, at a place that is not reached, told to go on."""
    debugger = pdb.Pdb(
        stdin=io.StringIO("continue\n" * 100000), stdout=io.StringIO(), nosigint=True, readrc=False
    )
    debugger.set_break(kernel.__file__, check.__code__.co_firstlineno + 1)
    return size, debugger


def run(given):
    size, debugger = given
    return debugger.runcall(kernel.run, size)
