import asyncio


async def sleeper(name, seconds):
    print(name, "goes to bed")
    await asyncio.sleep(seconds)
    print(name, "gets up")


async def main():
    print("main: good night")
    await asyncio.gather(
        sleeper("Ann", 3),
        sleeper("Ben", 1),
        sleeper("Cleo", 2),
    )
    print("main: good morning")


asyncio.run(main())
