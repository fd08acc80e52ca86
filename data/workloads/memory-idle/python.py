import time

time.sleep(1)
print('{"event":"done","checksum":"idle"}')
