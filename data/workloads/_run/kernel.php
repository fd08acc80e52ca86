<?php
// kernel.php FILE SIZE SECONDS LEAST: runs a kernel again and again in this process, one JSON line an iteration. The file
// has the functions prepare($size), which makes what run($given) works on, and check($result), the text by which answers
// are compared; only run() is timed.

[, $file, $size, $seconds, $least] = $argv;
require $file;

function write(array $line): void
{
    echo json_encode($line), "\n";
}

function cpu_time(): int
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1000000000
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1000;
}

$given = prepare((int) $size);
write(['event' => 'start', 'runtime' => 'php', 'version' => PHP_VERSION]);
$end = hrtime(true) + (int) ($seconds * 1e9);
for ($i = 0; $i < (int) $least || hrtime(true) < $end; $i++) {
    $before = cpu_time();
    $start = hrtime(true);
    $result = run($given);
    $ns = hrtime(true) - $start;
    write(['i' => $i, 'ns' => $ns, 'cpu' => cpu_time() - $before]);
}
write(['event' => 'done', 'checksum' => check($result)]);
