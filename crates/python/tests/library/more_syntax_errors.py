print('a' c)
#%%
print("total" x)
#%%
print("total:" x, y)
#%%
x = [1 2]
#%%
f(a b)
#%%
x = {'a': 1 'b': 2}
#%%
print(f'{x}' y)
#%%
print('a' + 'b' c)
#%%
print(a 'b')
#%%
x = “hello”
print(x)
#%%
print(‘hi’)
#%%
x = 3 – 1
#%%
if x == 1：
    pass
#%%
print(1)
x = 'a…' …
#%%
if x = 1:
    pass
#%%
while x = f(1, 2) :
    pass
#%%
if (x = 1):
    pass
#%%
if x = 1 and y = 2:
    pass
#%%
x = (y = 2)
#%%
if a.b = 1: pass
#%%
print 'hello'  # greet
#%%
print x
#%%
print a, b; c = 1
#%%
    print 'x'
#%%
def f():
    print 'x'
#%%
exec 'x'
#%%
x = '''abc
def
#%%
def f():
    """doc
    return 1

print(f())
#%%
try:
    x = 1


#%%
def f():
    try:
        x = 1
#%%
try:
    x = 1
print(2)
#%%
def f():
    try:
        x = 1
    return x
#%%
try:
    x = 1  # hm
#%%
f'{}'
#%%
print(f'{}')
#%%
print(f'{ }')
#%%
print(f'{a}{}')
#%%
f(a=1, a=2)
#%%
f(a=1, b=3, a=2)
#%%
f(1, a=1, a=g(2))
#%%
print('\xz')
#%%
async foo():
    pass
#%%
async x = 1
#%%
async
#%%
x = async
#%%
try:
    pass
except ValueError, KeyError as e:
    pass
#%%
try:
    pass
except ValueError, KeyError:
    pass
#%%
from asyncio import *, sleep
#%%
x = [1, 2, 3
for i in x:
    print(i)
#%%
print('a'
x = 1
#%%
await = 1
#%%
def f(x y):
    pass
#%%
for x in range(3) print(x)
#%%
if x > 3 then:
    pass
#%%
x++
#%%
x = y++
#%%
if x => 3: pass
#%%
if x =! 3: pass
#%%
if !x: pass
#%%
a && b
#%%
x = a ? b : c
#%%
function f() {}
#%%
def f() { }
#%%
var x = 1
#%%
x := 1
#%%
else if x: pass
#%%
if x: pass
else if y: pass
#%%
print("a";)
#%%
import asyncio;;
#%%
}
#%%
async def main():
    await asyncio.sleep(1
    print(1)

asyncio.run(main())
#%%
async def main():
    task = asyncio.create_task(work()
    await task
#%%
asyncio.run(main)
)
#%%
t1, t2 = await asyncio.gather(a(), b())
#%%
class A():
    def f(self)
        pass
#%%
lambda: (yield)
#%%
with a as b, c as d
    pass
#%%
pass pass
#%%
x = not
#%%
x = 3 if y
#%%
x = 3 if y else
#%%
return
#%%
@property
x = 1
#%%
def f():
return 1
#%%
for i in x:
print(i)
#%%
if 1:
        x = 1
	y = 2
#%%
def f():
    x = 1
	return x
print(f())
