"""Turns a program given as data into the Python source that CPython runs.

The result reads like asyncio code written by hand: coroutine functions `c0`, `c1`, ... and
`main`, one function for the body of each callback, variables as globals. Only `log`, `show`,
`state`, `call` and the classes `E` and `B` come from `world.py`. Conditions are called `cond0`,
since `c0` is a coroutine function.
"""

RETURN_WHEN = {"ALL": "ALL_COMPLETED", "FIRST": "FIRST_COMPLETED", "EXC": "FIRST_EXCEPTION"}

IN_ASYNCIO = [
    "CancelledError", "InvalidStateError", "BrokenBarrierError", "QueueFull", "QueueEmpty",
    "QueueShutDown",
]

OBJECTS = [
    # In the order in which they are made; "{}" stands for an element's argument.
    ("f", "f", "loop.create_future()"),
    ("e", "e", "asyncio.Event()"),
    ("l", "l", "asyncio.Lock()"),
    ("s", "s", "asyncio.Semaphore({})"),
    ("bs", "bs", "asyncio.BoundedSemaphore({})"),
    ("q", "q", "asyncio.Queue({})"),
    ("c", "cond", "asyncio.Condition()"),
    ("b", "b", "asyncio.Barrier({})"),
]


def source(program):
    """The whole program as the text of a Python module."""
    pieces = []
    for number, body in enumerate(program["coros"]):
        pieces += Function(f"async def c{number}(who):", body, ['log(who, "start")']).pieces()
    pieces += Function('async def main(who="main"):', program["main"], objects(program)).pieces()
    names = sorted({name for piece in pieces for name in piece.variables})
    unset = [f"{' = '.join(names)} = None"] if names else []
    return "\n\n\n".join([*unset, *(piece.text() for piece in pieces)]) + "\n"


def objects(program):
    """The statements that make what a program's coroutines share."""
    lines = []
    for key, name, make in OBJECTS:
        given = program["objs"].get(key, 0)
        arguments = given if isinstance(given, list) else [""] * given
        lines += [f"{name}{i} = {make.format(arg)}" for i, arg in enumerate(arguments)]
    names = [line.split(" ")[0] for line in lines]
    return [f"global {', '.join(names)}", *lines] if lines else []


def class_of(name):
    """Where a class is found."""
    return f"asyncio.{name}" if name in IN_ASYNCIO else name


def condition(name):
    return f"cond{name[1:]}"


def is_variable(name):
    """Tasks, groups and handles start out unset; futures exist from the beginning."""
    return name[0] in "tgh"


