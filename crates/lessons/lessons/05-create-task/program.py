import asyncio
from time import monotonic


async def boil(what, seconds):
    print(what, "on the stove")
    await asyncio.sleep(seconds)
    print(what, "ready")
    return what


async def main():
    start = monotonic()
    coffee = asyncio.create_task(boil("coffee", 2))
    eggs = asyncio.create_task(boil("eggs", 3))
    print("main: both are ordered")
    print("main: here come the", await eggs)
    print("main: here comes the", await coffee)
    print(f"main: {monotonic() - start:.0f} seconds")


asyncio.run(main())
