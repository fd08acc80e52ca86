"use strict";
// Node.js in front, Python behind: the gateway starts the service of python-fastapi.py and hands every request on to it.
const http = require("node:http");
const path = require("node:path");
const { pipeline } = require("node:stream");
const { ADDRESS, ready } = require("../_lib/shared");
const { start } = require("../_lib/upstream");

const [python] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
// Not "localhost": before version 20 Node.js tried its IPv6 address alone.
const host = "127.0.0.1";

//#region gateway
function forward(req, res, port) {
  const { method, url, headers } = req;
  const upstream = http.request({ agent, host, port, method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode, answer.headers);
    pipeline(answer, res, () => {});
  });
  upstream.on("error", () => (res.headersSent ? res.destroy() : res.writeHead(502).end()));
  pipeline(req, upstream, () => {});
}
//#endregion

async function main() {
  const serve = path.join(__dirname, "..", "_run", "serve.py");
  const service = await start(python, serve, path.join(__dirname, "python-fastapi.py"), "uvicorn", "1");
  const server = http.createServer((req, res) => forward(req, res, service.port));
  server.listen(ADDRESS, () => ready(server, "node:http", process.versions.node));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
