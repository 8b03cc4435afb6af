"""What a program that lives in a page has of an operating system.

Paths can be reckoned with; there is no file, process or user behind them.
"""

import abc
import sys
import posixpath as path
from _collections_abc import MutableMapping, _check_methods

sys.modules["os.path"] = path
from os.path import (altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep)

name = "posix"
linesep = "\n"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
supports_bytes_environ = False
supports_dir_fd = supports_fd = supports_effective_ids = supports_follow_symlinks = frozenset()


class _Environ(MutableMapping):
    """An environment that begins empty."""

    def __init__(self):
        self._data = {}

    @staticmethod
    def _text(value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value

    def __getitem__(self, key):
        return self._data[self._text(key)]

    def __setitem__(self, key, value):
        self._data[self._text(key)] = self._text(value)

    def __delitem__(self, key):
        del self._data[self._text(key)]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in self._data.items())
        return f"environ({{{items}}})"

    def copy(self):
        return dict(self)


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getpid():
    return 1


def getppid():
    return 0


def getcwd():
    return "/"


def cpu_count():
    return 1


process_cpu_count = cpu_count


def register_at_fork(**_):
    """Nothing forks."""


def urandom(size):
    """Bytes by chance; a run with the same seed gets the same ones."""
    import _random
    return _random.urandom(size)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        text = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, "__fspath__"):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not "
                        + kind.__name__) from None
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
        kind.__name__, type(text).__name__))


class PathLike(abc.ABC):
    """Something with a path in a file system."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class stat_result(tuple):
    pass


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


def _no_files(*_, **__):
    raise FileNotFoundError(2, "There are no files where this program runs")


stat = lstat = fstat = listdir = scandir = open = remove = unlink = rename = mkdir = _no_files
readlink = rmdir = makedirs = chdir = walk = replace = access = _no_files


def _no_processes(*_, **__):
    raise OSError("There are no processes where this program runs; "
                  "tasks are what runs side by side here (asyncio.create_task)")


fork = system = popen = kill = execv = waitpid = _no_processes


def _exit(status):
    raise SystemExit(status)


def strerror(code):
    return f"Error {code}"
