<?php

function prepare(int $size): int
{
    return $size;
}

/** How many points stay near after 50 rounds. */
function run(int $size): int
{
    $inside = 0;
    for ($y = 0; $y < $size; $y++) {
        $ci = 2.0 * $y / $size - 1.0;
        for ($x = 0; $x < $size; $x++) {
            $cr = 2.0 * $x / $size - 1.5;
            $zr = $zi = 0.0;
            for ($round = 0; $round < 50; $round++) {
                $next = $zr * $zr - $zi * $zi + $cr;
                $zi = 2.0 * $zr * $zi + $ci;
                $zr = $next;
                if ($zr * $zr + $zi * $zi > 4.0) {
                    break;
                }
            }
            if ($round === 50) {
                $inside++;
            }
        }
    }
    return $inside;
}

function check(int $inside): string
{
    return (string) $inside;
}
