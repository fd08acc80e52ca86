"""build-native.py FILE OUT: builds a C extension of this interpreter; build-native.py --check: only says what is missing."""
import os
import shutil
import subprocess
import sys
import sysconfig

headers = sysconfig.get_path("include")
if not shutil.which("cc"):
    sys.exit("there is no C compiler: cc")
if not os.path.exists(os.path.join(headers, "Python.h")):
    sys.exit("the headers of this Python are not installed")
if sys.argv[1:] != ["--check"]:
    file, out = sys.argv[1:]
    flags = ["-std=gnu11", "-O2", "-ffp-contract=off", "-fPIC", "-shared"]
    sys.exit(subprocess.call(["cc", *flags, "-I" + headers, "-o", out, file]))
