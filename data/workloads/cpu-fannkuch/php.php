<?php

/** How often the first p elements are turned round, p being the first of them, until that is 0. */
function flips(array $permutation): int
{
    $count = 0;
    for ($first = $permutation[0]; $first > 0; $first = $permutation[0]) {
        for ($low = 0, $high = $first; $low < $high; $low++, $high--) {
            $kept = $permutation[$low];
            $permutation[$low] = $permutation[$high];
            $permutation[$high] = $kept;
        }
        $count++;
    }
    return $count;
}

function prepare(int $size): int
{
    return $size;
}

function run(int $size): string
{
    $permutation = range(0, $size - 1);
    $turned = array_fill(0, $size, 0);
    $most = $total = 0;
    for ($sign = 1; ; $sign = -$sign) {
        $count = flips($permutation);
        $most = max($most, $count);
        $total += $sign * $count;
        if ($sign === 1) {
            [$permutation[0], $permutation[1]] = [$permutation[1], $permutation[0]];
            continue;
        }
        [$permutation[1], $permutation[2]] = [$permutation[2], $permutation[1]];
        for ($i = 2; $i < $size; $i++) {
            if ($turned[$i] < $i) {
                $turned[$i]++;
                break;
            }
            $turned[$i] = 0;
            if ($i === $size - 1) {
                return "$total $most";
            }
            $first = $permutation[0];
            for ($j = 0; $j <= $i; $j++) {
                $permutation[$j] = $permutation[$j + 1];
            }
            $permutation[$i + 1] = $first;
        }
    }
}

function check(string $result): string
{
    return $result;
}
