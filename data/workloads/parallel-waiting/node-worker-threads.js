"use strict";
const { once } = require("node:events");
const { Worker, isMainThread, parentPort } = require("node:worker_threads");

function wait(times) {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < times; i++) Atomics.wait(never, 0, 0, 20);
  return times;
}

if (!isMainThread) parentPort.on("message", (times) => parentPort.postMessage(wait(times)));

exports.prepare = async (size, workers) => {
  const pool = Array.from({ length: workers }, () => new Worker(__filename));
  await Promise.all(pool.map((worker) => once(worker, "online")));
  return { size, pool };
};

exports.run = async ({ size, pool }, workers) => {
  const parts = pool.map(async (worker) => {
    worker.postMessage(size / workers);
    const [times] = await once(worker, "message");
    return times;
  });
  return (await Promise.all(parts)).reduce((a, b) => a + b, 0);
};

exports.finish = ({ pool }) => Promise.all(pool.map((worker) => worker.terminate()));
