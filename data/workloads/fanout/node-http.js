"use strict";
const http = require("node:http");
const { startSlow } = require("../_lib/upstream");

const LIMIT = 100;
// Not "localhost": before version 20 Node.js tried its IPv6 address alone.
const host = "127.0.0.1";

exports.prepare = async (calls) => {
  const upstream = await startSlow(20);
  const agent = new http.Agent({ keepAlive: true, maxSockets: LIMIT });
  return { calls, upstream, agent };
};

//#region fanout
function ask(port, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host, port, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve(text));
    });
    request.on("error", reject);
  });
}

exports.run = async ({ calls, upstream, agent }) => {
  const answers = await Promise.all(Array.from({ length: calls }, () => ask(upstream.port, agent)));
  return answers.filter((answer) => answer === "answer").length;
};
//#endregion

exports.finish = ({ upstream, agent }) => {
  agent.destroy();
  upstream.stop();
};
