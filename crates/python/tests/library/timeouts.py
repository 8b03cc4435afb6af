import asyncio
async def slow():
    try: await asyncio.sleep(10)
    finally: print("cleanup")
async def main():
    try: await asyncio.wait_for(slow(), 0.5)
    except asyncio.TimeoutError as e: print("timeout", repr(e), repr(e.__cause__))
    try:
        async with asyncio.timeout(0.1) as cm:
            await slow()
    except TimeoutError: print(cm.expired(), cm)
    async with asyncio.timeout(None) as cm:
        cm.reschedule(asyncio.get_running_loop().time() + 1)
        await asyncio.sleep(.5)
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1): await asyncio.sleep(0)
    except TimeoutError: print("at")
    done, pending = await asyncio.wait([asyncio.create_task(slow()), asyncio.create_task(asyncio.sleep(.1, "v"))], timeout=1, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    for c in asyncio.as_completed([asyncio.sleep(.2, 2), asyncio.sleep(.1, 1)]): print(await c)
    async for t in asyncio.as_completed([asyncio.create_task(asyncio.sleep(.2, 2))]): print(t.result())
asyncio.run(main())
