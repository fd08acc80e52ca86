"use strict";
const { mapLimit } = require("async");
const { startSlow } = require("../_lib/upstream");

const LIMIT = 100;

exports.prepare = async (calls) => ({ calls, upstream: await startSlow(20) });

//#region fanout
exports.run = async ({ calls, upstream }) => {
  const urls = Array(calls).fill(`http://127.0.0.1:${upstream.port}/`);
  const answers = await mapLimit(urls, LIMIT, async (url) => {
    const response = await fetch(url);
    return response.text();
  });
  return answers.filter((answer) => answer === "answer").length;
};
//#endregion

exports.finish = async ({ upstream }) => {
  upstream.stop();
};
