import asyncio
async def bad():
    raise RuntimeError("lost")
async def main():
    t = asyncio.create_task(bad(), name="lost one")
    await asyncio.sleep(0.1)
    print(t)
    print(t.done(), t.exception())
    t2 = asyncio.create_task(bad())
    await asyncio.sleep(0.1)
    t2 = None
    print("end")
asyncio.run(main())
