import asyncio, contextvars
v = contextvars.ContextVar("v", default=0)
async def child(n):
    v.set(n); await asyncio.sleep(.1); print(n, v.get())
async def main():
    v.set(5)
    await asyncio.gather(child(1), child(2)); print(v.get())
    ctx = contextvars.copy_context(); print(ctx.run(v.get), ctx[v], v in ctx, len(ctx))
    t = v.set(7); print(t.old_value, t.var is v); v.reset(t); print(v.get(), v)
    with v.set(9): print(v.get())
    print(v.get())
    asyncio.get_running_loop().call_soon(lambda: print("cb", v.get())); await asyncio.sleep(0)
asyncio.run(main())
