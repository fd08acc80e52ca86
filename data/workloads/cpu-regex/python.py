import re

LINE = re.compile(r'^(\S+) \S+ \S+ \[([^\]]+)\] "(GET|POST|PUT) ([^ "]+) HTTP/1\.[01]" (\d{3}) (\d+)$')


def line(i):
    client = f"10.0.{i % 256}.{i * 7 % 256}"
    method = ("GET", "POST", "PUT")[i % 3]
    status = (200, 304, 404, 500)[i % 4]
    request = f"{method} /item/{i % 997}?q={i} HTTP/1.1"
    return f'{client} - - [10/Oct/2024:13:{i % 60:02}:36 +0000] "{request}" {status} {i * 13 % 5000}'


def prepare(size):
    return [line(i) for i in range(size)]


def run(lines):
    """Bytes sent by method, status and path without its query."""
    total = {}
    for text in lines:
        client, when, method, path, status, size = LINE.match(text).groups()
        page = re.sub(r"\?.*$", "", path)
        key = f"{method} {status} {page}"
        total[key] = total.get(key, 0) + int(size)
    return total


def check(total):
    return f"{len(total)} {sum(total.values())} {max(total.values())}"
