"""The rows of the benchmarks on Python's asyncio, for the table to read.

    python bench.py [--loop asyncio|uvloop] [--divide N] [--seconds S] [row …]

Each row is the work of the same name in src/row.rs, divided by N in size (by
ten unless told), from making the loop to closing it. A line a row: its name,
the fastest sample and the median, in nanoseconds for one operation. Rows with
timers run on a loop whose clock jumps to the next deadline, so that nobody
really sleeps; uvloop has no such clock, so it has no such rows.
"""

import asyncio
import gc
import sys
import time
import tracemalloc

THOUSAND, TURNS, DEPTH, HORIZON = 1_000, 10, 1_000, 1_000_000
ROOM, CROWD = 64, 100


class Jumping(asyncio.BaseEventLoop):
    """A loop without input and output, on virtual time."""

    def __init__(self):
        super().__init__()
        self._selector = self
        self.now = 0.0

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("every task waits for ever")
        self.now += timeout
        return ()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def deadlines(count):
    """The same as `seconds` in src/row.rs."""
    mask = (1 << 64) - 1
    for i in range(count):
        z = (i + 1) * 0x9E3779B97F4A7C15 & mask
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        yield ((z ^ z >> 31) % HORIZON + 1) / 1000


async def join(tasks):
    total = 0
    for task in tasks:
        total += await task
    return total


async def give(i):
    return i


async def spawn(size, _):
    create = asyncio.create_task
    return await join([create(give(i)) for i in range(size)])


async def spawn_await(size, _):
    total = 0
    for i in range(size):
        total += await asyncio.create_task(give(i))
    return total


async def give_way(times, _=None):
    for _ in range(times):
        await asyncio.sleep(0)
    return times


async def take_turns(tasks, turns):
    return await join([asyncio.create_task(give_way(turns)) for _ in range(tasks)])


