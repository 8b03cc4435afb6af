"""Runs the programs of `crates/programs` on this engine, as its oracle runs them in CPython.

`render` makes Python of a program, `world` shows what it does; both are the oracle's own. Only the
loop is another: the engine's, where time is virtual and the order of things fixed anyway.
"""

import asyncio
import gc
import json
import sys
import types
import warnings


def module(name, text):
    made = types.ModuleType(name)
    sys.modules[name] = made
    exec(compile(text, name + ".py", "exec"), made.__dict__)
    return made


render = module("render", RENDER)
world = module("world", WORLD)


class Loop(asyncio.EventLoop):
    def __init__(self, eager):
        super().__init__()
        self.tasks = []
        self.options = {"eager_start": True} if eager else {}
        self.set_task_factory(self.make)
        self._raise_when_stuck(world.Deadlock)

    @property
    def now(self):
        return self.time() - self.born

    def make(self, loop, coro, **options):
        task = asyncio.Task.__new__(asyncio.Task)
        self.tasks.append(task)
        task.__init__(coro, loop=loop, **self.options | options)
        return task


def made(eager):
    loop = Loop(eager)
    loop.born = loop.time()
    return loop


world.VirtualLoop = made
gc.disable()
warnings.simplefilter("ignore")
sys.unraisablehook = lambda unraisable: None
for count, line in enumerate(PROGRAMS.splitlines()):
    try:
        program = json.loads(line)
        code = compile(render.source(program), "<program>", "exec")
        answer = world.World(program).run(code)
    except Exception as error:
        import traceback
        answer = ["ERROR " + "".join(traceback.format_exception(error))]
    print(json.dumps(answer, ensure_ascii=False))
    if count % 50 == 49:
        gc.collect()
