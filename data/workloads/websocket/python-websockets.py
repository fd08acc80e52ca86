import websockets

clients = set()


async def app(socket):
    clients.add(socket)
    try:
        async for message in socket:
            websockets.broadcast(clients, message)
    finally:
        clients.remove(socket)
