### exits from a callback: ends 3
import asyncio

async def main():
    asyncio.get_running_loop().call_soon(exit_now)
    await asyncio.sleep(1)

def exit_now():
    raise SystemExit(3)

asyncio.run(main())

### exits from a task: ends 4
import asyncio
import sys

async def leave():
    sys.exit(4)

async def main():
    asyncio.create_task(leave())
    await asyncio.sleep(1)

asyncio.run(main())

### exits at once: ends 5
import os
try:
    os._exit(5)
finally:
    print('not this')

### exits with a story: ends 1
import sys
sys.exit('a' * 1_000_000)

### interrupts itself: ends 130
raise KeyboardInterrupt

### interrupts a task: ends 130
import asyncio

async def main():
    raise KeyboardInterrupt

asyncio.run(main())

### exits from its exit: ends 0
import atexit
import sys

def last():
    sys.exit(7)

for _ in range(100):
    atexit.register(last)
print('after')

### exits while it is let go of: ends 0
class It:
    def __del__(self):
        raise SystemExit(3)

it = It()
del it
print('after')

### aborts: AttributeError
import os
os.abort()

### kills itself: OSError
import os
import signal
os.kill(os.getpid(), signal.SIGKILL)
