import asyncio
async def producer(q):
    for i in range(5):
        await q.put(i); print("put", i)
    q.shutdown()
async def consumer(q):
    try:
        while True:
            x = await q.get(); print("got", x); await asyncio.sleep(.1); q.task_done()
    except asyncio.QueueShutDown: print("shut")
async def main():
    q = asyncio.Queue(2); print(q)
    await asyncio.gather(producer(q), consumer(q))
    try: q.put_nowait(1)
    except asyncio.QueueShutDown as e: print(repr(e))
    p = asyncio.PriorityQueue(); [p.put_nowait(x) for x in (3, 1, 2)]; print(p.get_nowait(), p.qsize(), p)
    l = asyncio.LifoQueue(1); l.put_nowait(1); print(l.full())
    try: l.put_nowait(2)
    except asyncio.QueueFull as e: print(repr(e))
    try: p.task_done(); p.task_done(); p.task_done(); p.task_done()
    except ValueError as e: print(e)
asyncio.run(main())
