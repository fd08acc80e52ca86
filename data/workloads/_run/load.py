"""load.py FILE: runs a file that imports something, and says how long that took; itself it imports as little as it can."""
import sys
import time

path = sys.argv[1]
with open(path) as source:
    code = compile(source.read(), path, "exec")
start = time.perf_counter()
exec(code, {"__name__": "workload"})
print('{"sample":{"import-time":%.9f}}' % (time.perf_counter() - start))
print('{"event":"done","checksum":"loaded"}')
