console.log('{"event":"done","checksum":"started"}');
