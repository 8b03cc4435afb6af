### computes for ever: endless
print('begun')
while True:
    pass

### catches whatever would end it: endless
print('begun')
while True:
    try:
        while True:
            pass
    except BaseException:
        continue

### is held fast by its finally: endless
print('begun')
try:
    raise ValueError
finally:
    while True:
        pass

### is held fast by the handler of an exception: endless
print('begun')
try:
    1 / 0
except ZeroDivisionError:
    while True:
        pass

### computes for ever as it is let go of: endless
class Clingy:
    def __del__(self):
        print('begun')
        while True:
            pass

it = Clingy()
del it

### computes for ever to show itself: endless
class Vain:
    def __repr__(self):
        print('begun')
        while True:
            pass

print([Vain()])

### computes for ever in a generator: endless
def numbers():
    print('begun')
    while True:
        pass
    yield 1

list(numbers())

### computes for ever while a class is made: endless
class Made:
    print('begun')
    while True:
        pass

### computes for ever in a callback: endless
import asyncio

def callback():
    print('begun')
    while True:
        pass

async def main():
    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(1)

asyncio.run(main())

### computes for ever in the loop's exception handler: endless
import asyncio

def handler(loop, context):
    print('begun')
    while True:
        pass

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(1)

asyncio.run(main())

### computes for ever at its exit: endless
import atexit

def last():
    print('begun')
    while True:
        pass

atexit.register(last)

### computes for ever in one call of the library: endless inside
import itertools
print('begun')
sum(itertools.repeat(0))

### tries every way to match: endless inside
import re
print('begun')
re.match(r'(a|a)*$', 'a' * 64 + 'b')

### reckons with a number that has no end: endless inside
print('begun')
print(len(str(7 ** 7 ** 9) if False else bin(7 ** 7 ** 9)))

### never waits for its own task: endless
import asyncio

async def other():
    print('never')

async def main():
    task = asyncio.create_task(other())
    print('begun')
    while not task.done():
        pass

asyncio.run(main())

### refuses to be cancelled: horizon
import asyncio

async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print('no')

async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    while True:
        task.cancel()
        await asyncio.sleep(1)

asyncio.run(main())

### refuses to end with its main: horizon
import asyncio

async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
        except BaseException:
            print('no')

async def main():
    asyncio.create_task(stubborn())
    await asyncio.sleep(0)

asyncio.run(main())

### sleeps for ever on its thread: full
import time

while True:
    time.sleep(60)
