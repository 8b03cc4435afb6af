//! `capture_call_graph`: who awaits whom, with places, as CPython 3.14's `graph` module has it.
//! What its own tests see of frames inside asyncio is left out: the library has none here.

use crate::stage::Stage;
use asyncio::{
    CallFrame, CallGraph, CallGraphEntry, Coroutine, Future, FutureRef, Loop, ReturnWhen, Task,
    Turn, capture_call_graph,
};
use std::panic::Location;

/// A loop that knows all coroutines.
pub(crate) fn debugged() -> Stage {
    Stage::on(Loop::builder().debug(true).build())
}

/// Says the names of the tasks, and of the coroutines in each, innermost first.
fn tell(stage: &Stage, graph: &CallGraph) {
    fn line(stage: &Stage, entry: CallGraphEntry<'_>, level: usize) {
        let name = entry.task().map_or("future".into(), |task| task.name());
        let frames = entry.call_stack().iter();
        let frames = frames.map(|frame| frame.coroutine().map_or("?", |name| name));
        let frames: Vec<&str> = frames.collect();
        let indent = level * 2;
        stage.say(format_args!("{:indent$}{name} {}", "", frames.join(" < ")));
        for waiter in entry.awaited_by() {
            line(stage, waiter, level + 1);
        }
    }
    line(stage, graph.entry(), 0);
}

pub(crate) fn waits(stage: &Stage, name: &'static str, future: &Future<i32>) -> Task<i32> {
    let future = future.clone();
    let waits = stage.coro("waits", async move |_| future.await);
    stage.task().name(name).spawn(waits)
}

pub(crate) fn waits_for(stage: &Stage, name: &'static str, task: &Task<i32>) -> Task<i32> {
    let task = task.clone();
    let waits = stage.coro("waits", async move |_| task.await);
    stage.task().name(name).spawn(waits)
}

/// Coroutines in one another, around a future.
fn outer(stage: &Stage, future: &Future<i32>) -> Coroutine<i32> {
    let future = future.clone();
    let leaf = stage.coro("leaf", async move |_| future.await);
    let middle = stage.coro("middle", async move |_| leaf.await);
    stage.coro("outer", async move |_| middle.await)
}

#[test]
fn a_chain_of_tasks_and_of_coroutines_in_them() {
    let stage = debugged();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let a = stage.task().name("a").spawn(outer(&stage, &future));
        let b = waits_for(&stage, "b", &a);
        let c = waits_for(&stage, "c", &b);
        tell(&stage, &capture_call_graph(&a));
        stage.sleep(0.0).await?;
        stage.sleep(0.0).await?;
        tell(&stage, &capture_call_graph(&future));
        for limit in [1, -2, 0] {
            tell(&stage, &capture_call_graph(&a).limited(limit));
        }
        future.set_result(1)?;
        // Done, and so awaited by nobody.
        tell(&stage, &capture_call_graph(&future));
        c.await?;
        tell(&stage, &capture_call_graph(&a));
        Ok(())
    });
    stage.said(&[
        "1 0 a outer",
        "3 0 future ",
        "3 0   a leaf < middle < outer",
        "3 0     b waits",
        "3 0       c waits",
        "3 0 a outer",
        "3 0   b waits",
        "3 0     c waits",
        "3 0 a leaf < middle",
        "3 0   b waits",
        "3 0     c waits",
        "3 0 a ",
        "3 0   b ",
        "3 0     c ",
        "3 0 future ",
        "7 0 a ",
    ]);
}

#[test]
fn the_current_task_up_to_the_line_that_asks() {
    let stage = debugged();
    stage.play(async |stage: Stage| {
        assert!(stage.capture_call_graph().is_some());
        let inner = stage.coro("inner", async |stage: Stage| {
            let graph = stage.capture_call_graph().expect("a task is running");
            let frame = &graph.entry().call_stack()[0];
            assert_eq!(frame.place().map(Location::line), Some(line!() - 2));
            tell(&stage, &graph);
            tell(&stage, &graph.clone().limited(1));
            tell(&stage, &graph.limited(-1));
            Ok(())
        });
        let task = stage.coro("task", async move |stage: Stage| {
            let middle = stage.coro("middle", async move |_| inner.await);
            stage.sleep(0.0).await?;
            middle.await
        });
        let task = stage.task().name("t").spawn(task);
        let waits = stage.coro("waits", async move |_| task.await);
        stage.task().name("w").spawn(waits).await?;
        stage.call_soon("nobody", {
            let stage = stage.clone();
            move || stage.say(stage.capture_call_graph().is_none())
        });
        stage.sleep(0.0).await
    });
    stage.said(&[
        "3 0 t inner < middle < task",
        "3 0   w waits",
        "3 0     Task-1 main",
        "3 0 t task",
        "3 0   w waits",
        "3 0     Task-1 main",
        "3 0 t inner",
        "3 0   w waits",
        "3 0     Task-1 main",
        "6 0 true",
    ]);
}

