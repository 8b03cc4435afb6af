import asyncio
from time import monotonic


async def boil(what, seconds):
    print(what, "on the stove")
    await asyncio.sleep(seconds)
    print(what, "ready")
    return what


async def main():
    start = monotonic()
    coffee = boil("coffee", 2)
    eggs = boil("eggs", 3)
    print("main: both are ordered")
    print("main: here comes the", await coffee)
    print("main: here come the", await eggs)
    print(f"main: {monotonic() - start:.0f} seconds")


asyncio.run(main())
