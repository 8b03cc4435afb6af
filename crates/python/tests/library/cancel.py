import asyncio
async def stubborn():
    for i in range(3):
        try: await asyncio.sleep(1)
        except asyncio.CancelledError as e: print("no", e.args)
    return "done"
async def main():
    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(t.cancel("msg"), t.cancelling(), t.cancelled())
    print(await t, t.uncancel())
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print("c")
    print(t.cancelled())
    try: t.result()
    except asyncio.CancelledError as e: print(repr(e))
asyncio.run(main())
