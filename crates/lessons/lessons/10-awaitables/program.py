import asyncio


async def cook(dish, seconds):
    print(dish, "in the pot")
    await asyncio.sleep(seconds)
    return dish


async def taste(kind, thing):
    print(kind, "- a future?", asyncio.isfuture(thing))
    print(kind, "- brings", await thing)


async def main():
    loop = asyncio.get_running_loop()
    coroutine = cook("soup", 1)
    task = asyncio.create_task(cook("pie", 2))
    future = loop.create_future()
    loop.call_later(4, future.set_result, "cake")

    await taste("coroutine", coroutine)
    await taste("task", task)
    await taste("future", future)


asyncio.run(main())
