import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future(); print(f, f.done())
    f.add_done_callback(lambda f: print("cb", f.result()))
    loop.call_later(.1, f.set_result, 42)
    print(await f, f)
    try: f.set_result(1)
    except asyncio.InvalidStateError as e: print(e)
    g = loop.create_future()
    try: g.result()
    except asyncio.InvalidStateError as e: print(e)
    g.cancel("why"); print(g)
    try: await g
    except asyncio.CancelledError as e: print(e.args)
    h = loop.create_future(); h.set_exception(KeyError("k"))
    try: await h
    except KeyError as e: print(repr(e))
    try: h2 = loop.create_future(); h2.set_exception(StopIteration())
    except TypeError as e: print(e)
    class Aw:
        def __await__(self): print("aw"); yield from asyncio.sleep(.1).__await__(); return "r"
    print(await Aw())
    try: await 5
    except TypeError as e: print(e)
    try: await [1]
    except TypeError as e: print(e)
    print(await asyncio.shield(asyncio.sleep(.1, "sh")))
    s = asyncio.shield(asyncio.create_task(asyncio.sleep(1, "x"))); s.cancel()
    try: await s
    except asyncio.CancelledError: print("outer cancelled")
    c = asyncio.sleep(0)
    await c
    try: await c
    except RuntimeError as e: print(e)
    print(asyncio.isfuture(f), asyncio.iscoroutine(c), asyncio.ensure_future(f) is f)
    print(loop.is_running())
    try: asyncio.create_task(5)
    except TypeError as e: print(e)
    try: asyncio.create_task(asyncio.sleep)
    except TypeError as e: print(e)
asyncio.run(main())
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
try: asyncio.create_task(asyncio.sleep(0))
except RuntimeError as e: print(e)
try: asyncio.run(5)
except (TypeError, ValueError) as e: print(type(e), e)
