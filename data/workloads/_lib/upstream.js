"use strict";
// Starts another program's server and ends it again; it ends with us in any case, because it reads our pipe.
const { spawn } = require("node:child_process");
const path = require("node:path");
const { once } = require("node:events");
const { createInterface } = require("node:readline");

const RUN = path.join(__dirname, "..", "_run");

// The command must print one JSON line with the port once it listens.
exports.start = async (command, ...words) => {
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, "exit").then(() => {
    throw new Error(`${command} ended before it listened`);
  });
  const [line] = await Promise.race([once(lines, "line"), gone]);
  gone.catch(() => {});
  return { port: JSON.parse(line).port, stop: () => child.stdin.end() };
};

exports.startSlow = (milliseconds) =>
  exports.start("python3", path.join(RUN, "upstream.py"), String(milliseconds));
