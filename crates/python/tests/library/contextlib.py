import contextlib, asyncio
@contextlib.contextmanager
def cm(x):
    print("enter", x)
    try: yield x
    finally: print("exit", x)
with cm(1) as a, cm(2): print(a)
with contextlib.suppress(ZeroDivisionError): 1/0
with contextlib.ExitStack() as s:
    s.enter_context(cm(3)); s.callback(print, "cb")
@contextlib.asynccontextmanager
async def acm():
    print("a-in"); yield 5; print("a-out")
async def main():
    async with acm() as v: print(v)
    async with contextlib.AsyncExitStack() as st:
        await st.enter_async_context(acm())
    async with contextlib.aclosing(agen()) as g:
        async for x in g: print(x); break
async def agen():
    try:
        yield 1; yield 2
    finally: print("closed")
asyncio.run(main())
import io
b = io.StringIO()
with contextlib.redirect_stdout(b): print("hid")
print(repr(b.getvalue()), contextlib.nullcontext(3).__enter__())
try:
    with cm(9): raise ValueError("in")
except ValueError as e: print(e)
