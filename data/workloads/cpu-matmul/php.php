<?php

function matrix(int $size, int $seed): array
{
    $row = fn ($i) => array_map(fn ($j) => (float) (($i * 31 + $j * 17 + $seed) % 101), range(0, $size - 1));
    return array_map($row, range(0, $size - 1));
}

function prepare(int $size): array
{
    return [matrix($size, 1), matrix($size, 2)];
}

function run(array $given): array
{
    [$a, $b] = $given;
    $product = [];
    foreach ($a as $i => $row) {
        foreach ($row as $j => $_) {
            $sum = 0.0;
            foreach ($row as $k => $x) {
                $sum += $x * $b[$k][$j];
            }
            $product[$i][$j] = $sum;
        }
    }
    return $product;
}

function check(array $product): string
{
    $sum = 0.0;
    foreach ($product as $i => $row) {
        $sum += $row[$i] * ($i + 1);
    }
    return sprintf('%.0f', $sum);
}
