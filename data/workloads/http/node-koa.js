"use strict";
const Koa = require("koa");
const Router = require("@koa/router");
const compress = require("koa-compress");
const send = require("koa-send");
const nunjucks = require("nunjucks");
const { createHash } = require("node:crypto");
const { setTimeout: sleep } = require("node:timers/promises");
const { ADDRESS, DATA, FORTUNES, PRODUCTS, compute, ready, row } = require("../_lib/shared");

const app = new Koa();
const router = new Router();
const templates = nunjucks.configure(`${DATA}/templates`, { autoescape: true });

//#region plaintext
router.get("/plaintext", (ctx) => {
  ctx.body = "Hello, World!";
});
//#endregion

//#region json
router.get("/json", (ctx) => {
  ctx.body = { message: "Hello, World!" };
});
//#endregion

//#region gzip
router.get("/json-large", compress({ gzip: { level: 6 } }), (ctx) => {
  ctx.body = PRODUCTS;
});
//#endregion

//#region db
router.get("/db", (ctx) => {
  ctx.body = row(Number(ctx.query.id));
});
//#endregion

//#region template
router.get("/template", (ctx) => {
  const rows = [...FORTUNES].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  ctx.type = "html";
  ctx.body = templates.render("fortunes.html", { rows });
});
//#endregion

//#region static
router.get("/static/:name", async (ctx) => {
  await send(ctx, ctx.params.name, { root: `${DATA}/static` });
});
//#endregion

//#region compute
router.get("/compute", (ctx) => {
  ctx.body = { inside: compute(Number(ctx.query.n)) };
});
//#endregion

//#region wait
router.get("/wait", async (ctx) => {
  await sleep(Number(ctx.query.ms));
  ctx.body = "done";
});
//#endregion

//#region upload
router.post("/upload", async (ctx) => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of ctx.req) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  ctx.body = { bytes, sha256: hash.digest("hex") };
});
//#endregion

//#region fail
router.get("/fail", () => {
  throw new Error("deliberate");
});
//#endregion

//#region fail-late
router.get("/fail-late", (ctx) => {
  setTimeout(() => {
    throw new Error("deliberate");
  }, 5);
  ctx.body = "done";
});
//#endregion

app.use(router.routes());
const server = app.listen(ADDRESS, () => {
  ready(server, "koa", require("koa/package.json").version);
});
