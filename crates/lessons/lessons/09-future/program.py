import asyncio
from playground import button


async def reader(name, letter):
    print(name, "looks out for the postman")
    text = await letter
    print(name, "reads:", text)


async def main():
    loop = asyncio.get_running_loop()
    letter = loop.create_future()
    button("Deliver the letter", letter.set_result, "Hello!")

    ann = asyncio.create_task(reader("Ann", letter))
    ben = asyncio.create_task(reader("Ben", letter))
    await asyncio.sleep(1)
    print("main: letter done?", letter.done())
    await ben
    print("main: letter done?", letter.done())
    await ann


asyncio.run(main())
