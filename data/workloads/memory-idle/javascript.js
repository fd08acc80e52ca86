setTimeout(() => console.log('{"event":"done","checksum":"idle"}'), 1000);
