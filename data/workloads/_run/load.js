"use strict";
// load.js FILE: runs a file that requires something, and says how long that took.
const path = require("node:path");

const file = path.resolve(process.argv[2]);
const start = process.hrtime.bigint();
require(file);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
console.log(JSON.stringify({ sample: { "import-time": seconds } }));
console.log(JSON.stringify({ event: "done", checksum: "loaded" }));
