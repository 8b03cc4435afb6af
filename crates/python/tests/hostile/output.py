### prints for ever: full
while True:
    print('a line')

### prints one line for ever: full
while True:
    print('a', end='')

### prints a line of many millions: full
print('a' * 50_000_000)

### writes no text at all, for ever: endless
print('begun')
while True:
    print(end='')

### writes to both streams in turn: full
import sys
while True:
    print('out')
    print('err', file=sys.stderr)

### prints what no terminal shows: ends 0
print('\0\x07\x1b[2J\x1b]0;title\x07\u202eright to left\u2066\r over\b\x7f\ud800\udfff\ufeff\u2028\u2029' + 'e\u0301' * 1000)
print('after')

### prints what would be markup: ends 0
print('<script>document.title = 1</script><img src=x onerror=alert(1)>&amp;{{x}}${y}')
print('after')

### names things with no end: ends 0
import asyncio

async def main():
    task = asyncio.create_task(asyncio.sleep(0), name='n' * 1_000_000)
    await task
    print(len(repr(task)) > 1_000_000)

asyncio.run(main())

### fails with a very long message: ValueError
raise ValueError('a' * 500_000)

### warns for ever: full
import warnings
warnings.simplefilter('always')
while True:
    warnings.warn('careful')

### logs for ever: full
import logging
while True:
    logging.error('careful')

### shows a traceback for ever: full
import traceback
while True:
    try:
        1 / 0
    except ZeroDivisionError:
        traceback.print_exc()
