"""Records what CPython 3.14 makes of the programs beside this file: see record.mjs.

A line that begins with `#%%` begins another program of the same file.
"""

import asyncio
import gc
import linecache
import pathlib
import re
import sys
import traceback
import types
import unittest.mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, "/lessons")

from record import FifoTimer, Lines, VirtualLoop, World  # noqa: E402  (of crates/lessons)

NAME = "program.py"


def programs(text):
    """The programs of a file."""
    parts = [[]]
    for line in text.splitlines(True):
        if line.startswith("#%%"):
            parts.append([])
        else:
            parts[-1].append(line)
    return ["".join(part) for part in parts if part]


def run(source):
    """Standard output, standard error, exit code."""
    world = World([])
    out, err = Lines(world, "stdout"), Lines(world, "stderr")
    main = types.ModuleType("__main__")
    linecache.cache[NAME] = len(source), None, source.splitlines(True), NAME
    loop = lambda: VirtualLoop(world)
    patch, code = unittest.mock.patch, 0
    # Pyodide is inside a loop of its own.
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    with (
        patch.dict(sys.modules, {"__main__": main}),
        patch("asyncio.events.new_event_loop", loop),
        patch("asyncio.new_event_loop", loop),
        patch("asyncio.events.TimerHandle", FifoTimer),
        patch("time.sleep", world.sleep),
        patch("time.monotonic", lambda: world.now),
        patch("time.perf_counter", lambda: world.now),
        patch("sys.argv", [NAME]),
        patch("sys.stdout", out),
        patch("sys.stderr", err),
    ):
        try:
            exec(compile(source, NAME, "exec"), main.__dict__)
        except BaseException as error:
            code = 1
            trace = error.__traceback__
            error.__traceback__ = trace and trace.tb_next
            traceback.print_exception(error)
        main.__dict__.clear()
        gc.collect()
    asyncio._set_running_loop(outer)
    for stream in out, err:
        stream.finish()
    said = lambda name: "".join(text for _, stream, text in world.written if stream == name)
    return said("stdout"), said("stderr"), code


def transcript(source):
    """As it stands in the file: each line after its stream's mark, and the exit code."""
    out, err, code = run(source)
    mark = lambda mark, text: "".join(f"{mark} {line}\n" for line in text.splitlines())
    return mark("|", out) + mark("!", err) + f"= {code}\n"


def record(name):
    """What belongs into `name`.txt."""
    source = (HERE / f"{name}.py").read_text("utf-8")
    text = "".join(map(transcript, programs(source)))
    # Where an object lies in memory is not the same twice.
    return re.sub(" at 0x[0-9a-f]+", " at 0x…", text)
