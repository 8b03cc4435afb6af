import asyncio
from time import monotonic


async def boil(what, seconds):
    print(what, "on the stove")
    await asyncio.sleep(seconds)
    print(what, "ready")
    return what


async def main():
    start = monotonic()
    print("main: breakfast!")
    first = await boil("coffee", 2)
    print("main: here comes the", first)
    second = await boil("eggs", 3)
    print("main: here come the", second)
    print(f"main: {monotonic() - start:.0f} seconds")


asyncio.run(main())
