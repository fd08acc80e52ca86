from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
