"use strict";
const http = require("node:http");
const fs = require("node:fs");
const zlib = require("node:zlib");
const { createHash } = require("node:crypto");
const { pipeline } = require("node:stream");
const { promisify } = require("node:util");
const { ADDRESS, DATA, PRODUCTS, compute, ready, row } = require("../_lib/shared");

const gzip = promisify(zlib.gzip);

function send(res, type, body, headers) {
  res.writeHead(200, { "Content-Type": type, "Content-Length": Buffer.byteLength(body), ...headers });
  res.end(body);
}

function sendJson(res, value) {
  send(res, "application/json", JSON.stringify(value));
}

const routes = {
  //#region plaintext
  "/plaintext": (req, res) => {
    send(res, "text/plain", "Hello, World!");
  },
  //#endregion
  //#region json
  "/json": (req, res) => {
    sendJson(res, { message: "Hello, World!" });
  },
  //#endregion
  //#region gzip
  "/json-large": async (req, res) => {
    const body = await gzip(JSON.stringify(PRODUCTS), { level: 6 });
    send(res, "application/json", body, { "Content-Encoding": "gzip" });
  },
  //#endregion
  //#region db
  "/db": (req, res, query) => {
    sendJson(res, row(Number(query.get("id"))));
  },
  //#endregion
  //#region static
  "/static/64k.bin": async (req, res) => {
    const file = `${DATA}/static/64k.bin`;
    const { size } = await fs.promises.stat(file);
    res.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Length": size });
    // A client that goes away meanwhile is no error.
    pipeline(fs.createReadStream(file), res, () => {});
  },
  //#endregion
  //#region compute
  "/compute": (req, res, query) => {
    sendJson(res, { inside: compute(Number(query.get("n"))) });
  },
  //#endregion
  //#region wait
  "/wait": (req, res, query) => {
    setTimeout(() => send(res, "text/plain", "done"), Number(query.get("ms")));
  },
  //#endregion
  //#region upload
  "/upload": (req, res) => {
    const hash = createHash("sha256");
    let bytes = 0;
    req.on("data", (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    });
    req.on("end", () => sendJson(res, { bytes, sha256: hash.digest("hex") }));
  },
  //#endregion
  //#region fail
  "/fail": () => {
    throw new Error("deliberate");
  },
  //#endregion
  //#region fail-late
  "/fail-late": (req, res) => {
    setTimeout(() => {
      throw new Error("deliberate");
    }, 5);
    send(res, "text/plain", "done");
  },
  //#endregion
};

const server = http.createServer((req, res) => {
  const [path, query] = req.url.split("?");
  const route = routes[path];
  if (route) route(req, res, new URLSearchParams(query));
  else res.writeHead(404).end();
});
server.listen(ADDRESS, () => ready(server, "node:http", process.versions.node));
