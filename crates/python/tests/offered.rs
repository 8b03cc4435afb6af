//! Rust and Python on one loop: functions whose results come from coroutines in Rust, and what a program hands over.

mod common;

use std::{cell::RefCell, rc::Rc};

use asyncio::{Exception, Loop};
use coroscope_python::{Argument, Bounds, End, Engine, Program, Value};
use coroscope_trace::{Event, EventKind, Stream};

/// An engine that offers what the tests call; `heard` is what Rust notes.
fn engine(heard: &Rc<RefCell<Vec<String>>>) -> Engine {
    let mut engine = Engine::new();
    let notes = Rc::clone(heard);
    engine.offer("wait", move |aio: &Loop, args| {
        let (timer, notes) = (aio.clone(), Rc::clone(&notes));
        aio.coroutine("wait", async move {
            let [Argument::Value(Value::Float(seconds))] = args[..] else {
                return Err(Exception::new("TypeError", "wait(seconds)"));
            };
            let slept = timer.sleep(seconds).await;
            notes.borrow_mut().push(match &slept {
                Ok(()) => format!("slept until {}", timer.time()),
                Err(error) => format!("{} at {}", error.repr(), timer.time()),
            });
            slept.map(|()| Value::Text(format!("{seconds} s")))
        })
    });
    let notes = Rc::clone(heard);
    engine.offer("relay", move |aio: &Loop, args| {
        let notes = Rc::clone(&notes);
        aio.coroutine("relay", async move {
            match args.into_iter().next() {
                Some(Argument::Awaitable(theirs)) => {
                    let outcome = theirs.await;
                    notes.borrow_mut().push(match &outcome {
                        Ok(value) => format!("{value:?}"),
                        Err(error) => error.repr(),
                    });
                    outcome
                }
                Some(Argument::Value(value)) => Ok(value),
                None => Err(Exception::new("OwnError", "nothing given")),
            }
        })
    });
    engine.offer("drop_it", |aio: &Loop, args| {
        aio.coroutine("drop_it", async move {
            if let Some(Argument::Awaitable(theirs)) = args.first() {
                theirs.cancel();
            }
            Ok(Value::None)
        })
    });
    engine
}

/// Runs the body of `main`; gives standard output, what Rust noted, the end and the trace.
fn run(body: &str) -> (String, Vec<String>, End, Vec<Event>) {
    let heard = Rc::default();
    let body = body.replace('\n', "\n    ");
    let source = format!("import asyncio\nasync def main():\n    {body}\nasyncio.run(main())\n");
    let program = Program::new(&source);
    let (end, events) = common::traced(engine(&heard), &program, Bounds::PAGE);
    let said = common::written(&events, Stream::Stdout);
    assert_eq!(common::written(&events, Stream::Stderr), "", "{source}");
    (said, heard.take(), end, events)
}

#[test]
fn a_program_awaits_rust_beside_its_own_on_one_clock() {
    let (said, heard, end, _) = run("loop = asyncio.get_running_loop()\n\
         async def own(): await asyncio.sleep(1.5); print('own', loop.time())\n\
         print(await asyncio.gather(wait(1.0), own(), wait(2.0)), loop.time())\n\
         print(wait)");
    assert!(
        said.starts_with("own 1.5\n['1 s', None, '2 s'] 2.0\n<built-in function wait>"),
        "{said}"
    );
    assert_eq!(heard, ["slept until 1", "slept until 2"]);
    assert_eq!(end, End::Finished { exit_code: 0 });
}

#[test]
fn rust_awaits_what_a_program_hands_over() {
    let (said, heard, ..) = run("async def slow(): await asyncio.sleep(1); return 7\n\
         future = asyncio.get_running_loop().create_future()\n\
         asyncio.get_running_loop().call_later(3, future.set_result, True)\n\
         print(await relay(slow()), await relay(future), await relay(wait(0.5)), await relay('plain'))\n\
         print(asyncio.get_running_loop().time())");
    assert_eq!(said, "7 True 0.5 s plain\n3.5\n");
    assert_eq!(
        heard,
        ["Int(7)", "Bool(true)", "slept until 3.5", "Text(\"0.5 s\")"]
    );
}

#[test]
fn an_exception_passes_either_way_and_back_as_itself() {
    let (said, heard, ..) = run("error = KeyError('k')\n\
         async def fails(): raise error\n\
         try: await relay(fails())\n\
         except KeyError as it: print(it is error)\n\
         try: await relay()\n\
         except RuntimeError as it: print(it)\n\
         try: await wait('x')\n\
         except TypeError as it: print(it)\n\
         async def odd(): return [1]\n\
         try: await relay(odd())\n\
         except TypeError as it: print(it)\n\
         for bad in lambda: relay([]), lambda: relay(x=1), lambda: relay(2**70):\n    \
             try: bad()\n    \
             except Exception as it: print(type(it).__name__, it)");
    assert_eq!(
        said,
        "True\nOwnError: nothing given\nwait(seconds)\na result of type 'list' cannot pass to Rust\n\
         TypeError relay() takes None, bool, int, float, str and what can be awaited, not 'list'\n\
         TypeError relay() got an unexpected keyword argument 'x'\n\
         OverflowError Python int too large to convert to Rust i64\n"
    );
    assert_eq!(heard[0], "KeyError('k')");
}

#[test]
fn a_cancellation_passes_either_way() {
    let (said, heard, ..) = run("loop = asyncio.get_running_loop()\n\
         try: await asyncio.wait_for(wait(9.0), 2)\n\
         except TimeoutError: print('time is up', loop.time())\n\
         task = wait(9.0)\n\
         await asyncio.sleep(0)\n\
         print(task.cancel('enough'), task.done())\n\
         try: await task\n\
         except asyncio.CancelledError as it: print(it.args, task.cancelled(), task.cancel())\n\
         async def theirs():\n    \
             try: await asyncio.sleep(9)\n    \
             except asyncio.CancelledError: print('theirs is cancelled', loop.time()); raise\n\
         mine = asyncio.create_task(theirs())\n\
         await asyncio.sleep(0)\n\
         print(await drop_it(mine))\n\
         await asyncio.sleep(0)\n\
         print(mine.cancelled())");
    assert_eq!(
        said,
        "time is up 2.0\nTrue False\n('enough',) True False\ntheirs is cancelled 2.0\nNone\nTrue\n"
    );
    assert_eq!(
        heard,
        ["CancelledError() at 2", "CancelledError('enough') at 2"]
    );
}

#[test]
fn one_trace_has_both() {
    let (.., events) = run("await wait(1.0)");
    let created: Vec<&str> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::TaskCreated { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(created[..2], ["Task-1", "wait"]);
}

#[test]
fn outside_of_a_loop_there_is_nothing_to_run_on() {
    let program = Program::new("try: wait(1.0)\nexcept RuntimeError as it: print(it)\n");
    let (_, events) = common::traced(engine(&Rc::default()), &program, Bounds::PAGE);
    assert_eq!(
        common::written(&events, Stream::Stdout),
        "no running event loop\n"
    );
}
