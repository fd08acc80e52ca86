from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

clients = set()


class Chat(WebSocketHandler):
    def open(self):
        clients.add(self)

    def on_message(self, message):
        for client in list(clients):
            try:
                client.write_message(message)
            except WebSocketClosedError:
                clients.discard(client)

    def on_close(self):
        clients.discard(self)


app = Application([("/ws", Chat)], log_function=lambda handler: None)
