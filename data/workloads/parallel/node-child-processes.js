"use strict";
const { fork } = require("node:child_process");
const { once } = require("node:events");
const { rows } = require("../cpu-mandelbrot/javascript");

if (require.main === module) process.on("message", (task) => process.send(rows(...task)));

exports.prepare = async (size, workers) => {
  const pool = Array.from({ length: workers }, () => fork(__filename));
  await Promise.all(pool.map((child) => once(child, "spawn")));
  return { size, pool };
};

// Each child computes every workers-th row of the picture.
exports.run = async ({ size, pool }, workers) => {
  const parts = pool.map(async (child, i) => {
    child.send([size, i, workers]);
    const [inside] = await once(child, "message");
    return inside;
  });
  return (await Promise.all(parts)).reduce((a, b) => a + b, 0);
};

exports.finish = ({ pool }) => pool.forEach((child) => child.disconnect());
