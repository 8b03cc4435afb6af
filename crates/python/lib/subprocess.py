"""Processes: the names that asyncio speaks of. A page cannot start any."""

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    pass


class TimeoutExpired(SubprocessError):
    pass


class Popen:
    def __init__(self, *_, **__):
        raise OSError("A page in a browser cannot start processes. A coroutine that awaits "
                      "asyncio.sleep can stand in for one that takes its time")


def run(*args, **kwargs):
    return Popen(*args, **kwargs)


call = check_call = check_output = run
