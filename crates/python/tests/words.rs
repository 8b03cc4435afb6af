//! What a program's run says on standard error: CPython 3.14's words, to the letter.

mod common;

use coroscope_python::{Bounds, Program};
use coroscope_trace::Stream;

/// Standard error of a program.
fn stderr(source: &str) -> String {
    let (_, events) = common::trace(&Program::new(source), Bounds::PAGE);
    common::written(&events, Stream::Stderr)
}

#[test]
fn a_coroutine_that_nobody_awaits_is_warned_about() {
    let source = "async def work():\n    pass\nwork()\n";
    let expected = "program.py:3: RuntimeWarning: coroutine 'work' was never awaited\n  work()\n\
                    RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
    assert_eq!(stderr(source), expected);
}

#[test]
fn an_exception_that_nobody_asks_for_is_logged() {
    let source = r#"import asyncio
async def work(n):
    await asyncio.sleep(0.1)
    raise ValueError("boom %d" % n)
async def main():
    t = asyncio.create_task(work(1))
    await asyncio.sleep(1)
    del t
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("x"))
    del f
asyncio.run(main())
"#;
    let expected = r#"Task exception was never retrieved
future: <Task finished name='Task-2' coro=<work() done, defined at program.py:2> exception=ValueError('boom 1')>
Traceback (most recent call last):
  File "program.py", line 4, in work
    raise ValueError("boom %d" % n)
ValueError: boom 1
Future exception was never retrieved
future: <Future finished exception=KeyError('x')>
KeyError: 'x'
"#;
    assert_eq!(stderr(source), expected);
}

#[test]
fn a_callback_that_raises_is_logged() {
    let source = "import asyncio\nasync def main():\n    \
                  asyncio.get_running_loop().call_soon(lambda: 1/0)\n    \
                  await asyncio.sleep(0)\nasyncio.run(main())\n";
    let expected = r#"Exception in callback main.<locals>.<lambda>() at program.py:3
handle: <Handle main.<locals>.<lambda>() at program.py:3>
Traceback (most recent call last):
  File "/usr/lib/python3.14/asyncio/events.py", line 94, in _run
    self._context.run(self._callback, *self._args)
    ~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "program.py", line 3, in <lambda>
    asyncio.get_running_loop().call_soon(lambda: 1/0)
                                                 ~^~
ZeroDivisionError: division by zero
"#;
    assert_eq!(stderr(source), expected);
}

#[test]
fn a_task_that_is_left_pending_is_logged() {
    let source = r"import asyncio
async def main():
    await asyncio.get_running_loop().create_future()
loop = asyncio.new_event_loop()
task = loop.create_task(main())
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
del task
";
    let expected = "Task was destroyed but it is pending!\n\
                    task: <Task pending name='Task-1' coro=<main() running at program.py:3> \
                    wait_for=<Future pending cb=[Task.task_wakeup()]>>\n";
    assert_eq!(stderr(source), expected);
}

#[test]
fn what_goes_wrong_where_nobody_can_be_told_is_said() {
    let source =
        "class Boom:\n    def __del__(self):\n        raise ValueError('in del')\nBoom()\n";
    let said = stderr(source);
    let (head, rest) = said.split_once('\n').expect("it has lines");
    assert!(
        head.starts_with(
            "Exception ignored while calling deallocator <function Boom.__del__ at 0x"
        )
    );
    let expected = "Traceback (most recent call last):\n  File \"program.py\", line 3, in __del__\n    \
                    raise ValueError('in del')\nValueError: in del\n";
    assert_eq!(rest, expected);
}

#[test]
fn errors_in_the_source_have_line_and_caret() {
    let expected =
        "  File \"program.py\", line 2\n    y = 1 +\n           ^\nSyntaxError: invalid syntax\n";
    assert_eq!(stderr("x = 1\ny = 1 +\n"), expected);
}

#[test]
fn a_slow_step_is_reported_in_debug_mode() {
    let source = "import asyncio, time\nasync def main():\n    time.sleep(0.25)\nasyncio.run(main(), debug=True)\n";
    let said = stderr(source);
    assert!(
        said.starts_with("Executing <Task finished name='Task-1' coro=<main() done"),
        "{said}"
    );
    assert!(said.ends_with("took 0.250 seconds\n"), "{said}");
}

#[test]
fn what_is_not_there_says_what_is() {
    let last = |source: &str| stderr(source).lines().last().unwrap_or_default().to_owned();
    assert!(last("import pathlib").starts_with(
        "ModuleNotFoundError: No module named 'pathlib': that part of Python's library does not come with the engine. \
         What comes with it is asyncio"
    ));
    assert!(last("import trio").ends_with("a nursery is asyncio.TaskGroup"));
    // A name that is nobody's is a mistake, and is told in Python's own words.
    assert_eq!(
        last("import asincio"),
        "ModuleNotFoundError: No module named 'asincio'"
    );
    assert!(stderr("open('notes.txt')").ends_with(
        "open('notes.txt')\n    ~~~~^^^^^^^^^^^^^\nio.UnsupportedOperation: cannot open 'notes.txt': there are no files \
         where this program runs. Keep the text in the program, or in io.StringIO(text), which is read and written \
         like a file\n"
    ));
}
