print('{"event":"done","checksum":"started"}')
