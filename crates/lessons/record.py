#!/usr/bin/env python3
"""Records what CPython prints for each lesson, or checks it again.

    record.py [--check] [LESSON ...]

A lesson is named by its folder or by the end of its folder's name. The
transcripts in the folders come from CPython 3.14, the reference; `--check`
works with 3.11 and later, writes nothing, and exits with 1 after printing a
diff when a transcript differs. Where there is no CPython 3.14, `record.mjs`
runs this file on the one that npm's `pyodide` contains.

The programs run on asyncio's own event loop, untouched but for its clock:
time stands still while callbacks run and jumps to the next deadline when
there are none. `time.sleep`, `time.monotonic` and `time.perf_counter` go by
the same clock. Equal deadlines fire first in, first out.

Two files are written to each folder: `golden.txt`, standard output as it is;
and `golden.jsonl`, one line a line of output, [loop time, stream, text], with
standard error, in which a warning is reduced to its class and message, since
file names and lines are the interpreter's affair.
"""

import asyncio
import contextlib
import difflib
import gc
import io
import json
import pathlib
import sys
import time
import traceback
import types
import unittest.mock
import warnings

LESSONS = pathlib.Path(__file__).resolve().parent / "lessons"
OLDEST = (3, 11)
REFERENCE = (3, 14)


class World:
    """The clock, the buttons and what was written."""

    def __init__(self, presses):
        self.now = 0.0
        self.presses = presses  # [(seconds, label)]
        self.buttons = {}  # label -> what a press does
        self.written = []  # [seconds, stream, line]

    def sleep(self, seconds):
        self.now += seconds

    def write(self, stream, line):
        self.written.append([self.now, stream, line])

    def offer(self, label, callback, *args):
        self.buttons[label] = lambda: callback(*args)

    def next_press(self):
        """The first scripted press whose button is on the page."""
        for press in self.presses:
            if press[1] in self.buttons:
                return press
        return None

    def press(self, press):
        at, label = press
        self.now = max(self.now, at)
        self.presses.remove(press)
        self.buttons.pop(label)()


class Selector:
    """Where a loop waits: here time jumps, or a button is pressed."""

    def __init__(self, world, loop):
        self.world = world
        self.loop = loop

    def select(self, timeout):
        if timeout is not None and timeout <= 0:
            return []
        deadline = None if timeout is None else self.loop.next_deadline()
        press = self.world.next_press()
        if press and (deadline is None or press[0] <= deadline):
            self.world.press(press)
        elif deadline is None:
            raise RuntimeError("deadlock: nothing is left that could wake a task")
        else:
            self.world.now = deadline
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    """asyncio's loop on the clock of a world."""

    def __init__(self, world):
        super().__init__()
        self._world = world
        self._selector = Selector(world, self)
        self._clock_resolution = 1e-9

    def time(self):
        return self._world.now

    def next_deadline(self):
        return self._scheduled[0].when()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class FifoTimer(asyncio.TimerHandle):
    """Timers of equal deadlines, in the order in which they were set."""

    count = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        FifoTimer.count += 1
        self.order = FifoTimer.count

    def __lt__(self, other):
        return (self.when(), self.order) < (other.when(), other.order)


class Lines(io.TextIOBase):
    """A stream that hands whole lines to a world."""

    def __init__(self, world, stream):
        self.world = world
        self.stream = stream
        self.partial = ""

    def writable(self):
        return True

    def write(self, text):
        *lines, self.partial = (self.partial + text).split("\n")
        for line in lines:
            self.world.write(self.stream, line + "\n")
        return len(text)

    def finish(self):
        if self.partial:
            self.world.write(self.stream, self.partial)
            self.partial = ""


def presses(folder):
    """presses.txt: a line a press, as `4 Label of the button`."""
    file = folder / "presses.txt"
    if not file.exists():
        return []
    pairs = (line.split(" ", 1) for line in file.read_text("utf-8").splitlines())
    return [(float(at), label) for at, label in pairs]


def run(folder):
    """Runs one program and returns what it wrote."""
    world = World(presses(folder))
    code = compile((folder / "program.py").read_text("utf-8"), "program.py", "exec")
    playground = types.ModuleType("playground")
    playground.button = world.offer
    main = types.ModuleType("__main__")
    out, err = Lines(world, "stdout"), Lines(world, "stderr")

    def warn(message, category, *_):
        err.write(f"{category.__name__}: {message}\n")

    patch = unittest.mock.patch
    # Where this file itself runs inside a loop (Pyodide), it steps out of it.
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        with (
            patch.dict(sys.modules, {"playground": playground, "__main__": main}),
            patch("asyncio.events.new_event_loop", lambda: VirtualLoop(world)),
            patch("asyncio.events.TimerHandle", FifoTimer),
            patch("time.sleep", world.sleep),
            patch("time.monotonic", lambda: world.now),
            patch("time.perf_counter", lambda: world.now),
            patch("warnings.showwarning", warn),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            warnings.showwarning = warn
            warnings.simplefilter("always")
            try:
                exec(code, main.__dict__)
            except Exception as error:
                err.write("".join(traceback.format_exception_only(error)))
            main.__dict__.clear()
            gc.collect()
            out.finish()
            err.finish()
    finally:
        asyncio._set_running_loop(outer)
    return world.written


def transcripts(written):
    """The contents of golden.txt and golden.jsonl."""
    text = "".join(line for _, stream, line in written if stream == "stdout")
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in written)
    return {"golden.txt": text, "golden.jsonl": "".join(lines)}


def difference(file, fresh):
    """A diff from what is recorded to what this Python prints; empty if equal."""
    recorded = file.read_text("utf-8") if file.exists() else ""
    return list(
        difflib.unified_diff(
            recorded.splitlines(),
            fresh.splitlines(),
            f"{file.parent.name}/{file.name} (recorded)",
            f"{file.parent.name}/{file.name} (Python {sys.version.split()[0]})",
            lineterm="",
        )
    )


def chosen(names):
    folders = sorted(path.parent for path in LESSONS.glob("*/program.py"))
    for name in names:
        if not any(folder.name.endswith(name) for folder in folders):
            sys.exit(f"there is no lesson {name}; see {LESSONS}")
    return [
        folder
        for folder in folders
        if not names or any(folder.name.endswith(name) for name in names)
    ]


def main(arguments):
    """Returns the exit code."""
    check = "--check" in arguments
    names = [argument for argument in arguments if argument != "--check"]
    version = "Python " + sys.version.split()[0]
    if sys.version_info < OLDEST:
        print(f"{version} is too old: 3.11 or later is needed", file=sys.stderr)
        return 2
    if not check and sys.version_info[:2] != REFERENCE:
        print(
            f"{version} is not the reference: record with 3.14, or with record.mjs;"
            " --check works here",
            file=sys.stderr,
        )
        return 2
    differing = 0
    folders = chosen(names)
    for folder in folders:
        for name, fresh in transcripts(run(folder)).items():
            file = folder / name
            if not check:
                file.write_text(fresh, "utf-8")
            elif diff := difference(file, fresh):
                differing += 1
                print("\n".join(diff))
    if differing:
        print(f"{differing} transcripts differ from what {version} prints")
        return 1
    done = "checked" if check else "recorded"
    print(f"{len(folders)} lessons {done} with {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
