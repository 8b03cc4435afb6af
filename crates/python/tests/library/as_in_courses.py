import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, aclosing, suppress, nullcontext
@asynccontextmanager
async def conn(name, fail=False):
    print("open", name)
    await asyncio.sleep(0.1)
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e); raise
    finally:
        await asyncio.sleep(0.1)
        print("close", name)
async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.05)
            yield i
    finally:
        print("numbers closed")
async def main():
    async with AsyncExitStack() as stack:
        a = await stack.enter_async_context(conn("a"))
        b = await stack.enter_async_context(conn("b"))
        stack.push_async_callback(asyncio.sleep, 0.01)
        stack.callback(print, "callback")
        print(a, b)
    try:
        async with conn("c"):
            raise ValueError("boom")
    except ValueError as e:
        print(type(e).__name__, e, e.__context__, e.__cause__)
    async with aclosing(numbers(10)) as it:
        async for i in it:
            if i == 3: break
            print(i)
    print([i async for i in numbers(3)], {i: i*i async for i in numbers(2)}, sum([x async for x in numbers(4) if x % 2]))
    async with nullcontext(5) as five: print(five)
    with suppress(asyncio.TimeoutError):
        async with asyncio.timeout(0.05):
            async with conn("slow"): pass
    print("end")
asyncio.run(main())
#%%
import asyncio
from dataclasses import dataclass, field, replace, asdict
from enum import StrEnum, IntFlag, auto
from typing import Protocol, NamedTuple, TypedDict, Self, override, Literal, assert_never
class Color(StrEnum):
    RED = auto(); BLUE = auto()
class Perm(IntFlag):
    R = 4; W = 2; X = 1
@dataclass(order=True, slots=True, frozen=True)
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list, compare=False)
    def moved(self, dx) -> Self: return replace(self, x=self.x + dx)
class Box[T]:
    def __init__(self, item: T): self.item = item
    def __repr__(self): return f"Box({self.item!r})"
def first[T](items: list[T]) -> T: return items[0]
type Pair[A] = tuple[A, A]
def describe(thing):
    match thing:
        case Point(x=0, y=0): return "origin"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case [Point() as p, *rest]: return f"list of {len(rest) + 1} from {p}"
        case {"kind": "a" | "b" as kind, **others}: return f"{kind} {others}"
        case str() | bytes(): return "text"
        case Color.RED: return "red"
        case (1 | 2 | 3) as n: return f"small {n}"
        case None: return "nothing"
        case _: return "other"
print(Color.RED, repr(Color.BLUE), Perm.R | Perm.W, ~Perm.X, Perm(5), list(Perm))
p = Point(1, 2, ["a"])
print(p, p.moved(3), asdict(p), Point(1) < Point(2), hash(Point(1)) == hash(Point(1)) if False else "")
try: p.x = 3
except Exception as e: print(type(e).__name__, e)
for thing in (Point(0), Point(2, 2), [Point(1), 2, 3], {"kind": "a", "z": 1}, "x", Color.RED, 2, None, 3.5): print(describe(thing))
print(Box[int], Box(3), first([4, 5]), Pair, Pair.__value__, Box.__type_params__)
class N(NamedTuple):
    a: int
    b: str = "x"
print(N(1), N(1)._replace(b="y"), N._fields, N(2)._asdict())
async def main():
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(asyncio.sleep(i / 10, Point(i)), name=f"p{i}") for i in range(3)]
    print([describe(t.result()) for t in ts], [t.get_name() for t in ts])
asyncio.run(main())
#%%
import asyncio, random, heapq, itertools, collections
random.seed(7)
async def producer(q, n):
    for i in range(n):
        await asyncio.sleep(random.uniform(0.01, 0.1))
        await q.put((random.randint(1, 9), i))
    print("producer done")
async def consumer(name, q, out):
    while True:
        try: prio, item = await q.get()
        except asyncio.QueueShutDown:
            print(name, "shut down"); return
        out.append((name, prio, item))
        await asyncio.sleep(0.05)
        q.task_done()
