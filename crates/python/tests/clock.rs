//! Time passes while a program sleeps. A program that waits without sleeping comes to an end all the same.

mod common;

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

fn stdout(source: &str) -> String {
    let (end, events) = common::trace(&Program::new(source), Bounds::NONE);
    assert_eq!(end, End::Finished { exit_code: 0 });
    common::written(&events, Stream::Stdout)
}

#[test]
fn who_looks_at_the_clock_until_it_has_moved_sees_it_move() {
    let source = "\
import time
began = time.monotonic()
while time.monotonic() - began < 0.05:
    pass
print(0.05 <= time.monotonic() - began < 0.07)
";
    assert_eq!(stdout(source), "True\n");
}

#[test]
fn a_timer_fires_although_the_loop_is_never_idle() {
    let source = "\
import asyncio
async def main():
    try:
        async with asyncio.timeout(1):
            while True:
                await asyncio.sleep(0)
    except TimeoutError:
        print('timeout')
asyncio.run(main())
";
    assert_eq!(stdout(source), "timeout\n");
}

#[test]
fn ten_thousand_tasks_begin_at_one_moment() {
    let source = "\
import asyncio, time
async def work():
    return time.monotonic()
async def main():
    times = await asyncio.gather(*(work() for _ in range(10_001)))
    print(len(set(times)))
    for _ in range(5_000):
        await asyncio.sleep(0)
    print(asyncio.get_running_loop().time() == times[0])
asyncio.run(main())
";
    assert_eq!(stdout(source), "1\nTrue\n");
}
