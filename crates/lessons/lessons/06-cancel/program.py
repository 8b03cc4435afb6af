import asyncio


async def quitter():
    asyncio.current_task().cancel()
    print("quitter: cancelled, and still talking")
    await asyncio.sleep(1)
    print("quitter: nobody hears this")


async def worker():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        print("worker: asked to stop, tidying up")
        await asyncio.sleep(1)
        raise


async def main():
    quits = asyncio.create_task(quitter())
    work = asyncio.create_task(worker())
    await asyncio.sleep(2)
    work.cancel()
    print("main: cancelled?", work.cancelled())
    try:
        await work
    except asyncio.CancelledError:
        print("main: cancelled?", work.cancelled())


asyncio.run(main())