async def main():
    for Q in (asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue):
        q = Q(maxsize=3); out = []
        async with asyncio.TaskGroup() as tg:
            for n in "ab": tg.create_task(consumer(n, q, out))
            await tg.create_task(producer(q, 6))
            await q.join()
            q.shutdown()
        print(Q.__name__, out)
    q = asyncio.Queue(1)
    q.put_nowait(1)
    for f in (lambda: q.put_nowait(2), lambda: (q.get_nowait(), q.get_nowait())):
        try: f()
        except Exception as e: print(type(e).__name__, e.args)
    print(q, q.empty(), q.full(), q.qsize(), q.maxsize)
    try: q.task_done(); q.task_done()
    except ValueError as e: print(e)
    q.shutdown(immediate=True)
    try: await q.put(1)
    except asyncio.QueueShutDown as e: print("down", e.args)
    print(collections.Counter("abracadabra").most_common(2), list(itertools.batched("abcdefg", 3)), list(itertools.pairwise([1,2,3])), heapq.nsmallest(2, [5,1,4]), list(itertools.accumulate([1,2,3])))
    print(random.random(), random.choice("abc"), random.sample(range(10), 3), random.shuffle(l := list(range(5))), l, random.gauss(0, 1), random.choices("ab", [1, 3], k=4))
asyncio.run(main())
#%%
import asyncio, logging, warnings, sys
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)
log = logging.getLogger("app")
async def job(n):
    log.info("start %d", n)
    await asyncio.sleep(n / 10)
    if n == 2:
        log.warning("trouble in %s", asyncio.current_task().get_name())
        raise RuntimeError(f"job {n}")
    log.debug("done %d", n)
    return n
async def main():
    ts = [asyncio.create_task(job(i), name=f"job-{i}") for i in range(4)]
    for t in ts:
        try: print(await t)
        except RuntimeError: log.exception("it failed")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: log.error("handler %s %r", c["message"], c.get("exception")))
    loop.call_soon(lambda: {}["k"])
    asyncio.create_task(job(2), name="lost")
    await asyncio.sleep(0.5)
    import gc; gc.collect()
    loop.call_exception_handler({"message": "custom", "exception": ValueError(1)})
    warnings.warn("old thing", DeprecationWarning, stacklevel=1)
    warnings.warn("user thing")
    job(9)
    await asyncio.sleep(0)
asyncio.run(main(), debug=False)
#%%
import asyncio, inspect, types
class Awaitable:
    def __await__(self):
        print("awaiting"); x = yield from asyncio.sleep(0.1, "r").__await__(); return x
class Steps:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n <= 0: raise StopAsyncIteration
        self.n -= 1; await asyncio.sleep(0); return self.n
@types.coroutine
def old():
    v = yield; return v
def gen():
    got = yield 1; print("got", got)
    try: yield 2
    except ValueError as e: print("gen", e); yield 3
    return 4
async def coro(): return 5
async def agen():
    x = yield 1; print("x", x); yield 2
async def main():
    print(await Awaitable(), [i async for i in Steps(3)], await old())
    c = coro()
    try: c.send(None)
    except StopIteration as e: print("value", e.value)
    try: c.send(None)
    except RuntimeError as e: print(e)
    print(inspect.iscoroutinefunction(coro), inspect.isawaitable(Awaitable()), inspect.isasyncgenfunction(agen), inspect.getcoroutinestate(c), inspect.signature(Steps.__init__))
    g = gen(); print(next(g), g.send("hi"), g.throw(ValueError("v")))
    try: next(g)
    except StopIteration as e: print(e.value)
    a = agen(); print(await anext(a), await a.asend("s"), await anext(a, "default"))
    try: await 5
    except TypeError as e: print(e)
    try: await coro
    except TypeError as e: print(e)
    try:
        async with Steps(1): pass
    except TypeError as e: print(e)
    try:
        async for _ in [1]: pass
    except TypeError as e: print(e)
    try:
        for _ in Steps(2): pass
    except TypeError as e: print(e)
    try: asyncio.create_task(coro)
    except TypeError as e: print(e)
    try: asyncio.run(coro())
    except RuntimeError as e: print(e)
    try: await asyncio.gather(1)
    except TypeError as e: print(e)
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait_for(asyncio.sleep(1), "x")
    except TypeError as e: print(e)
    try: await asyncio.sleep("1")
    except TypeError as e: print(e)
    fut = asyncio.Future()
    try: fut.result()
    except asyncio.InvalidStateError as e: print(e)
    fut.set_result(1)
    try: fut.set_result(2)
    except asyncio.InvalidStateError as e: print(e)
    try: fut.set_exception(StopIteration())
    except Exception as e: print(type(e), e)
    print(coro, agen, g, Steps, asyncio.sleep, fut)
try: asyncio.run(5)
except (TypeError, ValueError) as e: print(type(e).__name__, e)
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
asyncio.run(main())
