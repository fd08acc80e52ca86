<?php

function prepare(int $size): array
{
    $x = 42;
    $records = [];
    for ($i = 0; $i < $size; $i++) {
        $x = ($x * 1103515245 + 12345) % 2147483648;
        $records[] = ['key' => $x, 'name' => 'n' . $x % 5000];
    }
    return $records;
}

/** By key, and then once more by name and key. */
function run(array $records): array
{
    $byKey = $records;
    usort($byKey, fn ($a, $b) => $a['key'] <=> $b['key']);
    $byName = $byKey;
    usort($byName, fn ($a, $b) => strcmp($a['name'], $b['name']) ?: $a['key'] <=> $b['key']);
    return [$byKey, $byName];
}

function check(array $result): string
{
    [$byKey, $byName] = $result;
    return $byKey[intdiv(count($byKey), 2)]['key'] . ' ' . $byName[intdiv(count($byName), 3)]['key'];
}
