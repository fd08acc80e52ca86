import asyncio

import tornado.httpserver
import tornado.web
