"use strict";
// Loads 500 small modules three times: for the first time, anew once they are forgotten, and again in vain.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const MODULES = 500;
const source = (i) => `"use strict";
// Module ${i}.
exports.NUMBER = ${i};

function area(width, height) {
  return width * height;
}

exports.Box = class {
  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  area() {
    return area(this.width, this.height);
  }
};
`;

const folder = fs.mkdtempSync(path.join(process.env.DATA_DIR ?? os.tmpdir(), "modules-"));
const names = Array.from({ length: MODULES }, (_, i) => path.join(folder, `small_${i}.js`));

function load() {
  let total = 0;
  for (const name of names) total += require(name).NUMBER;
  return total;
}

function forget() {
  for (const name of names) delete require.cache[name];
}

function measure(measure) {
  const start = process.hrtime.bigint();
  const total = load();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9 / MODULES;
  console.log(JSON.stringify({ sample: { [measure]: seconds } }));
  return total;
}

try {
  names.forEach((name, i) => fs.writeFileSync(name, source(i)));
  measure("first-load");
  forget();
  measure("load-anew");
  const total = measure("load-again");
  console.log(JSON.stringify({ event: "done", checksum: String(total) }));
} finally {
  fs.rmSync(folder, { recursive: true });
}
