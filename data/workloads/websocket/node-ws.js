"use strict";
const http = require("node:http");
const { WebSocket, WebSocketServer } = require("ws");
const { ADDRESS, ready } = require("../_lib/shared");

const server = http.createServer((request, response) => {
  response.writeHead(426, { Upgrade: "websocket" }).end();
});
const wss = new WebSocketServer({ server, path: "/ws" });

wss.on("connection", (socket) => {
  socket.on("error", console.error);
  socket.on("message", (message) => {
    for (const client of wss.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(message, { binary: false });
    }
  });
});

server.listen(ADDRESS, () => ready(server, "ws", require("ws/package.json").version));
