"use strict";
const matrix = (size, seed) =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i * 31 + j * 17 + seed) % 101),
  );

exports.prepare = (size) => [matrix(size, 1), matrix(size, 2)];

exports.run = ([a, b]) => {
  const columns = b[0].map((_, j) => b.map((row) => row[j]));
  return a.map((row) => columns.map((column) => row.reduce((sum, x, k) => sum + x * column[k], 0)));
};

exports.check = (product) => String(product.reduce((sum, row, i) => sum + row[i] * (i + 1), 0));
