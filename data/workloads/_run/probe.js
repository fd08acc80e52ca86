"use strict";
/* What this runtime is, as one line of JSON: its version and path, and the version of each package named as an argument,
 * or null. Nothing is loaded: that a package is there is no promise that it works. */
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

// Packages are looked for where programs in the working directory would find them.
const resolve = createRequire(path.join(process.cwd(), "program.js")).resolve;
const watch = new Set();

const versionOf = (name) => {
  for (const folder of resolve.paths(name) ?? []) {
    watch.add(folder);
    try {
      return JSON.parse(fs.readFileSync(path.join(folder, name, "package.json"), "utf8")).version;
    } catch {
      // Not here: perhaps in the next folder.
    }
  }
  return null;
};

const { versions } = process;
const runtime = versions.bun ? "bun" : versions.deno ? "deno" : "node";
const packages = Object.fromEntries(process.argv.slice(2).map((name) => [name, versionOf(name)]));

console.log(JSON.stringify({
  version: versions[runtime],
  path: process.execPath,
  packages,
  watch: [...watch],
  engine: versions.v8 ? `V8 ${versions.v8}` : `WebKit ${versions.webkit}`,
}));
