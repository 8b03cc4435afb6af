"""The event loop: CPython's, with its queues, timers and clock in the executor core."""

import sys
import warnings

from . import base_events, events
from .log import logger
from _coroscope import CoreLoop

__all__ = ("SelectorEventLoop", "EventLoop")


class _Core:
    """A handle that the core knows."""

    __slots__ = ()

    def cancel(self):
        if not self._cancelled:
            super().cancel()
            core, self._core = self._core, None
            if core is not None:
                core.cancel()


class Handle(_Core, events.Handle):
    __slots__ = ("_core",)
    __module__ = "asyncio.events"


class TimerHandle(_Core, events.TimerHandle):
    __slots__ = ("_core",)
    __module__ = "asyncio.events"


_NO_THREADS = ("There are no threads where this program runs: a blocking function blocks everything. "
               "Write it as a coroutine; time.sleep(n) becomes await asyncio.sleep(n)")
_NO_SOCKETS = ("A page in a browser cannot open sockets. playground.fetch(url, delay=1.0) stands in "
               "for a request, and asyncio.Queue for a connection between two tasks")
_NO_PROCESSES = ("A page in a browser cannot start processes. A coroutine that awaits asyncio.sleep "
                 "can stand in for one that takes its time")


class _Idle:
    """A selector to which nothing ever happens: it only lets time pass."""

    def __init__(self, loop):
        self.select = loop._wait

    def close(self):
        """It holds nothing."""


class _UnixSelectorEventLoop(CoreLoop, base_events.BaseEventLoop):
    """One ready queue and one timer queue: the core's.

    A subclass with a clock or an iteration of its own, and a loop with a selector of its own, get CPython's queues,
    which are there to be looked into.
    """

    def __init__(self, selector=None):
        base_events.BaseEventLoop.__init__(self)
        kinds = type(self).__mro__
        kinds = kinds[:kinds.index(_UnixSelectorEventLoop)]
        self._own_queues = selector is not None or any(
            name in kind.__dict__ for kind in kinds for name in ("_run_once", "time"))
        if self._own_queues:
            self._leave_queues()
            self._selector = selector or _Idle(self)
        self._stage("new loop", 0)

    # Scheduling.

    def call_soon(self, callback, *args, context=None):
        if self._own_queues:
            return base_events.BaseEventLoop.call_soon(self, callback, *args, context=context)
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._push(handle)
        return handle

    _core_call_soon = call_soon

    def call_soon_threadsafe(self, callback, *args, context=None):
        if self._own_queues:
            return base_events.BaseEventLoop.call_soon_threadsafe(
                self, callback, *args, context=context)
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._push(handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        if self._own_queues:
            return base_events.BaseEventLoop.call_at(self, when, callback, *args, context=context)
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        self._push_at(when, timer)
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        # The core is told by the handle itself.
        if self._own_queues:
            base_events.BaseEventLoop._timer_handle_cancelled(self, handle)

    def _process_events(self, event_list):
        """There are none."""

    def _write_to_self(self):
        """Nobody has to be woken."""

    def _report_slow(self, what, seconds):
        if self._debug and seconds >= self.slow_callback_duration:
            if isinstance(what, events.Handle):
                what = base_events._format_handle(what)
            logger.warning("Executing %s took %.3f seconds", what, seconds)

    def _step_failed(self, task, error):
        self.call_exception_handler({
            "message": f"Exception in callback {task._coro.__qualname__}()",
            "exception": error,
        })

    # Running.

    def run_forever(self):
        if self._own_queues:
            self._wait(0)
            return base_events.BaseEventLoop.run_forever(self)
        self._run_forever_setup()
        try:
            self._drive()
        finally:
            self._run_forever_cleanup()

    def stop(self):
        self._stopping = True
        self._stop()

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        self._stage("close", 0)
        super().close()
        if self._own_queues and self._selector is not None:
            self._selector.close()
            self._selector = None
        self._close()

    async def shutdown_asyncgens(self):
        self._stage("asyncgens", 0)
        await super().shutdown_asyncgens()

    async def shutdown_default_executor(self, timeout=None):
        self._stage("executor", 0)
        self._executor_shutdown_called = True

    def _run_duty(self, coroutine):
        # A duty that finds nothing to do takes its two iterations, and no task shows; a class of a program's own
        # may want to see it.
        code = getattr(coroutine, "cr_code", None)
        is_plain = type(self) is _UnixSelectorEventLoop and not self._own_queues
        if is_plain and self._task_factory is None:
            if code is _SHUTDOWN_ASYNCGENS and not self._asyncgens:
                return self._run_idle_duty(coroutine, "asyncgens")
            if code is _SHUTDOWN_DEFAULT_EXECUTOR:
                return self._run_idle_duty(coroutine, "executor")
        return self.run_until_complete(coroutine)

    def _run_idle_duty(self, coroutine, stage):
        self._check_closed()
        self._check_running()
        coroutine.close()
        if stage == "asyncgens":
            self._asyncgens_shutdown_called = True
        else:
            self._executor_shutdown_called = True
        self._idle_through_duty(stage)
        self.run_forever()

    # What a page has not got.

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        raise RuntimeError(_NO_THREADS)

    async def create_connection(self, *args, **kwargs):
        raise OSError(_NO_SOCKETS)

    create_server = create_datagram_endpoint = create_unix_connection = create_connection
    create_unix_server = sock_connect = sock_accept = sock_recv = sock_sendall = create_connection
    sock_recv_into = sock_recvfrom = sock_sendto = sendfile = start_tls = create_connection
    getaddrinfo = getnameinfo = connect_accepted_socket = create_connection

    async def subprocess_exec(self, *args, **kwargs):
        raise OSError(_NO_PROCESSES)

    subprocess_shell = subprocess_exec

    async def connect_read_pipe(self, *args, **kwargs):
        raise OSError("There are no pipes where this program runs")

    connect_write_pipe = connect_read_pipe

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError

    def remove_signal_handler(self, sig):
        return False

    def add_reader(self, *args):
        raise NotImplementedError

    remove_reader = add_writer = remove_writer = add_reader


_SHUTDOWN_ASYNCGENS = _UnixSelectorEventLoop.shutdown_asyncgens.__code__
_SHUTDOWN_DEFAULT_EXECUTOR = _UnixSelectorEventLoop.shutdown_default_executor.__code__

SelectorEventLoop = EventLoop = _UnixSelectorEventLoop


class _DefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = _UnixSelectorEventLoop


_UnixDefaultEventLoopPolicy = _DefaultEventLoopPolicy
