import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "cpu-mandelbrot"))
from python import run
