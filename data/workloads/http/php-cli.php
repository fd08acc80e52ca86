<?php
// The JSON server of the other programs in one PHP process with an event loop of its own. PHP's built-in server closes
// every connection and is not meant for production; behind PHP-FPM a web server would be measured too.
declare(strict_types=1);

// #region plaintext
function plaintext(): array
{
    return ['text/plain', 'Hello, World!'];
}
// #endregion

// #region json
function json(): array
{
    return ['application/json', json_encode(['message' => 'Hello, World!'])];
}
// #endregion

function answer(string $request): string
{
    [, $path] = explode(' ', $request, 3) + [1 => ''];
    $found = match ($path) {
        '/plaintext' => plaintext(),
        '/json' => json(),
        default => null,
    };
    if ($found === null) {
        return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    }
    [$type, $body] = $found;
    $length = strlen($body);
    return "HTTP/1.1 200 OK\r\nContent-Type: $type\r\nContent-Length: $length\r\n\r\n$body";
}

$context = stream_context_create(['socket' => ['backlog' => 4096, 'tcp_nodelay' => true]]);
$address = 'tcp://127.0.0.1:' . (getenv('PORT') ?: '0');
$server = stream_socket_server($address, flags: STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, context: $context);
echo json_encode([
    'event' => 'ready',
    'port' => (int) substr(strrchr(stream_socket_get_name($server, false), ':'), 1),
    'pid' => getmypid(),
    'framework' => 'PHP streams',
    'framework_version' => PHP_VERSION,
    'runtime' => 'php',
    'version' => PHP_VERSION,
]), "\n";

$streams = ['server' => $server, 'stdin' => STDIN];
$received = [];
while (true) {
    $readable = $streams;
    $none = null;
    stream_select($readable, $none, $none, null);
    foreach ($readable as $key => $stream) {
        if ($key === 'server') {
            if ($client = stream_socket_accept($server, 0)) {
                stream_set_blocking($client, false);
                $streams[(int) $client] = $client;
                $received[(int) $client] = '';
            }
            continue;
        }
        $data = fread($stream, 65536);
        if ($data === false || ($data === '' && feof($stream))) {
            if ($key === 'stdin') {
                exit(0);
            }
            fclose($stream);
            unset($streams[$key], $received[$key]);
            continue;
        }
        if ($key === 'stdin') {
            continue;
        }
        $received[$key] .= $data;
        while (($end = strpos($received[$key], "\r\n\r\n")) !== false) {
            fwrite($stream, answer(substr($received[$key], 0, $end)));
            $received[$key] = substr($received[$key], $end + 4);
        }
    }
}
