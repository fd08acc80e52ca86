import asyncio


async def wait(gate):
    async with gate:
        await asyncio.sleep(0.02)
    return 1


async def wait_all(size, at_once):
    gate = asyncio.Semaphore(at_once)
    return sum(await asyncio.gather(*(wait(gate) for _ in range(size))))


def run(size, at_once):
    return asyncio.run(wait_all(size, at_once))
