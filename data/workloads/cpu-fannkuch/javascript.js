"use strict";
// How often the first p elements are turned round, p being the first of them, until that is 0.
function flips(permutation) {
  let count = 0;
  for (let first = permutation[0]; first > 0; first = permutation[0]) {
    for (let low = 0, high = first; low < high; low++, high--) {
      const kept = permutation[low];
      permutation[low] = permutation[high];
      permutation[high] = kept;
    }
    count++;
  }
  return count;
}

exports.run = (size) => {
  const permutation = Array.from({ length: size }, (_, i) => i);
  const turned = Array(size).fill(0);
  let most = 0;
  let total = 0;
  for (let sign = 1; ; sign = -sign) {
    const count = flips(permutation.slice());
    most = Math.max(most, count);
    total += sign * count;
    if (sign === 1) {
      [permutation[0], permutation[1]] = [permutation[1], permutation[0]];
      continue;
    }
    [permutation[1], permutation[2]] = [permutation[2], permutation[1]];
    for (let i = 2; i < size; i++) {
      if (turned[i] < i) {
        turned[i]++;
        break;
      }
      turned[i] = 0;
      if (i === size - 1) return `${total} ${most}`;
      const first = permutation[0];
      permutation.copyWithin(0, 1, i + 2);
      permutation[i + 1] = first;
    }
  }
};
