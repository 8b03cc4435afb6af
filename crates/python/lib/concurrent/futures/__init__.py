"""Futures between threads. There is one thread here; the names are what asyncio speaks of."""

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

__all__ = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError",
           "TimeoutError", "InvalidStateError", "BrokenExecutor", "Future", "Executor", "wait",
           "as_completed", "ThreadPoolExecutor", "ProcessPoolExecutor"]


def __getattr__(name):
    if name in ("ThreadPoolExecutor", "ProcessPoolExecutor"):
        from ._base import Executor

        class NoExecutor(Executor):
            def __init__(self, *_, **__):
                raise RuntimeError(
                    "There are no threads and processes where this program runs. Write what takes "
                    "long as a coroutine that awaits now and then; time.sleep becomes "
                    "await asyncio.sleep")

        NoExecutor.__name__ = NoExecutor.__qualname__ = name
        globals()[name] = NoExecutor
        return NoExecutor
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import _base
    value = getattr(_base, name)
    globals()[name] = value
    return value
