#%%
import asyncio
async def main()
    pass
#%%
def f():
    await x
#%%
print("a"
x = 1
#%%
  x = 1
#%%
if 1:
print(2)
#%%
x = "abc
#%%
for i in range(3) print(i)
#%%
prin("x"); retrun 5
#%%
async with x: pass
#%%
return 5
#%%
class A:
    def f(self):
        yield 1
        nonlocal q
#%%
while True print(1)
#%%
else: pass
#%%
1 + = 2
#%%
import asyncio
asyncio.run(main()
#%%
def f(x, x): pass
#%%
break
#%%
f"{a b}"
#%%
lambda: (yield)
x = {1: 2, 3}
