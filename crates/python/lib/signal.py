"""Signals: the names that asyncio speaks of. Nobody sends any."""

import _thread

SIG_DFL, SIG_IGN = 0, 1
SIGHUP, SIGINT, SIGKILL, SIGALRM, SIGTERM, SIGCHLD = 1, 2, 9, 14, 15, 17
NSIG = 65


def default_int_handler(signum, frame):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def signal(signum, handler):
    before = getsignal(signum)
    _handlers[signum] = handler
    return before


def getsignal(signum):
    return _handlers.get(signum, SIG_DFL)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signum, flag):
    """Nothing interrupts."""


def raise_signal(signum):
    handler = getsignal(signum)
    if callable(handler):
        handler(signum, None)


_thread.interrupt_main = lambda signum=SIGINT, /: raise_signal(signum)


def valid_signals():
    return set(range(1, NSIG))
