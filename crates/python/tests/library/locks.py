import asyncio
async def w(n, lock, s, ev, cond, bar):
    async with lock: print(n, "lock"); await asyncio.sleep(.1)
    async with s: print(n, "sem", s)
    await ev.wait()
    async with cond:
        await cond.wait(); print(n, "notified")
    i = await bar.wait(); print(n, "bar", i)
async def main():
    lock, s, ev, cond, bar = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition(), asyncio.Barrier(3)
    ts = [asyncio.create_task(w(i, lock, s, ev, cond, bar)) for i in range(3)]
    print(lock, s, ev, cond, bar)
    await asyncio.sleep(1); ev.set(); await asyncio.sleep(0); await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await asyncio.gather(*ts)
    try: lock.release()
    except RuntimeError as e: print(e)
    b = asyncio.BoundedSemaphore(1)
    try: b.release()
    except ValueError as e: print(e)
asyncio.run(main())
