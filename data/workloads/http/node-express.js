"use strict";
const compression = require("compression");
const express = require("express");
const nunjucks = require("nunjucks");
const { createHash } = require("node:crypto");
const { ADDRESS, DATA, FORTUNES, PRODUCTS, compute, ready, row } = require("../_lib/shared");

const app = express();
app.disable("x-powered-by");
nunjucks.configure(`${DATA}/templates`, { autoescape: true, express: app });

//#region plaintext
app.get("/plaintext", (req, res) => {
  res.type("text/plain").send("Hello, World!");
});
//#endregion

//#region json
app.get("/json", (req, res) => {
  res.json({ message: "Hello, World!" });
});
//#endregion

//#region gzip
app.get("/json-large", compression({ level: 6 }), (req, res) => {
  res.json(PRODUCTS);
});
//#endregion

//#region db
app.get("/db", (req, res) => {
  res.json(row(Number(req.query.id)));
});
//#endregion

//#region template
app.get("/template", (req, res) => {
  const rows = [...FORTUNES].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  res.render("fortunes.html", { rows });
});
//#endregion

//#region static
app.use("/static", express.static(`${DATA}/static`));
//#endregion

//#region compute
app.get("/compute", (req, res) => {
  res.json({ inside: compute(Number(req.query.n)) });
});
//#endregion

//#region wait
app.get("/wait", (req, res) => {
  setTimeout(() => res.type("text/plain").send("done"), Number(req.query.ms));
});
//#endregion

//#region upload
app.post("/upload", async (req, res) => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of req) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  res.json({ bytes, sha256: hash.digest("hex") });
});
//#endregion

//#region fail
app.get("/fail", () => {
  throw new Error("deliberate");
});
//#endregion

//#region fail-late
app.get("/fail-late", (req, res) => {
  setTimeout(() => {
    throw new Error("deliberate");
  }, 5);
  res.type("text/plain").send("done");
});
//#endregion

const server = app.listen(ADDRESS, () => {
  ready(server, "express", require("express/package.json").version);
});
