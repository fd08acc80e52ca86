"""A service that is slow to answer: upstream.py MILLISECONDS, until standard input ends.

It answers every request with the same text after that time. Only asyncio, so that any Python runs it and it costs little.
"""

import asyncio
import json
import os
import sys
import threading

DELAY = int(sys.argv[1]) / 1000  # s
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nanswer"


class Upstream(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.received = transport, b""

    def data_received(self, data):
        *requests, self.received = (self.received + data).split(b"\r\n\r\n")
        for _ in requests:
            asyncio.get_running_loop().call_later(DELAY, self.transport.write, ANSWER)


def end_with_stdin():
    while os.read(0, 4096):
        pass
    os._exit(0)


async def main():
    server = await asyncio.get_running_loop().create_server(Upstream, "127.0.0.1", 0, backlog=4096)
    threading.Thread(target=end_with_stdin, daemon=True).start()
    print(json.dumps({"event": "ready", "port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


asyncio.run(main())
