"use strict";
const Hapi = require("@hapi/hapi");
const Inert = require("@hapi/inert");
const nunjucks = require("nunjucks");
const { createHash } = require("node:crypto");
const { setTimeout: sleep } = require("node:timers/promises");
const { ADDRESS, DATA, FORTUNES, PRODUCTS, compute, ready, row } = require("../_lib/shared");

const server = Hapi.server({ port: ADDRESS.port, host: ADDRESS.host, debug: false });
const templates = nunjucks.configure(`${DATA}/templates`, { autoescape: true });

async function main() {
  await server.register(Inert);

  //#region plaintext
  server.route({
    method: "GET",
    path: "/plaintext",
    handler: (request, h) => h.response("Hello, World!").type("text/plain"),
  });
  //#endregion

  //#region json
  server.route({
    method: "GET",
    path: "/json",
    handler: () => ({ message: "Hello, World!" }),
  });
  //#endregion

  //#region gzip
  server.route({
    method: "GET",
    path: "/json-large",
    handler: () => PRODUCTS,
  });
  //#endregion

  //#region db
  server.route({
    method: "GET",
    path: "/db",
    handler: (request) => row(Number(request.query.id)),
  });
  //#endregion

  //#region template
  server.route({
    method: "GET",
    path: "/template",
    handler: () => {
      const rows = [...FORTUNES].sort((a, b) => (a[1] < b[1] ? -1 : 1));
      return templates.render("fortunes.html", { rows });
    },
  });
  //#endregion

  //#region static
  server.route({
    method: "GET",
    path: "/static/{name}",
    handler: { directory: { path: `${DATA}/static` } },
  });
  //#endregion

  //#region compute
  server.route({
    method: "GET",
    path: "/compute",
    handler: (request) => ({ inside: compute(Number(request.query.n)) }),
  });
  //#endregion

  //#region wait
  server.route({
    method: "GET",
    path: "/wait",
    handler: async (request, h) => {
      await sleep(Number(request.query.ms));
      return h.response("done").type("text/plain");
    },
  });
  //#endregion

  //#region upload
  server.route({
    method: "POST",
    path: "/upload",
    options: { payload: { output: "stream", parse: false, maxBytes: 2 ** 30 } },
    handler: async (request) => {
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of request.payload) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return { bytes, sha256: hash.digest("hex") };
    },
  });
  //#endregion

  //#region fail
  server.route({
    method: "GET",
    path: "/fail",
    handler: () => {
      throw new Error("deliberate");
    },
  });
  //#endregion

  //#region fail-late
  server.route({
    method: "GET",
    path: "/fail-late",
    handler: (request, h) => {
      setTimeout(() => {
        throw new Error("deliberate");
      }, 5);
      return h.response("done").type("text/plain");
    },
  });
  //#endregion

  await server.start();
  ready(server.listener, "hapi", server.version);
}

main();
