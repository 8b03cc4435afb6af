### replaces standard output: ends 0
import sys

class Out:
    def write(self, text):
        raise ValueError

sys.stdout = Out()
try:
    print('lost')
except ValueError:
    sys.stdout = sys.__stdout__
print('after')

### takes standard output away: ends 1
import sys
sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None
print('lost')
raise ValueError

### forgets how to print: NameError
import builtins
del builtins.print
print('lost')

### forgets everything: NameError
import builtins
builtins.__dict__.clear()
print('lost')

### forgets its modules: ends 0
import sys
sys.modules.clear()
print('after')

### breaks asyncio while it runs: TypeError
import asyncio

async def main():
    asyncio.Future = asyncio.Task = asyncio.sleep = None
    asyncio.events.Handle._run = None
    await asyncio.sleep(1)

asyncio.run(main())

### breaks the loop's own methods: deadlocked
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    type(loop).call_soon = None
    type(loop)._push = None
    asyncio.create_task(asyncio.sleep(0))

asyncio.run(main())

### closes the loop it runs in: RuntimeError
import asyncio

async def main():
    asyncio.get_running_loop().close()

asyncio.run(main())

### stops the loop it runs in: RuntimeError
import asyncio

async def main():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(1)

asyncio.run(main())

### runs a loop in a loop: RuntimeError
import asyncio

async def main():
    asyncio.new_event_loop().run_until_complete(asyncio.sleep(0))

asyncio.run(main())

### makes loops without number: ends 0
import asyncio
for _ in range(300):
    asyncio.run(asyncio.sleep(0))
print('after')

### awaits itself: RuntimeError
import asyncio

async def main():
    await asyncio.current_task()

asyncio.run(main())

### an awaitable that gives what it may not: RuntimeError
import asyncio

class Odd:
    def __await__(self):
        yield 17

async def main():
    await Odd()

asyncio.run(main())

### an exception that cannot be shown: Shy
class Shy(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__

raise Shy

### hides behind every name: SystemError
class Liar:
    def __getattribute__(self, name):
        raise SystemError(name)

    def __eq__(self, other):
        raise SystemError

    __hash__ = None

import asyncio
asyncio.run(Liar())

### weak references call back and fail: ends 0
import gc
import weakref

class It:
    pass

def fail(reference):
    raise ValueError

kept = []
for _ in range(100):
    it = It()
    it.itself = it
    kept.append(weakref.ref(it, fail))
del it
gc.collect()
print('after')

### comes back as it is let go of: ends 0
import gc
back = []

class It:
    def __del__(self):
        back.append(self)

for _ in range(1000):
    it = It()
    it.itself = it
del it
gc.collect()
back.clear()
gc.collect()
print('after')

### collects garbage in its own collector: ends 0
import gc
gc.set_threshold(1)
gc.callbacks.append(lambda phase, info: [[], {}, gc.collect()])
kept = [[number] for number in range(1000)]
print('after')

### turns the collector off: ends 0
import gc
gc.disable()
for _ in range(100_000):
    it = []
    it.append(it)
print('after')

### traces itself with failures: ends 0
import sys

def trace(*_):
    raise ValueError

try:
    sys.settrace(trace)
    (lambda: 1)()
except ValueError:
    print('after')

### monitors itself for ever: full
import sys
tool = sys.monitoring
tool.use_tool_id(1, 'me')
tool.register_callback(1, tool.events.JUMP, lambda *_: print('jump'))
tool.set_events(1, tool.events.JUMP)
while True:
    pass

### imports what is not here: ends 0
for name in ('os', 'socket', 'subprocess', 'threading', 'multiprocessing', 'ctypes', 'numpy', '..', '', 'a' * 10_000, 'asyncio.nothing', '__main__', 'sys\0'):
    try:
        __import__(name)
    except (ImportError, ValueError) as error:
        type(error)
print('after')

### reaches for the machine: ends 0
def attempts():
    yield lambda: open('/etc/passwd')
    yield lambda: __import__('os').system('ls')
    yield lambda: __import__('os').fork()
    yield lambda: __import__('socket').socket()
    yield lambda: __import__('subprocess').run(['ls'])
    yield lambda: __import__('threading').Thread(target=print).start()
    yield lambda: __import__('_thread').start_new_thread(print, ())
    yield lambda: __import__('js').eval('1')

for attempt in attempts():
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__)
print('after')

### makes code of its own: ValueError
import types
code = (lambda: 1).__code__
for size in (0, 1, 10 ** 6):
    try:
        exec(code.replace(co_stacksize=size))
    except Exception as error:
        print(type(error).__name__)
raise ValueError

### takes away the ears of whoever runs it: ValueError
import sys
for tool in (4, 5):
    for change in ('free_tool_id', 'clear_tool_id'):
        try:
            getattr(sys.monitoring, change)(tool)
        except ValueError:
            print(change)
sys.monitoring.set_events(5, 0)

### prints while garbage is collected: ends 0
import asyncio
import gc
class Loud:
    def __str__(self):
        class Ring:
            def __del__(self):
                print('collected')
        ring = Ring()
        ring.ring = ring
        return 'printed'

async def main():
    loop = asyncio.get_running_loop()
    for _ in range(50):
        loop.call_soon(print, Loud())
    await asyncio.sleep(0)

gc.set_threshold(3)
asyncio.run(main())

### has names that are no text: ends 0
import asyncio
async def main():
    code = compile('loop.create_future(); asyncio.Lock(); print(loop.time())', 'x', 'exec')
    for file in ('\ud800', '<x>'):
        odd = code.replace(co_name='\ud801', co_filename=file)
        exec(odd, {'loop': asyncio.get_running_loop(), 'asyncio': asyncio})
    await asyncio.sleep(0)

asyncio.run(main())

### has a metaclass that is asked about its classes: ends 0
import asyncio
class Meta(type):
    @property
    def __module__(cls):
        raise SystemExit(3)

class Own(asyncio.Queue, metaclass=Meta):
    pass

async def main():
    await Own().put(1)

asyncio.run(main())
