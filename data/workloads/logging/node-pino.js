"use strict";
const pino = require("pino");
const { prepare, check, finish } = require("../_lib/log-file");

function run({ size, file }) {
  const destination = pino.destination({ dest: file, append: false, sync: true });
  const log = pino({ timestamp: pino.stdTimeFunctions.isoTime }, destination);
  for (let i = 0; i < size; i++) log.info("request %d handled in %d ms", i, i % 17);
  destination.flushSync();
  destination.end();
  return file;
}

module.exports = { prepare, run, check, finish };
