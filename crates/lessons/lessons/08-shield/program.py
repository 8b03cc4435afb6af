import asyncio


async def slow_request():
    print("request: sent")
    await asyncio.sleep(3)
    print("request: saved")
    return "saved"


async def ticker():
    for n in range(1, 4):
        await asyncio.sleep(0.8)
        print("tick", n)


async def main():
    request = asyncio.create_task(slow_request())
    clock = asyncio.create_task(ticker())
    try:
        await asyncio.wait_for(asyncio.shield(request), 2)
    except TimeoutError:
        print("main: still waiting")
        answer = await request
    print("main:", answer)


asyncio.run(main())
