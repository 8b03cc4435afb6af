//! What a trace is told that no twin in Rust has: hand-driven coroutines in all their turns, and names.

mod common;

use std::collections::HashSet;

use coroscope_python::{Bounds, Program};
use coroscope_trace::EventKind;

fn events(source: &str) -> Vec<EventKind> {
    let (_, events) = common::trace(&Program::new(source), Bounds::PAGE);
    events.into_iter().map(|event| event.kind).collect()
}

#[test]
fn a_coroutine_that_is_driven_by_hand_stands_still_between_sends() {
    let told = events(
        "class Pause:\n    def __await__(self):\n        yield\n\
         async def inner():\n    await Pause()\n    return 7\n\
         async def outer():\n    return await inner()\n\
         coro = outer()\ncoro.send(None)\n\
         try:\n    coro.send(None)\nexcept StopIteration:\n    pass\n",
    );
    let turns: Vec<_> = told
        .iter()
        .filter_map(|kind| match kind {
            EventKind::CoroutineEntered {
                coroutine,
                task,
                place,
            } => Some(format!("enter {} {task:?} {}", coroutine.0, place.python)),
            EventKind::CoroutineSuspended { coroutine, .. } => {
                Some(format!("wait {}", coroutine.0))
            }
            EventKind::CoroutineResumed { coroutine, place } => {
                Some(format!("go {} {}", coroutine.0, place.python))
            }
            EventKind::CoroutineFinished { coroutine, outcome } => {
                Some(format!("end {} {outcome:?}", coroutine.0))
            }
            _ => None,
        })
        .collect();
    let expected = [
        "enter 0 None 10",
        "enter 1 None 8",
        "wait 0",
        "go 0 12",
        "end 1 Result(\"7\")",
        "end 0 Result(\"7\")",
    ];
    assert_eq!(turns, expected);
}

/// The machine learns to make coroutines in a shorter way where it has made some before.
#[test]
fn no_call_goes_unheard_however_often_it_is_made() {
    let told = events(
        "import asyncio\nasync def one(n):\n    return n\n\
         async def main():\n    for n in range(200):\n        await one(n)\n        one(n).close()\n\
         asyncio.run(main())\n",
    );
    let count = |is: fn(&EventKind) -> bool| told.iter().filter(|it| is(it)).count();
    assert_eq!(
        count(|it| matches!(it, EventKind::CoroutineCreated { .. })),
        401
    );
    assert_eq!(
        count(|it| matches!(it, EventKind::CoroutineFinished { .. })),
        201
    );
}

/// Where it stood in memory there may be a coroutine of asyncio's own next, which ends in another way.
#[test]
fn what_is_closed_before_it_begins_does_not_end_later() {
    let told = events(
        "import asyncio\nasync def closed():\n    pass\n\
         async def cancelled():\n    async with asyncio.TaskGroup():\n        await asyncio.sleep(1)\n\
         async def main():\n    for _ in range(20):\n        task = asyncio.create_task(cancelled())\n        \
         await asyncio.sleep(0)\n        task.cancel()\n        closed().close()\n        \
         await asyncio.wait([task])\n\
         asyncio.run(main())\n",
    );
    let mut closed = HashSet::new();
    for kind in &told {
        match kind {
            EventKind::CoroutineCreated {
                coroutine, name, ..
            } if name == "closed" => {
                closed.insert(*coroutine);
            }
            EventKind::CoroutineFinished { coroutine, outcome } => {
                assert!(!closed.contains(coroutine), "{outcome:?}");
            }
            _ => {}
        }
    }
    assert_eq!(closed.len(), 20);
}

#[test]
fn things_have_the_names_that_the_program_gives_them() {
    let told = events(
        "import asyncio\n\
         class Shop:\n    def __init__(self):\n        self.door = asyncio.Lock()\n\
         def make():\n    return asyncio.Event()\n\
         async def main():\n    shop = Shop()\n    opened = make()\n    many = [asyncio.Lock() for _ in '1']\n    \
         jobs = asyncio.PriorityQueue()\n    def later():\n        jobs\n    stack = last = asyncio.LifoQueue()\n    \
         async with asyncio.TaskGroup() as crew:\n        pass\n\
         asyncio.run(main())\n",
    );
    let names: Vec<_> = told
        .iter()
        .filter_map(|kind| match kind {
            EventKind::ResourceCreated { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["door", "opened", "Lock-2", "jobs", "stack", "crew"]);
}
