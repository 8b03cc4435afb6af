//! Event loops of a program's own, which are asyncio's with something done otherwise.

mod common;

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

fn stdout(source: &str) -> (End, String) {
    let (end, events) = common::trace(&Program::new(source), Bounds::PAGE);
    (end, common::written(&events, Stream::Stdout))
}

const TRAVEL: &str = "\
import asyncio
class Travel(asyncio.EventLoop):
    now = 100.0
    def time(self):
        return self.now
    def _run_once(self):
        if not self._ready and self._scheduled:
            self.now = max(self.now, self._scheduled[0]._when)
        super()._run_once()
async def worker(n):
    await asyncio.sleep(n)
    print(n, asyncio.get_running_loop().time())
";

#[test]
fn a_loop_that_moves_its_clock_by_itself() {
    let source = "\
async def main():
    await asyncio.gather(worker(3), worker(1))
    try:
        async with asyncio.timeout(5):
            await asyncio.Event().wait()
    except TimeoutError:
        print(asyncio.get_running_loop().time())
with asyncio.Runner(loop_factory=Travel) as runner:
    runner.run(main())
";
    let (end, written) = stdout(&format!("{TRAVEL}{source}"));
    assert_eq!(end, End::Finished { exit_code: 0 });
    assert_eq!(written, "1 101.0\n3 103.0\n108.0\n");
}

#[test]
fn a_deadlock_in_it_is_one() {
    let source =
        format!("{TRAVEL}loop = Travel()\nloop.run_until_complete(loop.create_future())\n");
    assert_eq!(stdout(&source).0, End::Deadlocked);
}

#[test]
fn a_clock_that_is_faster_than_time() {
    let source = "\
import asyncio, time
class Fast(asyncio.EventLoop):
    def time(self):
        return super().time() * 10
with asyncio.Runner(loop_factory=Fast) as runner:
    began = time.monotonic()
    runner.run(asyncio.sleep(1))
    print(time.monotonic() - began)
";
    assert_eq!(stdout(source).1, "1.0\n");
}

#[test]
fn a_moment_may_be_a_whole_number() {
    let source = "\
import asyncio
loop = asyncio.new_event_loop()
loop.call_at(3, lambda: (print(loop.time()), loop.stop()))
loop.run_forever()
";
    assert_eq!(stdout(source).1, "3.0\n");
}

#[test]
fn a_subclass_that_only_listens_keeps_the_core() {
    let source = "\
import asyncio
class Listening(asyncio.EventLoop):
    calls = 0
    def call_soon(self, callback, *args, context=None):
        self.calls += 1
        return super().call_soon(callback, *args, context=context)
with asyncio.Runner(loop_factory=Listening) as runner:
    loop = runner.get_loop()
    runner.run(asyncio.sleep(0))
    print(loop.calls > 2, loop._own_queues)
";
    assert_eq!(stdout(source).1, "True False\n");
}

#[test]
fn one_that_is_never_idle_comes_to_its_timers() {
    let source = "\
import asyncio
class Busy(asyncio.EventLoop):
    def _run_once(self):
        super()._run_once()
async def main():
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(1, done.set)
    while not done.is_set():
        await asyncio.sleep(0)
    print('done')
with asyncio.Runner(loop_factory=Busy) as runner:
    runner.run(main())
";
    let (end, written) = stdout(source);
    assert_eq!(end, End::Finished { exit_code: 0 });
    assert_eq!(written, "done\n");
}

#[test]
fn a_selector_of_its_own_is_closed_with_it() {
    let source = "\
import asyncio
class Selector:
    def select(self, timeout):
        return []
    def close(self):
        print('closed')
loop = asyncio.SelectorEventLoop(Selector())
loop.close()
loop.close()
";
    assert_eq!(stdout(source).1, "closed\n");
}
