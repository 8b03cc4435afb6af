async def greet(name):
    print("hello,", name)
    return len(name)


print("calling greet")
ada = greet("Ada")
print("called, and still no hello")

try:
    ada.send(None)
except StopIteration as end:
    print("greet returned", end.value)

greet("Bob")
print("where is Bob?")
