"""Names that a test's servers are derived from; none is ever started."""


class BaseServer:
    pass


class TCPServer(BaseServer):
    pass


class UnixStreamServer(TCPServer):
    pass


class ThreadingMixIn:
    pass
