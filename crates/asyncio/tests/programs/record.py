"""Records what CPython does with programs given as data.

    python3.14 record.py generate SEED COUNT | python3.14 record.py record > generated.jsonl

`generate` writes random programs, one JSON object a line. `record` writes each
program that it reads and, on the next line, its transcript. Without a Python
3.14 on the machine, `record.mjs` does both with the one that npm's `pyodide`
carries. Two things that CPython leaves to chance are fixed here: timers with
equal deadlines fire in the order in which they were set, and tasks are cancelled
at the end in the order of creation.
"""

import asyncio
import gc
import json
import random
import sys
from asyncio import base_events, events, tasks


class E(Exception):
    pass


class B(BaseException):
    pass


class Deadlock(Exception):
    """Nothing is ready and no timer is left."""


CLASSES = {
    "E": E, "B": B, "Exception": Exception, "BaseException": BaseException,
    "CancelledError": asyncio.CancelledError, "TimeoutError": TimeoutError,
    "RuntimeError": RuntimeError, "ValueError": ValueError,
    "InvalidStateError": asyncio.InvalidStateError,
    "SystemExit": SystemExit, "KeyboardInterrupt": KeyboardInterrupt,
}


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

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.made = []
        self._clock_resolution = 1e-9
        self._selector = self
        self.set_task_factory(self.make)

    def make(self, loop, coro, **options):
        task = asyncio.Task(coro, loop=loop, **options)
        self.made.append(task)
        return task

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


def exception(error):
    if isinstance(error, asyncio.CancelledError):
        return f"Cancelled({','.join(map(str, error.args))})"
    if isinstance(error, (E, B)):
        return f"{type(error).__name__}({error})"
    return type(error).__name__


def show(value):
    if isinstance(value, list):
        return f"[{','.join(map(show, value))}]"
    return exception(value) if isinstance(value, BaseException) else str(value)


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future._exception is not None:
        return f"exc:{exception(future._exception)}"
    return f"res:{show(future._result)}"


class Return(Exception):
    """Never raised; tells a `return` from running off the end."""

    def __init__(self, value):
        self.value = value


