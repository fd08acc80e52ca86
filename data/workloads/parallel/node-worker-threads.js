"use strict";
const { once } = require("node:events");
const { Worker, isMainThread, parentPort } = require("node:worker_threads");
const { rows } = require("../cpu-mandelbrot/javascript");

if (!isMainThread) parentPort.on("message", (task) => parentPort.postMessage(rows(...task)));

exports.prepare = async (size, workers) => {
  const pool = Array.from({ length: workers }, () => new Worker(__filename));
  await Promise.all(pool.map((worker) => once(worker, "online")));
  return { size, pool };
};

// Each worker computes every workers-th row of the picture.
exports.run = async ({ size, pool }, workers) => {
  const parts = pool.map(async (worker, i) => {
    worker.postMessage([size, i, workers]);
    const [inside] = await once(worker, "message");
    return inside;
  });
  return (await Promise.all(parts)).reduce((a, b) => a + b, 0);
};

exports.finish = ({ pool }) => Promise.all(pool.map((worker) => worker.terminate()));
