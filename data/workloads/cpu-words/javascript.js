"use strict";
exports.prepare = (size) =>
  Array.from({ length: size }, (_, i) => `Word${(i * i) % 4093}, and the ${i % 101}`).join(" ");

exports.run = (text) => {
  const words = new Map();
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
};

exports.check = (words) => {
  const top = [...words].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 5);
  const counts = top.map(([word, count]) => `${word}=${count}`).join(" ");
  return `${words.size} ${counts}`;
};
