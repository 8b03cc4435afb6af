"""Shows which lines of CPython's asyncio no program has run: what the generator leaves out.

    python3.13 lines.py < programs.jsonl

Works with Python 3.12 or later. The pure-Python classes take the place of the compiled ones, whose
lines nobody can count; they do the same.
"""

import asyncio
import inspect
import sys
from asyncio import base_events, events, futures, locks, queues, runners, taskgroups, tasks, timeouts

import record
import world

MODULES = [base_events, events, futures, locks, queues, runners, taskgroups, tasks, timeouts]


def code_of(module):
    """Every code object of a module's functions, outermost first."""
    path = inspect.getsourcefile(module)
    with open(path) as file:
        found = [compile(file.read(), path, "exec")]
    for code in found:
        found += [part for part in code.co_consts if inspect.iscode(part)]
    return [code for code in found if code.co_flags & inspect.CO_OPTIMIZED]


def watch(seen):
    """Notes in `seen` every line that runs, once."""
    files = {inspect.getsourcefile(module) for module in MODULES}
    monitoring = sys.monitoring
    tool = monitoring.COVERAGE_ID
    monitoring.use_tool_id(tool, "lines")

    def line(code, number):
        if code.co_filename in files:
            seen.add((code.co_filename, number))
        return monitoring.DISABLE

    monitoring.register_callback(tool, monitoring.events.LINE, line)
    monitoring.set_events(tool, monitoring.events.LINE)


def report(seen):
    for module in MODULES:
        path = inspect.getsourcefile(module)
        with open(path) as file:
            text = file.read().splitlines()
        for code in code_of(module):
            lines = {number for *_, number in code.co_lines() if number}
            # The line of `def` runs when the module is loaded.
            lines.discard(code.co_firstlineno)
            missed = sorted(number for number in lines if (path, number) not in seen)
            # What no program enters at all is not asked for.
            if missed and len(missed) < len(lines):
                print(f"{module.__name__}: {code.co_qualname}")
                for number in missed:
                    print(f"  {number:5} {text[number - 1]}")


def main():
    futures.Future = asyncio.Future = futures._PyFuture
    tasks.Task = asyncio.Task = world.Task = tasks._PyTask
    recorder = record.Recorder()
    seen = set()
    watch(seen)
    for line in filter(str.strip, sys.stdin):
        recorder.record(line)
    report(seen)


if __name__ == "__main__":
    main()
