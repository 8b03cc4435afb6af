import asyncio
async def work():
    print("never")
async def main():
    work()
    print("main")
asyncio.run(main())
print(work())
