"use strict";
const LINE = /^(\S+) \S+ \S+ \[([^\]]+)\] "(GET|POST|PUT) ([^ "]+) HTTP\/1\.[01]" (\d{3}) (\d+)$/;

function line(i) {
  const client = `10.0.${i % 256}.${(i * 7) % 256}`;
  const minute = String(i % 60).padStart(2, "0");
  const method = ["GET", "POST", "PUT"][i % 3];
  const status = [200, 304, 404, 500][i % 4];
  const request = `${method} /item/${i % 997}?q=${i} HTTP/1.1`;
  return `${client} - - [10/Oct/2024:13:${minute}:36 +0000] "${request}" ${status} ${(i * 13) % 5000}`;
}

exports.prepare = (size) => Array.from({ length: size }, (_, i) => line(i));

// Bytes sent by method, status and path without its query.
exports.run = (lines) => {
  const total = new Map();
  for (const text of lines) {
    const [, client, when, method, path, status, size] = LINE.exec(text);
    const page = path.replace(/\?.*$/, "");
    const key = `${method} ${status} ${page}`;
    total.set(key, (total.get(key) ?? 0) + Number(size));
  }
  return total;
};

exports.check = (total) => {
  const sums = [...total.values()];
  return `${sums.length} ${sums.reduce((a, b) => a + b, 0)} ${Math.max(...sums)}`;
};
