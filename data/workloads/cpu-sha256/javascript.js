"use strict";
const { createHash } = require("node:crypto");

const BLOCK = Buffer.from(Array.from({ length: 65536 }, (_, i) => i % 256));

exports.run = (size) => {
  let digest = Buffer.alloc(0);
  for (let i = 0; i < size; i++) digest = createHash("sha256").update(BLOCK).update(digest).digest();
  return digest;
};

exports.check = (digest) => digest.toString("hex");
