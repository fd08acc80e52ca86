"""Starts a service that is slow to answer, which ends with us in any case, because it reads our pipe."""

import json
import os
import subprocess
import sys

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "_run")


class Upstream:
    def __init__(self, milliseconds):
        command = [sys.executable, os.path.join(RUN, "upstream.py"), str(milliseconds)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = json.loads(self.process.stdout.readline())["port"]
        self.url = f"http://127.0.0.1:{self.port}/"

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
