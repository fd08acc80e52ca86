"use strict";
// How many points of every step-th row, from the first on, stay near after 50 rounds.
function rows(size, first, step) {
  let inside = 0;
  for (let y = first; y < size; y += step) {
    const ci = (2 * y) / size - 1;
    for (let x = 0; x < size; x++) {
      const cr = (2 * x) / size - 1.5;
      let zr = 0;
      let zi = 0;
      let round = 0;
      for (; round < 50; round++) {
        [zr, zi] = [zr * zr - zi * zi + cr, 2 * zr * zi + ci];
        if (zr * zr + zi * zi > 4) break;
      }
      if (round === 50) inside++;
    }
  }
  return inside;
}

exports.rows = rows;

exports.run = (size) => rows(size, 0, 1);
