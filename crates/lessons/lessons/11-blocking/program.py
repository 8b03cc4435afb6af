import asyncio
import time


async def ticker():
    for n in range(1, 5):
        await asyncio.sleep(1)
        print("tick", n)


async def hog():
    print("hog: just a moment")
    time.sleep(2)
    print("hog: thank you")


async def main():
    clock = asyncio.create_task(ticker())
    await asyncio.sleep(1.5)
    await hog()
    print("main: waiting for the clock")
    await clock


asyncio.run(main())