async def yield_thousand(size, _):
    return await take_turns(THOUSAND, size // THOUSAND)


async def yield_all(size, _):
    return await take_turns(size, TURNS)


async def sleeper(i, delay):
    await asyncio.sleep(delay)
    return i


async def sleep(size, delays):
    create = asyncio.create_task
    return await join([create(sleeper(i, delays[i])) for i in range(size)])


async def call_later(size, delays):
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    called = 0

    def tick():
        nonlocal called
        called += 1
        if called == size:
            over.set_result(size)

    for delay in delays:
        loop.call_later(delay, tick)
    return await over


async def cancel(size, delays):
    create = asyncio.create_task
    tasks = [create(sleeper(i, delays[i])) for i in range(size)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    total = 0
    for task in tasks:
        try:
            total += await task
        except asyncio.CancelledError:
            total += 1
    return total


async def produce(queue, size):
    for i in range(size):
        await queue.put(i)
    return 0


async def consume(queue, size):
    total = 0
    for _ in range(size):
        total += await queue.get()
    return total


async def pass_on(size, room):
    queue = asyncio.Queue(room)
    create = asyncio.create_task
    return await join([create(produce(queue, size)), create(consume(queue, size))])


async def queue_one(size, _):
    return await pass_on(size, 1)


async def queue_many(size, _):
    return await pass_on(size, ROOM)


async def hold(lock, times):
    for _ in range(times):
        async with lock:
            await asyncio.sleep(0)
    return times


async def lock(size, _):
    it = asyncio.Lock()
    return await join([asyncio.create_task(hold(it, size // CROWD)) for _ in range(CROWD)])


async def turn(i):
    await asyncio.sleep(0)
    return i


async def gather(size, _):
    return sum(await asyncio.gather(*[turn(i) for i in range(size)]))


async def nest(depth):
    if depth == 1:
        await asyncio.sleep(0)
        return 1
    return await nest(depth - 1) + 1


async def inline(size, _):
    total = 0
    for _ in range(size // DEPTH):
        total += await nest(DEPTH)
    return total


async def link(left, _=None):
    if left == 1:
        return 1
    return await asyncio.create_task(link(left - 1)) + 1


def triangle(size):
    return size * (size - 1) // 2


def same(size):
    return size


# The size in the table, the work, what it comes to, operations for each unit of
# size, whether it needs a clock that jumps.
ROWS = {
    "spawn": (1_000_000, spawn, triangle, 1, False),
    "spawn-await": (1_000_000, spawn_await, triangle, 1, False),
    "yield-one": (1_000_000, give_way, same, 1, False),
    "yield-thousand": (1_000_000, yield_thousand, same, 1, False),
    "yield-all": (100_000, yield_all, lambda size: size * TURNS, TURNS, False),
    "sleep": (1_000_000, sleep, triangle, 1, True),
    "call-later": (1_000_000, call_later, same, 1, True),
    "cancel": (100_000, cancel, lambda size: (size // 2) ** 2 + -(-size // 2), 1, True),
    "queue-one": (1_000_000, queue_one, triangle, 1, False),
    "queue-many": (1_000_000, queue_many, triangle, 1, False),
    "lock": (1_000_000, lock, same, 1, False),
    "gather": (10_000, gather, triangle, 1, False),
    "inline": (1_000_000, inline, same, 1, False),
    "chain": (10_000, link, same, 1, False),
}


def loops(name):
    """How to make a loop, and one whose clock jumps, if there is one."""
    if sys.platform == "emscripten":
        # Pyodide's own loop, which is the browser's, counts as running all along.
        asyncio._set_running_loop(None)
        return Jumping, Jumping
    if name == "uvloop":
        import uvloop

        return uvloop.new_event_loop, None
    return asyncio.new_event_loop, Jumping


def measure(make, work, size, delays, answer):
    began = time.perf_counter_ns()
    loop = make()
    got = loop.run_until_complete(work(size, delays))
    loop.close()
    took = time.perf_counter_ns() - began
    assert got == answer, f"{work.__name__} gave {got} for {answer}"
    return took


def timings(name, divide, seconds, make, jumping):
    size, work, answer, operations, timed = ROWS[name]
    make = jumping if timed else make
    if make is None:
        return None
    # What is not many to begin with is not divided.
    size = size if size <= 10_000 else size // divide
    delays = list(deadlines(size)) if timed else ()
    samples = []
    ends = time.perf_counter() + seconds
    # The first round warms up. Without any time, one more has to do.
    least = 4 if seconds > 0 else 2
    while len(samples) < least or (time.perf_counter() < ends and len(samples) < 50):
        gc.collect()
        took = measure(make, work, size, delays, answer(size))
        samples.append(took / (size * operations))
    samples = sorted(samples[1:])
    return samples[0], samples[len(samples) // 2]


def idle(make, count):
    """Bytes for each task that waits for a future of its own."""
    loop = make()
    tasks = []

    async def wait(future):
        return await future

    async def main():
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(count):
            tasks.append(asyncio.create_task(wait(loop.create_future())))
        await asyncio.sleep(0)
        held = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return held / count

    try:
        return loop.run_until_complete(main())
    finally:
        loop.close()


def main(arguments, write):
    arguments = list(arguments)
    options = {"--loop": "asyncio", "--divide": "10", "--seconds": "1.5"}
    rows = []
    while arguments:
        argument = arguments.pop(0)
        if argument in options:
            options[argument] = arguments.pop(0)
        elif argument in ROWS:
            rows.append(argument)
        else:
            sys.exit(f"there is no row and no option `{argument}`\n{__doc__}")
    divide, seconds = int(options["--divide"]), float(options["--seconds"])
    make, jumping = loops(options["--loop"])
    sys.setrecursionlimit(20_000)
    write(f"version\t{sys.version.split()[0]}")
    for name in rows or ROWS:
        found = timings(name, divide, seconds, make, jumping)
        if found:
            write(f"{name}\t{found[0]:.1f}\t{found[1]:.1f}")
    if not rows:
        held = idle(make, 100_000 // divide)
        write(f"idle\t{held:.0f}\t{held:.0f}")


if __name__ == "__main__":
    main(sys.argv[1:], lambda line: print(line, flush=True))
