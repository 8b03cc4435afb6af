"""What happens before a program's first line."""

import sys

# Frozen modules come first: some of ours stand in for native ones that know of files and clocks.
sys.meta_path.sort(key=lambda finder: finder.__name__ != "FrozenImporter"
                   if isinstance(finder, type) else True)
sys.meta_path[:] = [finder for finder in sys.meta_path
                    if getattr(finder, "__name__", "") != "PathFinder"]
sys.path[:] = []
sys.platform = "linux"
sys.executable = ""
sys.version = "3.14.2 (Coroscope) [RustPython 0.6.0]"

import builtins
import io
from _page import ask as _ask, input, open

builtins.input = input
builtins.open = io.open = open


class _Stdin:
    """Standard input: what is answered."""

    name, mode, encoding, errors, closed = "<stdin>", "r", "utf-8", "strict", False

    def readline(self, size=-1):
        try:
            return _ask("") + "\n"
        except EOFError:
            return ""

    def read(self, size=-1):
        return "".join(self)

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        return iter(self.readline, "")

    def fileno(self):
        import io
        raise io.UnsupportedOperation("fileno")

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return False


sys.stdin = sys.__stdin__ = _Stdin()


class _ModuleFinder:
    """Comes last, and says what there is."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        why = _ABSENT.get(name)
        if why is None and name in sys.stdlib_module_names and not name.startswith("_"):
            why = _NOT_WITH_IT
        if why is not None:
            raise ModuleNotFoundError(f"No module named {name!r}: {why}", name=name)
        return None


_NO_NETWORK = ("a page in a browser cannot open sockets. playground.fetch(url, delay=1.0) stands in "
               "for a request")
_NOT_PYTHONS = "only parts of Python's own library can be imported here"
_ONLY_ASYNCIO = "the loop here is asyncio's. Most ideas are there too: a nursery is asyncio.TaskGroup"
_NOT_WITH_IT = ("that part of Python's library does not come with the engine. What comes with it is "
                "asyncio and what its programs are made of: collections, contextlib, dataclasses, "
                "datetime, enum, functools, hashlib, itertools, json, logging, math, queue, random, re, "
                "statistics, string, time, typing, uuid and others")
_ABSENT = {
    "aiohttp": _NO_NETWORK, "httpx": _NO_NETWORK, "requests": _NO_NETWORK,
    "urllib": _NO_NETWORK, "http": _NO_NETWORK, "ssl": _NO_NETWORK,
    "multiprocessing": "a page in a browser cannot start processes. Tasks run side by side here",
    "anyio": _ONLY_ASYNCIO, "curio": _ONLY_ASYNCIO, "trio": _ONLY_ASYNCIO,
    "numpy": _NOT_PYTHONS, "pandas": _NOT_PYTHONS, "pytest": _NOT_PYTHONS,
    "uvloop": "the loop here is the one you see; leave uvloop out",
}
sys.meta_path.append(_ModuleFinder)

# The import system's own frames are left out of a traceback: this is one.
_ModuleFinder.find_spec.__code__ = _ModuleFinder.find_spec.__code__.replace(
    co_filename="<frozen importlib._bootstrap>")


def unraisablehook(unraisable, /):
    """Says what went wrong where nobody can be told."""
    import traceback
    message, thing = unraisable.err_msg, unraisable.object
    # A deallocator is named in the message itself.
    if thing is None or message and message.startswith("Exception ignored while calling"):
        head = f"{message}:\n" if message else ""
    else:
        head = f"{message or 'Exception ignored in'}: {thing!r}\n"
    error = unraisable.exc_value
    if error is None:
        error = unraisable.exc_type()
    frames = traceback.format_tb(unraisable.exc_traceback)
    if frames:
        frames.insert(0, "Traceback (most recent call last):\n")
    sys.stderr.write(head + "".join(frames)
                     + "".join(traceback.format_exception_only(type(error), error)))


sys.unraisablehook = sys.__unraisablehook__ = unraisablehook


import linecache
# With it a warning shows its line, also one that the compiler gives.
import warnings
from _page import library_lines as _library_lines

_updatecache = linecache.updatecache


def updatecache(filename, module_globals=None):
    """Tracebacks show asyncio's own lines too, though there is no file of them."""
    text = _library_lines(filename)
    if text is None:
        return _updatecache(filename, module_globals)
    lines = text.splitlines(True)
    linecache.cache[filename] = len(text), None, lines, filename
    return lines


linecache.updatecache = updatecache
