<?php

function prepare(int $size): array
{
    return array_map(fn ($i) => [
        'id' => $i,
        'name' => "user $i",
        'tags' => ['a', 'b', 'ü€'],
        'score' => $i * 0.5 + 0.25,
        'active' => $i % 3 === 0,
        'address' => ['street' => "$i Main St", 'zip' => null],
    ], range(0, $size - 1));
}

function encode(array $document): string
{
    return json_encode($document, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
}

function run(array $document): string
{
    return encode(json_decode(encode($document), true, flags: JSON_THROW_ON_ERROR));
}

function check(string $text): string
{
    return hash('sha256', $text);
}
