"""Encrypted connections: there are none to encrypt."""


class SSLProtocol:
    def __init__(self, *_, **__):
        raise OSError("There are no connections where this program runs")
