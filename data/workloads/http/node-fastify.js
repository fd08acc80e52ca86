"use strict";
const fastify = require("fastify");
const nunjucks = require("nunjucks");
const { createHash } = require("node:crypto");
const { setTimeout: sleep } = require("node:timers/promises");
const { ADDRESS, DATA, FORTUNES, PRODUCTS, compute, ready, row } = require("../_lib/shared");

const app = fastify();
const templates = nunjucks.configure(`${DATA}/templates`, { autoescape: true });
app.addContentTypeParser("application/octet-stream", (request, payload, done) => done(null, payload));

//#region plaintext
app.get("/plaintext", async (request, reply) => {
  reply.type("text/plain");
  return "Hello, World!";
});
//#endregion

//#region json
app.get("/json", async () => {
  return { message: "Hello, World!" };
});
//#endregion

//#region gzip
app.register(async (scope) => {
  await scope.register(require("@fastify/compress"));
  scope.get("/json-large", async () => {
    return PRODUCTS;
  });
});
//#endregion

//#region db
app.get("/db", async (request) => {
  return row(Number(request.query.id));
});
//#endregion

//#region template
app.get("/template", async (request, reply) => {
  const rows = [...FORTUNES].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  reply.type("text/html");
  return templates.render("fortunes.html", { rows });
});
//#endregion

//#region static
app.register(require("@fastify/static"), { root: `${DATA}/static`, prefix: "/static/" });
//#endregion

//#region compute
app.get("/compute", async (request) => {
  return { inside: compute(Number(request.query.n)) };
});
//#endregion

//#region wait
app.get("/wait", async (request, reply) => {
  await sleep(Number(request.query.ms));
  reply.type("text/plain");
  return "done";
});
//#endregion

//#region upload
app.post("/upload", { bodyLimit: 2 ** 30 }, async (request) => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of request.body) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
});
//#endregion

//#region fail
app.get("/fail", async () => {
  throw new Error("deliberate");
});
//#endregion

//#region fail-late
app.get("/fail-late", async (request, reply) => {
  setTimeout(() => {
    throw new Error("deliberate");
  }, 5);
  reply.type("text/plain");
  return "done";
});
//#endregion

app.listen(ADDRESS).then(() => ready(app.server, "fastify", app.version));
