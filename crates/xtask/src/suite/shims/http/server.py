"""Names that a test's servers are derived from; none is ever started."""

from socketserver import TCPServer


class HTTPServer(TCPServer):
    pass


class BaseHTTPRequestHandler:
    pass
