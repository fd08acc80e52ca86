"use strict";
// kernel.js FILE SIZE SECONDS LEAST [ARGUMENT...]: runs a kernel again and again in this process, one JSON line an iteration.
// FILE is a module, compiled if its name has no ending. A kernel exports run(given, ...arguments); optional, and never timed: prepare(size, ...arguments) makes what is given,
// check(result) the text by which answers are compared, finish(given) ends what prepare started. Each may return a promise.
const path = require("node:path");

const [file, size, seconds, least, ...rest] = process.argv.slice(2);
const versions = process.versions;
const runtime = versions.bun ? "bun" : versions.deno ? "deno" : "node";
const write = (line) => process.stdout.write(JSON.stringify(line) + "\n");

function load(file) {
  if (path.extname(file)) return require(path.resolve(file));
  const compiled = { exports: {} };
  process.dlopen(compiled, path.resolve(file));
  return compiled.exports;
}

async function main() {
  const { run, prepare = (n) => n, check = String, finish = () => {} } = load(file);
  const more = rest.map(Number);
  const given = await prepare(Number(size), ...more);
  write({ event: "start", runtime, version: versions[runtime], engine: versions.v8 ?? versions.webkit });

  const end = process.hrtime.bigint() + BigInt(Math.round(Number(seconds) * 1e9));
  let result;
  for (let i = 0; i < Number(least) || process.hrtime.bigint() < end; i++) {
    const before = process.cpuUsage();
    const start = process.hrtime.bigint();
    result = run(given, ...more);
    if (result instanceof Promise) result = await result;
    const ns = Number(process.hrtime.bigint() - start);
    const used = process.cpuUsage(before);
    write({ i, ns, cpu: (used.user + used.system) * 1000 });
  }
  const checksum = await check(result);
  await finish(given);
  write({ event: "done", checksum });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
