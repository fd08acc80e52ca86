"use strict";
// What the programs of the scenario "logging" share: a file of their own, and a look at what is in it.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

exports.prepare = (size) => {
  const folder = fs.mkdtempSync(path.join(process.env.DATA_DIR ?? os.tmpdir(), "log-"));
  return { size, folder, file: path.join(folder, "node.log") };
};

// How many lines there are, once the last of them is seen to say what it must.
exports.check = (file) => {
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.at(-1).includes(`request ${lines.length - 1} handled in`) ? String(lines.length) : lines.at(-1);
};

exports.finish = ({ folder }) => fs.rmSync(folder, { recursive: true });
