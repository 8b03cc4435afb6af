"""Sockets: the names that asyncio speaks of. A page cannot open any."""

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 6, 17, 41
AI_PASSIVE = 1
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, TCP_NODELAY, IPV6_V6ONLY = 1, 2, 9, 6, 1, 26
has_ipv6 = False
error = OSError
timeout = TimeoutError


class gaierror(OSError):
    pass


class herror(OSError):
    pass


_WHY = ("A page in a browser cannot open sockets. playground.fetch(url, delay=1.0) stands in for a "
        "request, and asyncio.Queue for a connection between two tasks")


class socket:
    def __init__(self, *_, **__):
        raise OSError(_WHY)


def _refuse(*_, **__):
    raise OSError(_WHY)


socketpair = create_connection = create_server = getaddrinfo = getnameinfo = _refuse
gethostbyname = gethostname = inet_pton = inet_ntop = _refuse
