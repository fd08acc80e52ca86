"use strict";
const { Console } = require("node:console");
const { once } = require("node:events");
const fs = require("node:fs");
const { prepare, check, finish } = require("../_lib/log-file");

async function run({ size, file }) {
  const stream = fs.createWriteStream(file);
  const log = new Console(stream);
  for (let i = 0; i < size; i++) {
    log.info("%s INFO request %d handled in %d ms", new Date().toISOString(), i, i % 17);
  }
  stream.end();
  await once(stream, "finish");
  return file;
}

module.exports = { prepare, run, check, finish };
