"use strict";
const { once } = require("node:events");
const winston = require("winston");
const { prepare, check, finish } = require("../_lib/log-file");

const { combine, printf, splat, timestamp } = winston.format;
const format = combine(
  timestamp(),
  splat(),
  printf((line) => `${line.timestamp} ${line.level} ${line.message}`),
);

async function run({ size, file }) {
  const transport = new winston.transports.File({ filename: file, options: { flags: "w" } });
  const log = winston.createLogger({ format, transports: [transport] });
  for (let i = 0; i < size; i++) log.info("request %d handled in %d ms", i, i % 17);
  log.end();
  await once(transport, "finish");
  return file;
}

module.exports = { prepare, run, check, finish };
