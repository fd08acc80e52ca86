from fastapi import FastAPI, Request, Response, WebSocket
