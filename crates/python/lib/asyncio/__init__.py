"""asyncio. What few programs need is imported when it is asked for."""

import sys

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .runners import *
from .queues import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .threads import *
from .transports import *
from .unix_events import *

_LATER = {
    "graph": ("capture_call_graph", "format_call_graph", "print_call_graph", "FrameCallGraphEntry",
              "FutureCallGraph"),
    "streams": ("StreamReader", "StreamWriter", "StreamReaderProtocol", "open_connection",
                "start_server", "open_unix_connection", "start_unix_server"),
    "subprocess": ("create_subprocess_exec", "create_subprocess_shell"),
}

__all__ = tuple(
    name
    for module in (base_events, coroutines, events, exceptions, futures, locks, protocols, runners,
                   queues, tasks, taskgroups, threads, timeouts, transports, unix_events)
    for name in module.__all__
) + tuple(name for names in _LATER.values() for name in names)


def __getattr__(name):
    import importlib
    for module, names in _LATER.items():
        if name == module or name in names:
            loaded = importlib.import_module("." + module, __name__)
            value = loaded if name == module else getattr(loaded, name)
            globals()[name] = value
            return value
    match name:
        case "AbstractEventLoopPolicy":
            from warnings import _deprecated
            _deprecated(f"asyncio.{name}", remove=(3, 16))
            return events._AbstractEventLoopPolicy
        case "DefaultEventLoopPolicy":
            from warnings import _deprecated
            _deprecated(f"asyncio.{name}", remove=(3, 16))
            return unix_events._DefaultEventLoopPolicy
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
