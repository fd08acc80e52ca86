"use strict";
const fs = require("node:fs");
const { Session } = require("node:inspector");
const { pathToFileURL } = require("node:url");

const file = require.resolve("../cpu-nbody/javascript");
const { run, check } = require(file);

// A debugger with a breakpoint in the kernel's file, at a place that is not reached.
exports.prepare = (size) => {
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const lineNumber = lines.findIndex((line) => line.startsWith("exports.check"));
  const session = new Session();
  session.connect();
  session.post("Debugger.enable");
  session.post("Debugger.setBreakpointByUrl", {
    url: pathToFileURL(file).href,
    lineNumber,
    columnNumber: 30,
  });
  return size;
};

exports.run = run;
exports.check = check;
