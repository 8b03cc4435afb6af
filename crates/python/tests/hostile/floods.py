### a hundred thousand tasks: full
import asyncio

async def task():
    await asyncio.sleep(1)

async def main():
    await asyncio.gather(*[task() for _ in range(100_000)])

asyncio.run(main())

### tasks that make tasks: full
import asyncio

async def more():
    asyncio.create_task(more())
    asyncio.create_task(more())
    await asyncio.Event().wait()

asyncio.run(more())

### a callback that calls itself: full
import asyncio

async def main():
    loop = asyncio.get_running_loop()

    def again():
        loop.call_soon(again)

    again()
    await asyncio.Event().wait()

asyncio.run(main())

### timers without number: full
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    while True:
        loop.call_later(1, print)

asyncio.run(main())

### sleeps of nothing, for ever: full
import asyncio

async def main():
    while True:
        await asyncio.sleep(0)

asyncio.run(main())

### sleeps of no length that there is: ends 0
import asyncio

async def main():
    for delay in (-1, -10 ** 30, float('-inf'), 1e-320):
        await asyncio.sleep(delay)
    try:
        await asyncio.sleep(float('nan'))
    except ValueError as error:
        print(error)
    print('after')

asyncio.run(main())

### sleeps until the end of time: deadlocked
import asyncio
asyncio.run(asyncio.sleep(float('inf')))

### a deadline that no clock reaches: horizon
import asyncio
asyncio.run(asyncio.sleep(1e308))

### asks for input for ever: asks
while True:
    input('again? ')

### waits for buttons that nobody presses: waits
import asyncio
from playground import button

async def main():
    for number in range(1000):
        button(f'button {number}', print)
    await asyncio.Event().wait()

asyncio.run(main())

### all wait for each other: deadlocked
import asyncio

async def main():
    first, second = asyncio.Lock(), asyncio.Lock()

    async def both(one, other):
        async with one:
            await asyncio.sleep(0)
            async with other:
                pass

    await asyncio.gather(both(first, second), both(second, first))

asyncio.run(main())

### exceptions that nobody takes, in numbers: ends 0
import asyncio

async def fail():
    raise ValueError

async def main():
    tasks = [asyncio.create_task(fail()) for _ in range(1000)]
    await asyncio.sleep(0)

asyncio.run(main())
print('after')

### asynchronous generators that are left open: ends 0
import asyncio

async def numbers():
    try:
        while True:
            yield 1
    finally:
        await asyncio.sleep(1)

async def main():
    for _ in range(100):
        async for number in numbers():
            break

asyncio.run(main())
print('after')

### a group of failures in groups: ExceptionGroup
import asyncio

async def fail(depth):
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(fail(depth - 1) if depth else asyncio.sleep(-1, 1 / 0 if depth == 0 else 1))

asyncio.run(fail(4))
