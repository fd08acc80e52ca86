"use strict";
const http = require("node:http");
const { startSlow } = require("../_lib/upstream");

const LIMIT = 100;

exports.prepare = async (calls) => {
  const upstream = await startSlow(20);
  const agent = new http.Agent({ keepAlive: true, maxSockets: LIMIT });
  return { calls, upstream, agent };
};

//#region fanout
function ask(port, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, agent }, (response) => {
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
