"use strict";
const { createHash } = require("node:crypto");

exports.prepare = (size) =>
  Array.from({ length: size }, (_, i) => ({
    id: i,
    name: `user ${i}`,
    tags: ["a", "b", "ü€"],
    score: i * 0.5 + 0.25,
    active: i % 3 === 0,
    address: { street: `${i} Main St`, zip: null },
  }));

exports.run = (document) => JSON.stringify(JSON.parse(JSON.stringify(document)));

exports.check = (text) => createHash("sha256").update(text).digest("hex");