class World:
    def __init__(self, program):
        self.program = program
        self.lines = []
        self.vars = {}
        self.calls = {}

    def log(self, text):
        self.lines.append(f"{self.loop.now:.6f} {text}")

    def handler(self, loop, context):
        kind = " ".join(context["message"].split(" ")[:2])
        if not context["message"].endswith(("never retrieved", "it is pending!")):
            error = context.get("exception")
            self.log(f"EH {kind} {'' if error is None else exception(error)}")

    def run(self):
        runner = asyncio.Runner(loop_factory=VirtualLoop)
        self.loop = runner.get_loop()
        self.loop.set_exception_handler(self.handler)
        count = self.program["objs"]["f"]
        self.vars = {f"f{i}": self.loop.create_future() for i in range(count)}
        end = "MAIN ret {}"
        try:
            end = end.format(show(runner.run(self.body("main", self.program["main"]))))
        except Deadlock:
            end = "DEADLOCK"
        except BaseException as error:
            end = f"MAIN exc {exception(error)}"
        self.lines.append(end)
        try:
            runner.close()
            self.lines.append("CLOSE ok")
        except Deadlock:
            self.lines.append("CLOSE DEADLOCK")
        except BaseException as error:
            self.lines.append(f"CLOSE exc {exception(error)}")
        lines = self.lines
        self.lines = []
        named = [(f"T{i}", task) for i, task in enumerate(self.loop.made)]
        named += [(f"f{i}", self.vars[f"f{i}"]) for i in range(count)]
        for name, future in named:
            flag = " unretrieved" if future._log_traceback else ""
            lines.append(f"{name} {state(future)}{flag}")
        return lines

    def call(self, number):
        count = self.calls.get(number, 0)
        self.calls[number] = count + 1
        return self.function(f"c{number}#{count}", self.program["coros"][number])

    async def function(self, who, body):
        self.log(f"{who} start")
        return await self.body(who, body)

    async def body(self, who, body):
        flow = await self.block(who, {}, body)
        return flow.value if flow else None

    async def block(self, who, limits, body):
        for statement in body:
            flow = await self.statement(who, limits, statement)
            if flow:
                return flow

    async def statement(self, who, limits, statement):
        kind, *args, number = statement
        tag = f"{who} p{number}"
        match kind:
            case "sleep":
                await asyncio.sleep(args[0])
            case "return":
                return Return(args[0])
            case "await":
                if self.known(args[0]):
                    self.log(f"{tag} = {show(await self.evaluate(args[0]))}")
                else:
                    self.log(f"{tag} unset")
            case "try":
                return await self.attempt(who, limits, tag, *args)
            case "timeout":
                async with asyncio.timeout(args[0]) as limit:
                    limits[number] = limit
                    flow = await self.block(who, limits, args[1])
                    if flow:
                        return flow
                self.log(f"{tag} expired={limit.expired()}")
            case "resched":
                when = None if args[1] is None else self.loop.time() + args[1]
                limits[args[0]].reschedule(when)
            case _:
                self.sync(who, statement)

    async def attempt(self, who, limits, tag, body, handlers, otherwise, final):
        def run(part):
            return self.block(who, limits, part)

        async def caught():
            try:
                flow = await run(body)
            except BaseException as error:
                for name, part, how in handlers:
                    if isinstance(error, CLASSES[name]):
                        self.log(f"{tag} caught {exception(error)}")
                        flow = await run(part)
                        if not flow and how == "reraise":
                            raise
                        return flow
                raise
            return flow or otherwise and await run(otherwise)

        if final is None:
            return await caught()
        # `return` in `finally` is what a program's `finally` may do.
        flow = error = None
        try:
            flow = await caught()
        except BaseException as raised:
            error = raised
        self.log(f"{tag} finally")
        last = await run(final)
        if last:
            return last
        if error:
            raise error
        return flow

    def known(self, aw):
        kind, *args = aw
        match kind:
            case "t" | "f":
                return args[0] in self.vars
            case "call":
                return True
            case "gather":
                return all(map(self.known, args[0]))
            case _:
                return self.known(args[0])

    def evaluate(self, aw):
        kind, *args = aw
        match kind:
            case "t" | "f":
                return self.vars[args[0]]
            case "call":
                return self.call(args[0])
            case "wait_for":
                return asyncio.wait_for(self.evaluate(args[0]), args[1])
            case "shield":
                return asyncio.shield(self.evaluate(args[0]))
            case "gather":
                return asyncio.gather(*map(self.evaluate, args[0]), return_exceptions=args[1])

    def sync(self, who, statement):
        kind, *args, number = statement
        tag = f"{who} p{number}"
        target = self.vars.get(args[0]) if args and isinstance(args[0], str) else None
        match kind:
            case "print":
                self.log(tag)
            case "raise":
                raise CLASSES[args[0]](args[1])
            case "cancel" | "uncancel" | "cancelling" | "state" if target is None:
                self.log(f"{tag} {kind}=unset")
            case "cancel":
                told = target.cancel() if args[1] is None else target.cancel(args[1])
                self.log(f"{tag} cancel={told}")
            case "uncancel":
                self.log(f"{tag} uncancel={target.uncancel()}")
            case "cancelling":
                self.log(f"{tag} cancelling={target.cancelling()}")
            case "state":
                self.log(f"{tag} state={state(target)}")
            case "set_result":
                target.set_result(args[1])
            case "set_exc":
                target.set_exception(E(args[1]))
            case "fut_cancel":
                self.log(f"{tag} cancel={target.cancel()}")
            case "call_soon":
                self.loop.call_soon(self.callback, number, args[0])
            case "call_later":
                self.vars[args[0]] = self.loop.call_later(args[1], self.callback, number, args[2])
            case "hcancel":
                if target is not None:
                    target.cancel()
            case "on_done":
                if target is not None:
                    target.add_done_callback(lambda _: self.callback(number, args[1]))
            case "spawn":
                self.vars[args[0]] = asyncio.create_task(self.call(args[1]))
            case _:
                raise NotImplementedError(kind)

    def callback(self, number, body):
        for statement in body:
            self.sync(f"cb{number}", statement)


def record(source):
    return World(json.loads(source)).run()


def patch():
    """Takes chance out of CPython; see above."""
    events.TimerHandle = Timer
    tasks.all_tasks = lambda loop: [task for task in loop.made if not task.done()]
    # The one that a page's own loop leaves behind in Pyodide.
    events._set_running_loop(None)
    gc.disable()


def main(arguments, lines, out):
    patch()
    match arguments:
        case ["record"]:
            for number, line in enumerate(filter(str.strip, lines)):
                program = line.strip()
                print(program, json.dumps(record(program), ensure_ascii=False), sep="\n", file=out)
                if number % 100 == 99:
                    gc.collect()
        case ["generate", seed, count]:
            from generate import program
            for number in range(int(seed), int(seed) + int(count)):
                made = program(random.Random(number), number)
                print(json.dumps(made, separators=(",", ":")), file=out)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin, sys.stdout)
