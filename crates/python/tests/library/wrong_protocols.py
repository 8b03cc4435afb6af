import asyncio
class Mine:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): pass
class Nothing: pass
class Sync:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class HalfA:
    async def __aenter__(self): return self
class Half:
    def __enter__(self): return self
def attempt(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
async def aattempt(f):
    try: await f()
    except Exception as e: print(type(e).__name__, e)
def w(x):
    def f():
        with x: pass
    return f
def aw(x):
    async def f():
        async with x: pass
    return f
async def main():
    for x in (asyncio.Lock(), asyncio.timeout(1), asyncio.TaskGroup(), Mine(), Nothing(), HalfA(), Half(), 5, open, asyncio.Semaphore(), asyncio.Condition()):
        attempt(w(x))
    for x in (Sync(), Nothing(), HalfA(), Half(), 5, asyncio.Event(), asyncio.Queue()):
        await aattempt(aw(x))
    async def await_(x): await x
    for x in (Nothing(), asyncio.Lock(), 5, None, [1], print, lambda: 1, asyncio.sleep, asyncio.Event(), (1, 2), range(3)):
        await aattempt(lambda: await_(x))
    async def afor(x):
        async for _ in x: pass
    for x in (Nothing(), [1], range(2), 5, asyncio.sleep(0)): await aattempt(lambda: afor(x))
    async def ag(): yield 1
    def for_(x):
        for _ in x: pass
    for x in (ag(), Nothing(), asyncio.Queue(), 5, asyncio.sleep): attempt(lambda: for_(x))
    for f in (lambda: asyncio.Lock().nope, lambda: asyncio.Queue().lenght, lambda: asyncio.Event() + 1, lambda: len(asyncio.Queue()), lambda: asyncio.Lock()(), lambda: asyncio.Queue()[0], lambda: -asyncio.Lock(), lambda: asyncio.Event() < asyncio.Event(), lambda: asyncio.Quue, lambda: asyncio.sleep(1, 2, 3), lambda: asyncio.gather(x=1), lambda: asyncio.Queue(maxsize="a").full(), lambda: asyncio.Semaphore(-1), lambda: asyncio.create_task(), lambda: asyncio.wait_for(1), lambda: asyncio.run(), lambda: asyncio.Barrier(0), lambda: asyncio.Lock().release(), lambda: asyncio.TaskGroup().create_task(5)):
        attempt(f)
    c = asyncio.sleep(0)
    for f in (lambda: c.foo, lambda: c + 1, lambda: c(), lambda: c[0], lambda: len(c), lambda: c.result(), lambda: int(c), lambda: c.cancel()): attempt(f)
    t = asyncio.create_task(asyncio.sleep(0))
    for f in (lambda: t.foo, lambda: t + 1, lambda: t(), lambda: t[0], lambda: t.result(), lambda: t.set_result(1), lambda: t.set_exception(1), lambda: t.exception()): attempt(f)
    c.close()
asyncio.run(main())
#%%
import asyncio
class Lock: pass
try:
    with Lock(): pass
except TypeError as e: print(e)
