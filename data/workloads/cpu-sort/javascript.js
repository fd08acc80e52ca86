"use strict";
exports.prepare = (size) => {
  const records = [];
  let x = 42;
  for (let i = 0; i < size; i++) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    records.push({ key: x, name: `n${x % 5000}` });
  }
  return records;
};

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// By key, and then once more by name and key.
exports.run = (records) => {
  const byKey = [...records].sort((a, b) => a.key - b.key);
  const byName = [...byKey].sort((a, b) => compare(a.name, b.name) || a.key - b.key);
  return [byKey, byName];
};

exports.check = ([byKey, byName]) =>
  `${byKey[Math.floor(byKey.length / 2)].key} ${byName[Math.floor(byName.length / 3)].key}`;
