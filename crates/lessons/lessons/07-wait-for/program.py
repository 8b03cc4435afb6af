import asyncio


async def slow_request():
    print("request: sent")
    try:
        await asyncio.sleep(3)
        print("request: answered")
        return "42"
    except asyncio.CancelledError:
        print("request: hanging up")
        await asyncio.sleep(0.5)
        raise


async def main():
    request = asyncio.create_task(slow_request())
    try:
        await asyncio.wait_for(request, 2)
    except TimeoutError:
        print("main: too slow")
    print("main: cancelled?", request.cancelled())

    print("main: again, with more patience")
    answer = await asyncio.wait_for(slow_request(), 4)
    print("main: the answer is", answer)


asyncio.run(main())
