"use strict";
// What the HTTP programs need and no framework decides.
const fs = require("node:fs");
const path = require("node:path");

const DATA = process.env.DATA_DIR ?? path.join(__dirname, "..", "_data");
const read = (name) => JSON.parse(fs.readFileSync(path.join(DATA, name), "utf8"));

exports.DATA = DATA;
exports.FORTUNES = read("fortunes.json");
exports.PRODUCTS = read("products.json");
exports.ADDRESS = { port: Number(process.env.PORT ?? 0), host: "127.0.0.1", backlog: 4096 };

// How many points of an n x n grid are in the Mandelbrot set.
exports.compute = (n) => {
  let inside = 0;
  for (let y = 0; y < n; y++) {
    const ci = (2 * y) / n - 1;
    for (let x = 0; x < n; x++) {
      const cr = (2 * x) / n - 1.5;
      let zr = 0;
      let zi = 0;
      let k = 0;
      while (k < 50 && zr * zr + zi * zi <= 4) {
        const t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
        k++;
      }
      if (zr * zr + zi * zi <= 4) inside++;
    }
  }
  return inside;
};

const SELECT = "SELECT id, randomNumber FROM world WHERE id = ?";

function openBuiltIn({ DatabaseSync }) {
  return new DatabaseSync(path.join(DATA, "world.db"), { readOnly: true }).prepare(SELECT);
}

// Its file locks cost 0.3 ms a query and outlive a killed process, so it makes the same rows in memory.
function openCompiled() {
  const { Database } = require("node-sqlite3-wasm");
  const db = new Database();
  db.exec(fs.readFileSync(path.join(__dirname, "..", "_data", "world.sql"), "utf8"));
  return db.prepare(SELECT);
}

function open() {
  const sqlite = process.getBuiltinModule?.("node:sqlite");
  return sqlite ? openBuiltIn(sqlite) : openCompiled();
}

let statement;
exports.row = (id) => {
  statement ??= open();
  return statement.get(id);
};

// Says where the server listens, and ends it with standard input.
exports.ready = (server, framework, version) => {
  server.keepAliveTimeout = 75_000;
  const line = {
    event: "ready",
    port: server.address().port,
    pid: process.pid,
    framework,
    framework_version: version,
    runtime: process.versions.bun ? "bun" : process.versions.deno ? "deno" : "node",
    version: process.versions.bun ?? process.versions.deno ?? process.versions.node,
  };
  process.stdout.write(JSON.stringify(line) + "\n");
  process.stdin.on("end", () => process.exit()).resume();
};
