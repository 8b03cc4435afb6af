### keeps every object it makes: MemoryError
kept = []
while True:
    kept.append(object())

### keeps every list: MemoryError
kept = []
while True:
    kept.append([[], []])

### keeps numbers in a list, and calls nothing: MemoryError
kept = []
while True:
    kept += [1] * 100_000

### fills a dictionary: MemoryError
kept = {}
number = 0
while True:
    kept[number] = number
    number += 1

### fills a set in a comprehension: MemoryError
kept = {number for number in iter(int, 1.5) for number in range(10 ** 9)}

### lists what has no end: trap Memory
import itertools
list(itertools.count())

### doubles a text: MemoryError
text = 'a'
while True:
    text += text

### doubles bytes: MemoryError
data = bytearray(b'a')
while True:
    data += bytes(data)

### repeats a list too often: MemoryError
kept = [0] * 10 ** 10

### asks for all bytes at once: MemoryError
kept = bytes(10 ** 11)

### pads a text too far: MemoryError
text = 'a'.ljust(10 ** 11)

### shifts a number too far: MemoryError
number = 1 << 10 ** 12

### squares a number for ever: MemoryError
number = 10 ** 1_000_000
while True:
    number *= number

### joins what has no end: trap Memory
import itertools
''.join(itertools.repeat('a' * 1000))

### queues for ever: MemoryError
import asyncio

async def main():
    queue = asyncio.Queue()
    while True:
        queue.put_nowait(bytes(1000))

asyncio.run(main())

### frees what it held, and goes on: ends 0
kept = []
try:
    while True:
        kept.append(bytes(1000))
except MemoryError:
    kept.clear()
again = [object() for _ in range(100_000)]
print('goes on')

### catches each MemoryError and asks for more: MemoryError
kept = []
while True:
    try:
        while True:
            kept.append(bytes(1000))
    except MemoryError:
        print('more')

### grows from callback to callback: MemoryError
import asyncio
kept = []

def grow(loop):
    kept.append(bytes(100_000))
    loop.call_soon(grow, loop)

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(grow, loop)
    await asyncio.sleep(1)

asyncio.run(main())

### holds exceptions that hold each other: MemoryError
error = None
while True:
    error = ExceptionGroup('more', [error or ValueError(), ValueError()])