#[test]
fn through_gather_shield_and_wait() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let (a, b) = (waits(&stage, "a", &future), waits(&stage, "b", &future));
        let both = stage.gather([&a, &b, &a]);
        let nested = stage.gather([&both]);
        let shielded = stage.shield(&a);
        let waited = stage.wait(std::slice::from_ref(&a), None, ReturnWhen::AllCompleted);
        let gathers = stage.coro("gathers", async move |_| nested.await);
        let shields = stage.coro("shields", async move |_| shielded.await);
        let wait = stage.coro("wait", async move |_| waited.await.map(|_| ()));
        stage.task().name("g").spawn(gathers);
        stage.task().name("h").spawn(shields);
        stage.task().name("w").spawn(wait);
        stage.sleep(1.0).await?;
        tell(&stage, &capture_call_graph(&a));
        future.set_result(1)
    });
    // CPython keeps a set of those who await it; here the nearest come first, and of those the
    // first who came.
    stage.said(&[
        "4 1 a waits",
        "4 1   h shields",
        "4 1   w wait",
        "4 1   g gathers",
    ]);
}

#[test]
fn a_task_of_a_group_is_awaited_by_the_parent_from_the_beginning() {
    let stage = debugged();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let parent = stage.coro("parent", {
            let future = future.clone();
            async move |stage: Stage| {
                let group = stage.task_group();
                let scope = group.scope(async {
                    let waited = future.clone();
                    let child = stage.coro("waits", async move |_| waited.await);
                    group.task().name("child").spawn(child)?;
                    stage.sleep(1.0).await?;
                    tell(&stage, &capture_call_graph(&future));
                    Ok(())
                });
                scope.await
            }
        });
        let parent = stage.task().name("p").spawn(parent);
        stage.sleep(2.0).await?;
        tell(&stage, &capture_call_graph(&future));
        future.set_result(1)?;
        parent.await
    });
    stage.said(&[
        "5 1 future ",
        "5 1   child waits",
        "5 1     p parent",
        "7 2 future ",
        "7 2   child waits",
        "7 2     p parent",
    ]);
}

#[test]
fn a_coroutine_driven_by_hand_is_none_of_its_tasks() {
    let stage = debugged();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let leaf = stage.coro("leaf", {
            let future = future.clone();
            async move |_| future.await
        });
        let mut by_hand = outer(&stage, &future);
        let mut asks = stage.coro("asks", async |stage: Stage| {
            tell(
                &stage,
                &stage.capture_call_graph().expect("a task is running"),
            );
            Ok(())
        });
        let task = stage.coro("drives", async move |_| {
            drop(asks.send());
            let mut leaf = std::pin::pin!(leaf.into_future());
            std::future::poll_fn(|cx| {
                let polled = leaf.as_mut().poll(cx);
                // It suspends as well, when the chain of the task is known already.
                drop(by_hand.send());
                polled
            })
            .await
        });
        let task = stage.task().name("t").spawn(task);
        stage.sleep(0.0).await?;
        tell(&stage, &capture_call_graph(&task));
        future.set_result(1)?;
        task.await.map(|_| ())
    });
    stage.said(&["2 0 t asks < drives", "2 0 t leaf < drives"]);
}

#[test]
fn a_task_that_is_interrupted_by_an_eager_one_of_its_own() {
    let stage = debugged();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let begins = stage.coro("begins", async move |stage: Stage| {
            let me: FutureRef = (*stage.current_task().expect("a task is running")).clone();
            let eager = stage.coro("eager", {
                let me = me.clone();
                async move |stage: Stage| {
                    tell(&stage, &capture_call_graph(&me));
                    tell(
                        &stage,
                        &stage.capture_call_graph().expect("a task is running"),
                    );
                    future.await
                }
            });
            let eager = stage.task().name("e").eager(true).spawn(eager);
            tell(&stage, &capture_call_graph(&eager));
            tell(&stage, &capture_call_graph(&me));
            Ok(())
        });
        let task = stage.coro("task", async move |_| begins.await);
        stage.task().name("t").spawn(task).await
    });
    stage.said(&[
        "2 0 t begins < task",
        "2 0   Task-1 main",
        "2 0 e eager",
        "2 0 e eager",
        "2 0 t begins < task",
        "2 0   Task-1 main",
    ]);
}

#[test]
fn only_debug_mode_knows_the_coroutines_in_between() {
    let later = Stage::new();
    later.set_debug(true);
    for (stage, frames) in [(debugged(), 3), (later, 3), (Stage::new(), 1)] {
        let future = stage.create_future::<i32>();
        let leaf = stage.coro("leaf", {
            let future = future.clone();
            async move |_| future.await
        });
        let line = line!() - 2;
        let middle = stage.coro("middle", async move |_| leaf.await);
        let task = stage.create_task(stage.coro("outer", async move |_| middle.await));
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
        let graph = capture_call_graph(&task);
        let stack = graph.entry().call_stack();
        let places = stack.iter().filter_map(CallFrame::place);
        let lines: Vec<_> = places.map(Location::line).collect();
        assert_eq!(lines, [line, line + 3, line + 4][..frames]);
        let own = stack[frames - 1].coroutine().map(|name| &**name);
        assert_eq!(own, Some("outer"));
        task.cancel();
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
        assert!(capture_call_graph(&task).entry().call_stack().is_empty());
    }
}

#[test]
fn without_it_the_current_task_knows_only_the_line() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let graph = stage.capture_call_graph().expect("a task is running");
        let frame = &graph.entry().call_stack()[0];
        let line = line!() - 2;
        assert_eq!(frame.place().map(Location::line), Some(line));
        assert_eq!(frame.coroutine().map(|name| &**name), None);
        assert!(frame.to_string().ends_with(&format!("line {line}")));
        Ok(())
    });
}
