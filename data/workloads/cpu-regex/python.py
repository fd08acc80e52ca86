import re

LINE = re.compile(r'^(\S+) \S+ \S+ \[([^\]]+)\] "(GET|POST|PUT) ([^ "]+) HTTP/1\.[01]" (\d{3}) (\d+)$')


def line(i):
    client = "10.0.%d.%d" % (i % 256, i * 7 % 256)
    method = ("GET", "POST", "PUT")[i % 3]
    status = (200, 304, 404, 500)[i % 4]
    request = "%s /item/%d?q=%d HTTP/1.1" % (method, i % 997, i)
    return '%s - - [10/Oct/2024:13:%02d:36 +0000] "%s" %d %d' % (
        client,
        i % 60,
        request,
        status,
        i * 13 % 5000,
    )


def prepare(size):
    return [line(i) for i in range(size)]


def run(lines):
    """Bytes sent by method, status and path without its query."""
    total = {}
    for text in lines:
        client, when, method, path, status, size = LINE.match(text).groups()
        key = (method, status, re.sub(r"\?.*$", "", path))
        total[key] = total.get(key, 0) + int(size)
    return total


def check(total):
    return "%d %d %d" % (len(total), sum(total.values()), max(total.values()))
