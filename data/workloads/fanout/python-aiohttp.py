import asyncio

import aiohttp
from upstream import Upstream

LIMIT = 100


def prepare(calls):
    return calls, Upstream(20)


# region fanout
async def ask(session, url):
    async with session.get(url) as response:
        return await response.text()


async def ask_all(calls, url):
    connector = aiohttp.TCPConnector(limit=LIMIT)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await asyncio.gather(*(ask(session, url) for _ in range(calls)))


def run(given):
    calls, upstream = given
    return asyncio.run(ask_all(calls, upstream.url)).count("answer")


# endregion


def finish(given):
    given[1].stop()
