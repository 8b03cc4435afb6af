import asyncio, sys

async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i

async def again():
    try:
        1 / 0
    except ZeroDivisionError:
        async for n in numbers(2):
            print(n, repr(sys.exception()))
        print(repr(sys.exception()))
        raise

async def with_context():
    try:
        1 / 0
    except ZeroDivisionError:
        async for n in numbers(1): pass
        raise KeyError("k")

async def last():
    try:
        1 / 0
    except ZeroDivisionError:
        async for n in numbers(1): pass
    print("after", sys.exception())
    try:
        raise ValueError("v")
    except ValueError as e:
        print(repr(e), e.__context__)

async def inner():
    try:
        await asyncio.sleep(5)
    except BaseException:
        try:
            async for task in asyncio.as_completed([asyncio.create_task(asyncio.sleep(0.2, "t"))], timeout=1):
                print(task.result())
        except TimeoutError:
            print("late")
        else:
            print("else", repr(sys.exception()))
        finally:
            print("finally", repr(sys.exception()))
        raise

async def several():
    for error in (ValueError("a"), KeyError("b")):
        try:
            try:
                raise error
            finally:
                squares = [n * n async for n in numbers(3)]
                async for n in numbers(1):
                    async for m in numbers(1): pass
                print(squares, repr(sys.exception()))
        except Exception as e:
            print("out", repr(e), e.__context__, repr(sys.exception()))
        print(sys.exception())

async def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        async with asyncio.timeout(1):
            async for n in numbers(1):
                raise IndexError(n)

async def generator():
    try:
        1 / 0
    except ZeroDivisionError:
        async for n in numbers(2):
            yield n
        yield repr(sys.exception())
        raise

async def nested():
    try:
        raise OSError("outer")
    except OSError:
        try:
            raise ValueError("inner")
        except ValueError:
            async for n in numbers(1): pass
            print(repr(sys.exception()))
        print(repr(sys.exception()))
        async for n in numbers(1): pass
        print(repr(sys.exception()))
        raise

async def main():
    for each in (again, with_context, last, several, fails, nested):
        try:
            await each()
        except Exception as e:
            print(each.__name__, repr(e), repr(e.__context__))
    task = asyncio.create_task(inner())
    await asyncio.sleep(0.1)
    task.cancel("m")
    try:
        await task
    except BaseException as e:
        print("inner", repr(e))
    try:
        async for said in generator():
            print(said)
    except ZeroDivisionError as e:
        print("generator", repr(e))
    print(sys.exception())

asyncio.run(main())
#%%
import asyncio
exec("""
async def numbers():
    yield 1

async def main():
    try:
        1 / 0
    except ZeroDivisionError:
        async for n in numbers():
            print(n)
        raise
""")
try:
    asyncio.run(main())
except ZeroDivisionError as e:
    print(repr(e))
