import asyncio
async def w(n): print("start", n); await asyncio.sleep(0) if n else None; print("end", n); return n
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(w(0)); print(t.done(), t)
    t = asyncio.create_task(w(1)); print(t.done()); await t
asyncio.run(main())
