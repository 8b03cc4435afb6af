import asyncio


async def watchman():
    try:
        while True:
            print("watchman: all quiet")
            await asyncio.sleep(2)
    finally:
        print("watchman: locking up")
        await asyncio.sleep(1)
        print("watchman: gone home")


async def main():
    global loop
    loop = asyncio.get_running_loop()
    watch = asyncio.create_task(watchman())
    await asyncio.sleep(3)
    print("main: done; watch done?", watch.done())
    return "report"


print("before run")
result = asyncio.run(main())
print("after run:", result)
print("loop closed?", loop.is_closed())
