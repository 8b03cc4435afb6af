"""Names that a test's servers are derived from; none is ever started."""

from http.server import BaseHTTPRequestHandler, HTTPServer


class WSGIRequestHandler(BaseHTTPRequestHandler):
    pass


class WSGIServer(HTTPServer):
    pass
