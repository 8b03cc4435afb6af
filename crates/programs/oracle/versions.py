"""Names the rules by which an older CPython differs from a newer one.

    python3.11 versions.py SOURCES < programs.jsonl

SOURCES is where the newer version's `asyncio` is: the folder above it, or a zip file such as the
`python_stdlib.zip` of npm's `pyodide`. Every program is run as the older version runs it, then
with the functions of one rule after the other taken from the newer sources, then with all of
them. A table tells how many programs, of which profiles, each rule makes differ, and the numbers of
the first. With all rules the older version should do what the newer one does; to see that, give
`--all` and compare what is printed with the newer version's transcripts.

Programs with what the older version does not have at all are left out and counted: eager tasks
(rule K1, 3.12), `shutdown` of queues (I14, 3.13), `async for` over `as_completed` (G20, 3.13).
"""

import ast
import asyncio
import collections
import json
import pathlib
import sys
import zipfile
from asyncio import futures, locks, queues, taskgroups, tasks, timeouts

import record
import world

MODULES = {
    module.__name__.split(".")[1]: module
    for module in [futures, locks, queues, taskgroups, tasks, timeouts]
}

# The first version that has it, the rules, and the functions that make the difference.
RULES = [
    ((3, 12), "F12-F17", ["tasks._cancel_and_wait", "tasks.wait_for"]),
    ((3, 12), "G4", ["tasks.gather"]),
    ((3, 13), "E7", ["tasks._PyTask.uncancel"]),
    ((3, 13), "H10-H12", ["taskgroups.TaskGroup.__aexit__", "taskgroups.TaskGroup._aexit"]),
    ((3, 13), "I6", ["locks.Semaphore.acquire", "locks.Semaphore._wake_up_next"]),
    ((3, 13), "I8, I9", ["locks.Condition.wait", "locks.Condition._notify"]),
    ((3, 13), "F7", ["timeouts.Timeout.__aexit__", "timeouts.Timeout._insert_timeout_error"]),
    ((3, 14), "G13, G14", ["tasks._log_on_exception", "tasks.shield"]),
    ((3, 14), "H14", ["taskgroups.TaskGroup.create_task"]),
]

# What a program may say that came with a version.
LACKING = [
    ((3, 12), "K1", '"eager":true'),
    ((3, 13), "I14", '["shutdown_q"'),
    ((3, 13), "G20", '["as_completed_async"'),
]


def read(sources, module):
    """The text of one of the newer modules."""
    name = f"asyncio/{module}.py"
    if sources.is_dir():
        return (sources / name).read_text()
    with zipfile.ZipFile(sources) as archive:
        return archive.read(name).decode()


class Replacement:
    """A function of the newer version, to take the place of the older one's."""

    def __init__(self, sources, path):
        module, *self.owners, self.name = path.split(".")
        self.home = MODULES[module]
        found = ast.parse(read(sources, module))
        # The pure class, which is called like that only at run time.
        for name in [*(owner.removeprefix("_Py") for owner in self.owners), self.name]:
            found = next((node for node in found.body if getattr(node, "name", "") == name), None)
        self.made = None
        if found is not None:
            scope = {}
            tree = ast.Module([found], [])
            exec(compile(tree, f"<newer {module}>", "exec"), vars(self.home), scope)
            self.made = scope[self.name]

    def put(self):
        """Takes its place; returns what undoes it."""
        owner = self.home
        for name in self.owners:
            owner = getattr(owner, name)
        before = vars(owner).get(self.name)
        public = owner is tasks and getattr(asyncio, self.name, None) is before
        if self.made is None:
            return lambda: None
        setattr(owner, self.name, self.made)
        if public:
            setattr(asyncio, self.name, self.made)

        def undo():
            if before is None:
                delattr(owner, self.name)
            else:
                setattr(owner, self.name, before)
            if public:
                setattr(asyncio, self.name, before)

        return undo


class Versions:
    def __init__(self, sources):
        self.recorder = record.Recorder()
        # The newer functions keep a call graph, which no transcript shows.
        for name in ["future_add_to_awaited_by", "future_discard_from_awaited_by"]:
            vars(futures).setdefault(name, lambda *_: None)
        # Nor do all older modules know all the others.
        for module in MODULES.values():
            vars(module).update(MODULES | vars(module))
        here = sys.version_info[:2]
        self.rules = {
            rule: [Replacement(sources, path) for path in paths]
            for version, rule, paths in RULES
            if version > here
        }
        self.lacking = {rule: text for version, rule, text in LACKING if version > here}

    def run(self, line, rules):
        """The transcript with these rules as in the newer version."""
        undo = [replacement.put() for rule in rules for replacement in self.rules[rule]]
        # Only the pure class can be changed; it does the same as the other one.
        world.Task = tasks._PyTask if "E7" in rules else asyncio.Task
        try:
            return self.recorder.record(line)
        finally:
            for act in reversed(undo):
                act()
            world.Task = asyncio.Task

    def lacks(self, line):
        """The rule for something that this version does not have."""
        line = line.replace(" ", "")
        return next((rule for rule, text in self.lacking.items() if text in line), None)


def table(versions, lines):
    differ = {rule: [] for rule in versions.rules}
    left_out = collections.Counter()
    count = together = 0
    for line in lines:
        if lacks := versions.lacks(line):
            left_out[lacks] += 1
            continue
        count += 1
        program = json.loads(line)
        plain = versions.run(line, [])
        together += plain != versions.run(line, list(versions.rules))
        for rule, found in differ.items():
            if versions.run(line, [rule]) != plain:
                found.append(program)
    print(f"CPython {record.VERSION}: {together} of {count} programs differ by these rules")
    for rule, found in differ.items():
        profiles = collections.Counter(program["profile"] for program in found)
        shown = ", ".join(f"{name} {number}" for name, number in profiles.most_common())
        seeds = " ".join(str(program["seed"]) for program in found[:8])
        print(f"  {rule}: {len(found)} ({shown or 'none'}); seeds {seeds or '-'}")
    for rule, number in left_out.items():
        print(f"  left out, for want of {rule}: {number}")


def main(arguments):
    everything = "--all" in arguments
    match [argument for argument in arguments if argument != "--all"]:
        case [sources]:
            versions = Versions(pathlib.Path(sources))
        case _:
            sys.exit(__doc__)
    lines = filter(str.strip, sys.stdin)
    if not everything:
        table(versions, lines)
        return
    for line in lines:
        print("null" if versions.lacks(line) else versions.run(line, list(versions.rules)))


if __name__ == "__main__":
    main(sys.argv[1:])
