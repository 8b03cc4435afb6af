"""One thread: locks are never contended, and nothing can be started beside it."""

import _thread

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread",
           "TIMEOUT_MAX", "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread",
           "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "local"]

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError


class BrokenBarrierError(RuntimeError):
    pass


def get_ident():
    return 1


get_native_id = get_ident


def _never():
    raise RuntimeError("This would wait for another thread, and there is none where this program "
                       "runs. asyncio has the same things for tasks")


class _Lock:
    _reentrant = False

    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._count and not self._reentrant:
            if blocking and timeout < 0:
                _never()
            return False
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock" if self._reentrant
                               else "release unlocked lock")
        self._count -= 1

    def locked(self):
        return bool(self._count)

    __enter__ = acquire

    def __exit__(self, *_):
        self.release()

    def _is_owned(self):
        return bool(self._count)

    def _at_fork_reinit(self):
        self._count = 0


class Lock(_Lock):
    pass


class RLock(_Lock):
    _reentrant = True


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def wait(self, timeout=None):
        if timeout is None:
            _never()
        return False

    def wait_for(self, predicate, timeout=None):
        return predicate() or self.wait(timeout)

    def notify(self, n=1):
        """Nobody waits."""

    def notify_all(self):
        """Nobody waits."""


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value:
            self._value -= 1
            return True
        if blocking and timeout is None:
            _never()
        return False

    __enter__ = acquire

    def release(self, n=1):
        self._value += n

    def __exit__(self, *_):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            _never()
        return self._flag


class local:
    """What belongs to the thread: to the only one."""


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None,
                 context=None):
        self.name = name or "Thread-1"
        self.daemon = bool(daemon)
        self.ident = None

    def start(self):
        raise RuntimeError("A page in a browser cannot start threads. Tasks run side by side here: "
                           "asyncio.create_task, asyncio.TaskGroup or asyncio.gather")

    def run(self):
        """It never runs."""

    def join(self, timeout=None):
        raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return self.ident is not None

    def isDaemon(self):
        return self.daemon

    def getName(self):
        return self.name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(name="Timer")

    def cancel(self):
        """It never began."""


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties

    def wait(self, timeout=None):
        return 0 if self.parties == 1 else _never()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread")
        self.ident = self.native_id = get_ident()

    def __repr__(self):
        return f"<_MainThread({self.name}, started {self.ident})>"


_main_thread = _MainThread()


def current_thread():
    return _main_thread


main_thread = current_thread


def enumerate():
    return [_main_thread]


def active_count():
    return 1


def settrace(function):
    """There is no thread to come that could be traced."""


setprofile = settrace


def _register_atexit(function, *args, **kwargs):
    import atexit
    atexit.register(function, *args, **kwargs)


def _shutdown():
    """No thread is to be waited for."""
