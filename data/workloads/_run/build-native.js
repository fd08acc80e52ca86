"use strict";
// build-native.js FILE OUT: builds a C addon for this Node.js; build-native.js --check: only says what is missing.
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");

const folders = [
  path.join(path.dirname(process.execPath), "..", "include", "node"),
  "/usr/include/node",
  "/usr/include/nodejs/src",
];
const headers = folders.find((folder) => fs.existsSync(path.join(folder, "node_api.h")));
const fail = (why) => {
  console.error(why);
  process.exit(1);
};

if (spawnSync("cc", ["--version"]).status !== 0) fail("there is no C compiler: cc");
if (!headers) fail("the headers of this Node.js are not installed");
if (process.argv[2] !== "--check") {
  const [file, out] = process.argv.slice(2);
  const flags = ["-std=gnu11", "-O2", "-ffp-contract=off", "-fPIC", "-shared"];
  process.exit(
    spawnSync("cc", [...flags, `-I${headers}`, "-o", out, file], { stdio: "inherit" }).status ?? 1,
  );
}
