### calls itself: RecursionError
def f():
    f()

f()

### calls itself without a limit: RecursionError in a browser
import sys
sys.setrecursionlimit(10 ** 9)

def f():
    f()

f()

### catches each RecursionError and goes on: endless
import sys
sys.setrecursionlimit(50)

def f():
    f()

print('begun')
while True:
    try:
        f()
    except RecursionError:
        pass

### shows a list that is too deep: RecursionError
kept = []
for _ in range(20_000):
    kept = [kept]
repr(kept)

### compares lists that are too deep: RecursionError
one, other = [], []
for _ in range(20_000):
    one, other = [one], [other]
one == other

### hashes a tuple that is too deep: RecursionError
kept = ()
for _ in range(20_000):
    kept = (kept,)
hash(kept)

### lets go of lists that are too deep: ends 0
kept = []
for _ in range(50_000):
    kept = [kept]
kept = None
print('after')

### lets go of objects that are too deep: ends 0
class Link:
    def __init__(self, next):
        self.next = next

kept = None
for _ in range(20_000):
    kept = Link(kept)
kept = None
print('after')

### lets go of dictionaries and tuples that are too deep: ends 0
kept = None
for _ in range(20_000):
    kept = {'a': (kept,)}
kept = None
print('after')

### lets go of generators that are too deep: ends 0
def inner(before):
    yield before

kept = None
for _ in range(20_000):
    kept = inner(kept)
    next(kept)
kept = None
print('after')

### lets go of more than there is room for: trap Stack
kept = []
for _ in range(1_000_000):
    kept = [kept]

### copies what is too deep: RecursionError
import copy
kept = []
for _ in range(20_000):
    kept = [kept]
copy.deepcopy(kept)

### writes JSON that is too deep: RecursionError
import json
kept = []
for _ in range(20_000):
    kept = [kept]
json.dumps(kept)

### reads JSON that is too deep: RecursionError
import json
json.loads('[' * 100_000)

### awaits itself: RecursionError
import asyncio

async def f():
    await f()

asyncio.run(f())

### delegates to itself: RecursionError
def f():
    yield from f()

list(f())

### adds itself: RecursionError
class A:
    def __add__(self, other):
        return self + other

A() + A()

### makes itself: RecursionError
class A:
    def __init__(self):
        A()

A()

### looks for itself: RecursionError
class A:
    def __getattr__(self, name):
        return getattr(self, name + '')

A().x

### shows itself: RecursionError
class A:
    def __str__(self):
        return f'{self}'

str(A())

### sorts itself: RecursionError
def key(x):
    return sorted([1, 2], key=key)

key(1)

### runs itself: RecursionError
def f():
    exec('f()', globals())

f()

### wraps an iterator too often: RecursionError
it = iter([1])
for _ in range(100_000):
    it = map(abs, it)
next(it)

### decorates too often: RecursionError
import functools

def f():
    return 1

for _ in range(100_000):
    f = functools.partial(lambda g: g(), f)
f()

### groups exceptions too deep: trap Stack
error = ValueError()
for _ in range(100_000):
    error = ExceptionGroup('more', [error])
error.split(TypeError)

### raises from one another without end: trap Stack
error = None
for number in range(20_000):
    try:
        raise ValueError(number) from error
    except ValueError as caught:
        error = caught
raise error

### a pattern that is too deep: RecursionError
import re
re.compile('(' * 5000 + ')' * 5000)

### asks whether it is one of many: trap Stack
kept = int
for _ in range(100_000):
    kept = (kept,)
isinstance('a', kept)

### a literal that is too deep: trap Stack
import ast
ast.literal_eval('[' * 150 + ']' * 150)
eval('-' * 100_000 + '1')
