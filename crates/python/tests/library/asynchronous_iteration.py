import asyncio
async def ticker(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(.1)
    finally: print("gen closed")
class It:
    def __aiter__(self): self.n = 0; return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return self.n
class CM:
    async def __aenter__(self): print("enter"); return self
    async def __aexit__(self, *a): print("exit", a[0])
async def main():
    async for x in ticker(3): print(x)
    print([x async for x in It()], [await asyncio.sleep(0, y) for y in (1, 2)])
    async with CM(): pass
    g = ticker(5); print(await anext(g)); await g.aclose()
    g = ticker(5); print(await anext(g)); print(await anext(It().__aiter__(), "default"))
    try: 
        for x in ticker(1): pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    return g
g = asyncio.run(main())
