import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "cpu-nbody"))
from python import check, run