class Function:
    """One function of the module, and those of the callbacks that stand in it."""

    def __init__(self, head, body, prologue=()):
        self.head = head
        self.variables = set()
        self.assigned = set()
        self.callbacks = []
        self.lines = [f"    {line}" for line in prologue]
        self.who = "who"
        if head.startswith("def"):
            self.who = f'"{head[4:head.index("(")]}"'
        self.block(body, 1)

    def pieces(self):
        return [*self.callbacks, self]

    def text(self):
        scope = [f"    global {', '.join(sorted(self.assigned))}"] if self.assigned else []
        return "\n".join([self.head, *scope, *(self.lines or ["    pass"])])

    # Lines

    def add(self, depth, line):
        self.lines.append("    " * depth + line)

    def log(self, depth, text, plain=True):
        self.add(depth, f'log({self.who}, {"" if plain else "f"}"{text}")')

    def uses(self, names):
        """The names among `names` that may be unset."""
        names = [name for name in dict.fromkeys(names) if is_variable(name)]
        self.variables.update(names)
        return names

    def sets(self, name):
        self.variables.add(name)
        self.assigned.add(name)
        return name

    def unless_unset(self, depth, names, otherwise):
        """Opens an `else:` below a test for unset variables, if there is need of one."""
        names = self.uses(names)
        if not names:
            return depth
        test = f"{names[0]} is None" if len(names) == 1 else f"None in ({', '.join(names)})"
        self.add(depth, f"if {test}:")
        self.log(depth + 1, otherwise)
        self.add(depth, "else:")
        return depth + 1

    def if_set(self, depth, name, line):
        if self.uses([name]):
            self.add(depth, f"if {name} is not None:")
            depth += 1
        self.add(depth, line)

    def block(self, body, depth, empty="pass"):
        for statement in body:
            self.statement(statement, depth)
        if not body and empty:
            self.add(depth, empty)

    def callback(self, number, body):
        inner = Function(f"def cb{number}(*_):", body)
        self.callbacks += inner.pieces()
        return f"cb{number}"

    # Statements

    def statement(self, statement, depth):
        kind, *args, number = statement
        getattr(self, kind)(depth, f"p{number}", *args)

    def print(self, depth, tag):
        self.log(depth, tag)

    def sleep(self, depth, tag, delay):
        self.add(depth, f"await asyncio.sleep({delay})")

    def raise_(self, depth, tag, name, message):
        # A cancellation that nobody asked for has no message.
        cancelled = name == "CancelledError"
        self.add(depth, "raise asyncio.CancelledError" if cancelled else f"raise {name}({message!r})")

    def return_(self, depth, tag, value):
        self.add(depth, f"return {value!r}")

    def asked(self, depth, tag, what, name, value):
        """Logs what a method of a task said."""
        depth = self.unless_unset(depth, [name], f"{tag} {what}=unset")
        self.log(depth, f"{tag} {what}={{{value}}}", plain=False)

    def cancel(self, depth, tag, name, message):
        said = f"{name}.cancel()" if message is None else f"{name}.cancel({message!r})"
        self.asked(depth, tag, "cancel", name, said)

    def uncancel(self, depth, tag, name):
        self.asked(depth, tag, "uncancel", name, f"{name}.uncancel()")

    def cancelling(self, depth, tag, name):
        self.asked(depth, tag, "cancelling", name, f"{name}.cancelling()")

    def state(self, depth, tag, name):
        self.asked(depth, tag, "state", name, f"state({name})")

    def set_result(self, depth, tag, name, value):
        self.add(depth, f"{name}.set_result({value!r})")

    def set_exc(self, depth, tag, name, message):
        self.add(depth, f"{name}.set_exception(E({message!r}))")

    def fut_cancel(self, depth, tag, name):
        self.log(depth, f"{tag} cancel={{{name}.cancel()}}", plain=False)

    def event_set(self, depth, tag, name):
        self.add(depth, f"{name}.set()")

    def event_clear(self, depth, tag, name):
        self.add(depth, f"{name}.clear()")

    def release(self, depth, tag, name):
        self.add(depth, f"{name}.release()")

    def put_nowait(self, depth, tag, name, value):
        self.add(depth, f"{name}.put_nowait({value!r})")

    def get_nowait(self, depth, tag, name):
        self.log(depth, f"{tag} = {{show({name}.get_nowait())}}", plain=False)

    def task_done(self, depth, tag, name):
        self.add(depth, f"{name}.task_done()")

    def shutdown_q(self, depth, tag, name, immediate):
        self.add(depth, f"{name}.shutdown(immediate={immediate})")

    def notify(self, depth, tag, name, count):
        self.add(depth, f"{condition(name)}.notify({count})")

    def cv_set(self, depth, tag, value):
        self.add(depth, f"variable.set({value!r})")

    def cv_get(self, depth, tag):
        self.log(depth, f"{tag} cv={{show(variable.get())}}", plain=False)

    def call_soon(self, depth, tag, body):
        self.add(depth, f"loop.call_soon({self.callback(tag[1:], body)})")

    def call_later(self, depth, tag, handle, delay, body):
        callback = self.callback(tag[1:], body)
        self.add(depth, f"{self.sets(handle)} = loop.call_later({delay}, {callback})")

    def hcancel(self, depth, tag, handle):
        self.if_set(depth, handle, f"{handle}.cancel()")

    def on_done(self, depth, tag, name, body):
        self.if_set(depth, name, f"{name}.add_done_callback({self.callback(tag[1:], body)})")

    def spawn(self, depth, tag, name, coro):
        self.add(depth, f"{self.sets(name)} = asyncio.create_task(call(c{coro}))")

    def tg_spawn(self, depth, tag, group, name, coro):
        depth = self.unless_unset(depth, [group], f"{tag} unset")
        self.add(depth, f"{self.sets(name)} = {group}.create_task(call(c{coro}))")

    def resched(self, depth, tag, timeout, delay):
        when = None if delay is None else f"loop.time() + {delay}"
        self.add(depth, f"timeout{timeout}.reschedule({when})")

    def await_(self, depth, tag, aw):
        names = []
        text = awaitable(aw, names)
        depth = self.unless_unset(depth, names, f"{tag} unset")
        self.log(depth, f"{tag} = {{show(await {text})}}", plain=False)

    def try_(self, depth, tag, body, handlers, otherwise, final):
        # Python knows no `else` without an `except`; the body may as well go on there.
        rest = [] if handlers else otherwise or []
        if not handlers and final is None:
            return self.block([*body, *rest], depth)
        self.add(depth, "try:")
        self.block([*body, *rest], depth + 1)
        for name, part, how in handlers:
            self.add(depth, f"except {class_of(name)} as error:")
            self.log(depth + 1, f"{tag} caught {{show(error)}}", plain=False)
            self.block(part, depth + 1, empty=None)
            if how == "reraise":
                self.add(depth + 1, "raise")
        if handlers and otherwise is not None:
            self.add(depth, "else:")
            self.block(otherwise, depth + 1)
        if final is not None:
            self.add(depth, "finally:")
            self.log(depth + 1, f"{tag} finally")
            self.block(final, depth + 1, empty=None)

    def timeout(self, depth, tag, delay, body):
        name = f"timeout{tag[1:]}"
        self.add(depth, f"async with asyncio.timeout({delay}) as {name}:")
        self.block(body, depth + 1)
        self.log(depth, f"{tag} expired={{{name}.expired()}}", plain=False)

    def within(self, depth, tag, manager, body):
        self.add(depth, f"async with {manager}:")
        self.log(depth + 1, f"{tag} in")
        self.block(body, depth + 1, empty=None)

    def lock(self, depth, tag, name, body):
        self.within(depth, tag, name, body)

    def sem(self, depth, tag, name, body):
        self.within(depth, tag, name, body)

    def cond(self, depth, tag, name, body):
        self.within(depth, tag, condition(name), body)

    def tg(self, depth, tag, group, body):
        self.add(depth, f"async with asyncio.TaskGroup() as {self.sets(group)}:")
        self.block(body, depth + 1)
        self.log(depth, f"{tag} tg-exit")

    def wait(self, depth, tag, names, timeout, when):
        depth = self.unless_unset(depth, names, f"{tag} unset")
        options = f"timeout={timeout}, return_when=asyncio.{RETURN_WHEN[when]}"
        self.add(depth, f"done, pending = await asyncio.wait([{', '.join(names)}], {options})")
        # Other tasks may have given the variables other tasks meanwhile.
        now = f"dict({', '.join(f'{name}={name}' for name in names)})"
        text = f"{tag} done={{named({now}, done)}} pending={{named({now}, pending)}}"
        self.log(depth, text, plain=False)

    def as_completed(self, depth, tag, names, timeout):
        depth = self.unless_unset(depth, names, f"{tag} unset")
        call = f"asyncio.as_completed([{', '.join(names)}], timeout={timeout})"
        self.add(depth, f"for coming in {call}:")
        self.add(depth + 1, "try:")
        self.log(depth + 2, f"{tag} got {{show(await coming)}}", plain=False)
        self.add(depth + 1, "except Exception as error:")
        self.log(depth + 2, f"{tag} got {{show(error)}}", plain=False)

    def as_completed_async(self, depth, tag, names, timeout):
        depth = self.unless_unset(depth, names, f"{tag} unset")
        given = ", ".join(f"{name}={name}" for name in names)
        self.add(depth, f"given = dict({given})")
        self.add(depth, "try:")
        call = f"asyncio.as_completed(given.values(), timeout={timeout})"
        self.add(depth + 1, f"async for x in {call}:")
        text = f"{tag} got {{name(given, x)}} {{state(x)}}"
        self.log(depth + 2, text, plain=False)
        self.add(depth, "except TimeoutError:")
        self.log(depth + 1, f"{tag} timeout")


for keyword in ["raise", "return", "await", "try"]:
    setattr(Function, keyword, getattr(Function, f"{keyword}_"))


def awaitable(aw, names):
    """The expression; notes in `names` the variables in it."""
    kind, *args = aw
    match kind:
        case "t" | "f":
            names.append(args[0])
            return args[0]
        case "call":
            return f"call(c{args[0]})"
        case "wait_for":
            return f"asyncio.wait_for({awaitable(args[0], names)}, {args[1]})"
        case "shield":
            return f"asyncio.shield({awaitable(args[0], names)})"
        case "gather":
            parts = [awaitable(part, names) for part in args[0]]
            parts += ["return_exceptions=True"] if args[1] else []
            return f"asyncio.gather({', '.join(parts)})"
        case "q_put":
            return f"{args[0]}.put({args[1]!r})"
        case "acquire":
            return f"{args[0]}.acquire()"
        case "c_wait":
            return f"{condition(args[0])}.wait()"
        case "e_wait" | "q_get" | "q_join" | "b_wait" | "b_reset" | "b_abort":
            return f"{args[0]}.{kind[2:]}()"
    raise ValueError(f"no awaitable is called {kind!r}")
