"""Where a program runs: CPython's asyncio under a virtual clock, and what its transcript shows.

Two things that CPython leaves to chance are fixed here, and nothing else: timers with equal
deadlines fire in the order in which they were set, and wherever CPython walks a set of tasks the
order is that in which they came into it: creation for `all_tasks` and for a task group, the
arguments' for `wait` and `as_completed`.
"""

import ast
import asyncio
import contextvars
import inspect
import sys
from asyncio import base_events, events, taskgroups, tasks


# The class of all tasks.
Task = asyncio.Task


class E(Exception):
    pass


class B(BaseException):
    pass


class Deadlock(Exception):
    """Nothing is ready and no timer is left."""


class Timer(events.TimerHandle):
    """Equal deadlines: first set, first fired."""

    __slots__ = ["sequence"]
    count = 0

    def __init__(self, *args):
        super().__init__(*args)
        Timer.count += 1
        self.sequence = Timer.count

    def __lt__(self, other):
        return (self._when, self.sequence) < (other._when, other.sequence)


class VirtualLoop(base_events.BaseEventLoop):
    """Time jumps to the next deadline when nothing is ready."""

    def __init__(self, eager):
        super().__init__()
        self.now = 0.0
        self.tasks = []
        self.options = {"eager_start": True} if eager else {}
        self._clock_resolution = 1e-9
        self._selector = self
        self.set_task_factory(self.make)

    def make(self, loop, coro, **options):
        # An eager task's first step may make others, and what it raises may leave the
        # constructor.
        task = Task.__new__(Task)
        self.tasks.append(task)
        task.__init__(coro, loop=loop, **self.options | options)
        return task

    def create_future(self):
        return asyncio.Future(loop=self)

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout is None:
            raise Deadlock
        if timeout > 0:
            self.now = max(self.now, self._scheduled[0].when())
        return []

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class Ordered(dict):
    """A set that is walked in the order in which its members came."""

    def __init__(self, members=()):
        super().__init__(dict.fromkeys(members))

    def add(self, member):
        self[member] = None

    def discard(self, member):
        self.pop(member, None)

    def remove(self, member):
        del self[member]


def patch():
    """Takes chance out of this interpreter's asyncio."""
    events.TimerHandle = Timer
    tasks.all_tasks = lambda loop: [task for task in loop.tasks if not task.done()]
    tasks.set = taskgroups.set = Ordered
    order_as_completed()


def order_as_completed():
    """`as_completed` walks a set comprehension, which no name stands for: compile it anew."""

    class Reorder(ast.NodeTransformer):
        def visit_SetComp(self, node):
            walk = ast.GeneratorExp(node.elt, node.generators)
            return ast.Call(ast.Name("set", ast.Load()), [walk], [])

    for name in ["_AsCompletedIterator", "as_completed"]:
        if hasattr(tasks, name):
            tree = ast.parse(inspect.getsource(getattr(tasks, name)))
            tree = ast.fix_missing_locations(Reorder().visit(tree))
            exec(compile(tree, tasks.__file__, "exec"), vars(tasks))
    asyncio.as_completed = tasks.as_completed


def show(value):
    match value:
        case list():
            return f"[{','.join(map(show, value))}]"
        case asyncio.CancelledError():
            return f"Cancelled({','.join(map(str, value.args))})"
        case E() | B():
            return f"{type(value).__name__}({value})"
        case BaseExceptionGroup():
            return f"EG[{','.join(map(show, value.exceptions))}]"
        case BaseException():
            return type(value).__name__
    return str(value)


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future._exception is not None:
        return f"exc:{show(future._exception)}"
    return f"res:{show(future._result)}"


def name(given, future):
    return next(name for name, x in given.items() if x is future)


def named(given, futures):
    return f"[{','.join(name for name, x in given.items() if x in futures)}]"


class World:
    """One program's run."""

    def __init__(self, program):
        self.program = program
        self.lines = []
        self.calls = {}

    def log(self, who, text):
        self.lines.append(f"{self.loop.now:.6f} {who} {text}")

    def call(self, function):
        """Calls a coroutine function; the coroutine object knows its number."""
        name = function.__name__
        count = self.calls[name] = self.calls.get(name, -1) + 1
        return function(f"{name}#{count}")

    def handler(self, loop, context):
        message = context["message"]
        # When these come depends on memory management; see `unretrieved` at the end.
        if not message.endswith(("never retrieved", "it is pending!")):
            error = context.get("exception")
            kind = " ".join(message.split(" ")[:2])
            self.log("EH", f"{kind} {'' if error is None else show(error)}")

    def run(self, code):
        # The one that was left by the program before, or by Pyodide itself.
        events._set_running_loop(None)
        options = self.program["opts"]
        runner = asyncio.Runner(
            debug=options["debug"] or None, loop_factory=lambda: VirtualLoop(options["eager"])
        )
        self.loop = runner.get_loop()
        self.loop.set_exception_handler(self.handler)
        names = {
            "asyncio": asyncio, "loop": self.loop, "E": E, "B": B,
            "variable": contextvars.ContextVar("variable", default=None),
            "log": self.log, "call": self.call,
            "show": show, "state": state, "name": name, "named": named,
        }
        exec(code, names)
        self.end("MAIN ret {}", lambda: runner.run(names["main"]()))
        self.end("CLOSE ok", runner.close)
        # What memory management does from now on is not shown. Coroutines that die may
        # ask for a loop; this one is closed and refuses.
        lines, self.lines = self.lines, []
        events._set_running_loop(self.loop)
        shown = [(f"T{i}", task) for i, task in enumerate(self.loop.tasks)]
        shown += [(f"f{i}", names[f"f{i}"]) for i in range(self.program["objs"].get("f", 0))]
        for label, future in shown:
            flag = " unretrieved" if future._log_traceback else ""
            lines.append(f"{label} {state(future)}{flag}")
        return lines

    def end(self, line, act):
        which = line.split(" ")[0]
        try:
            line = line.format(show(act()))
        except Deadlock:
            line = "DEADLOCK" if which == "MAIN" else f"{which} DEADLOCK"
        except BaseException as error:
            line = f"{which} exc {show(error)}"
        self.lines.append(line)
