from aiohttp import web

routes = web.RouteTableDef()
clients = set()


async def send(client, text):
    try:
        await client.send_str(text)
    except ConnectionResetError:
        clients.discard(client)


@routes.get("/ws")
async def chat(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    clients.add(socket)
    try:
        async for message in socket:
            for client in list(clients):
                await send(client, message.data)
    finally:
        clients.discard(socket)
    return socket


app = web.Application()
app.add_routes(routes)
