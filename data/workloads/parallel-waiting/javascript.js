"use strict";
const { setTimeout: sleep } = require("node:timers/promises");

exports.run = async (size, atOnce) => {
  let left = size;
  let done = 0;
  const waitForSome = async () => {
    while (left-- > 0) {
      await sleep(20);
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, waitForSome));
  return done;
};
