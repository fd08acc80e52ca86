"use strict";
const { createHash } = require("node:crypto");

// The first digits of pi, by Gibbons' spigot.
exports.run = (size) => {
  const digits = [];
  let [q, r, t, k, m, x] = [1n, 0n, 1n, 1n, 3n, 3n];
  while (digits.length < size) {
    if (4n * q + r - t < m * t) {
      digits.push(m);
      [q, r, m] = [10n * q, 10n * (r - m * t), (10n * (3n * q + r)) / t - 10n * m];
    } else {
      [q, r, t, k, m, x] = [
        q * k,
        (2n * q + r) * x,
        t * x,
        k + 1n,
        (q * (7n * k + 2n) + r * x) / (t * x),
        x + 2n,
      ];
    }
  }
  return digits;
};

exports.check = (digits) => createHash("sha256").update(digits.join("")).digest("hex");
