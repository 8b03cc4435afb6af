//! How futures and tasks are written (rule W6): as CPython 3.14 writes them, but
//! for the places.

use crate::stage::{Stage, oops};
use asyncio::{Future, Loop, Repr, Result, Task, Turn};

/// A stage on which every task remembers its coroutine.
fn debugging() -> Stage {
    Stage::on(Loop::builder().debug(true).build())
}

/// Takes the places out.
fn plain(repr: &str) -> String {
    let mut text = String::new();
    let mut rest = repr;
    while let Some((before, after)) = rest.split_once(" at ") {
        let words = [" running", " done, defined", " created"];
        let kept = words.iter().find_map(|word| before.strip_suffix(word));
        text.push_str(kept.unwrap_or(before));
        let end = after.find([' ', '>', ',']).unwrap_or(after.len());
        rest = &after[end..];
    }
    text.push_str(rest);
    text
}

fn stalled(stage: &Stage) {
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
}

#[test]
fn w6_a_future_in_each_of_its_states() {
    let stage = Stage::new();
    let future = || stage.create_future::<Vec<i32>>();
    let pending = future();
    assert_eq!(pending.repr(), "<Future pending>");
    assert_eq!(format!("{pending:?}"), "<Future pending>");
    let finished = future();
    finished.set_result((1..=7).collect()).unwrap();
    assert_eq!(
        finished.repr(),
        "<Future finished result=[1, 2, 3, 4, 5, 6, ...]>"
    );
    let failed = future();
    failed.set_exception(oops()).unwrap();
    assert_eq!(
        failed.repr(),
        "<Future finished exception=ValueError('oops')>"
    );
    // Being written is not being looked at.
    assert!(failed.exception_unretrieved());
    let cancelled = future();
    cancelled.cancel();
    assert_eq!(cancelled.repr(), "<Future cancelled>");
    let children = stage.gather([&pending, &finished]);
    assert_eq!(children.repr(), "<_GatheringFuture pending>");
    assert_eq!(
        pending.repr(),
        "<Future pending cb=[gather.<locals>._done_callback()]>"
    );
}

#[test]
fn w6_a_future_lists_its_callbacks() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    for (name, all) in [
        ("one", "one()"),
        ("two", "one(), two()"),
        ("three", "one(), <1 more>, three()"),
        ("four", "one(), <2 more>, four()"),
    ] {
        future.add_done_callback(name, |_| ());
        assert_eq!(future.repr(), format!("<Future pending cb=[{all}]>"));
    }
    future.set_result(1).unwrap();
    assert_eq!(future.repr(), "<Future finished result=1>");
}

#[test]
fn w6_a_task_in_each_of_its_states() {
    let stage = debugging();
    let task = stage.create_task(stage.coro("f", async |stage: Stage| {
        stage.sleep(1.0).await?;
        Ok("a")
    }));
    assert_eq!(
        plain(&task.repr()),
        "<Task pending name='Task-1' coro=<f()>>"
    );
    stalled(&stage);
    assert_eq!(
        plain(&task.repr()),
        "<Task pending name='Task-1' coro=<f()> wait_for=<Future pending cb=[Task.task_wakeup()]>>"
    );
    task.cancel();
    assert_eq!(
        plain(&task.repr()),
        "<Task cancelling name='Task-1' coro=<f()> wait_for=<Future cancelled>>"
    );
    stalled(&stage);
    assert_eq!(
        plain(&task.repr()),
        "<Task cancelled name='Task-1' coro=<f()>>"
    );
    let named = stage
        .task()
        .name("it's tea")
        .spawn(stage.coro("g", async |_| Ok(3)));
    stalled(&stage);
    assert_eq!(
        plain(&format!("{named:?}")),
        "<Task finished name=\"it's tea\" coro=<g()> result=3>"
    );
    let fails: Result<()> = Err(oops());
    let failing = stage.create_task(stage.coro("h", async |_| fails));
    stalled(&stage);
    let written = "<Task finished name='Task-2' coro=<h()> exception=ValueError('oops')>";
    assert_eq!(plain(&failing.repr()), written);
    assert_eq!(failing.exception().unwrap(), Some(oops()));
}

#[test]
fn w6_without_debug_mode_only_a_task_that_failed_remembers_its_coroutine() {
    let stage = Stage::new();
    let task = stage.create_task(stage.coro("f", async |_| Ok(1)));
    assert_eq!(task.repr(), "<Task pending name='Task-1' coro=<f()>>");
    let fails: Result<()> = Err(oops());
    let failing = stage.create_task(stage.coro("h", async |_| fails));
    stalled(&stage);
    assert_eq!(task.repr(), "<Task finished name='Task-1' result=1>");
    let written = "<Task finished name='Task-2' coro=<h()> exception=ValueError('oops')>";
    assert_eq!(failing.repr(), written);
    assert!(failing.exception().is_ok());
}

#[test]
fn w6_tasks_and_futures_are_values_too() {
    let stage = Stage::new();
    let task: Task<Task<i32>> = stage.create_task(stage.coro("makes", async |stage: Stage| {
        Ok(stage.create_task(stage.coro("inner", async |_| Ok(3))))
    }));
    let inner = stage.run_until_complete(&task).expect("it made one");
    assert_eq!(stage.run_until_complete(inner), Ok(3));
    // As `reprlib` cuts it.
    assert_eq!(
        task.repr(),
        "<Task finished name='Task-1' result=<Task finishe...k-2' result=3>>"
    );
    let future: Future<Vec<Future<i32>>> = stage.create_future();
    assert_eq!(vec![future].repr(), "[<Future pending>]");
}

#[test]
fn w6_of_a_long_chain_or_a_circle_of_tasks_only_the_beginning_is_written() {
    let stage = Stage::new();
    let never = stage.create_future::<()>();
    let mut last = stage.create_task(stage.coro("link", async |_| never.await));
    for _ in 0..if cfg!(miri) { 20 } else { 100_000 } {
        let inner = last.clone();
        last = stage.create_task(stage.coro("link", async |_| inner.await));
    }
    stalled(&stage);
    let written = last.repr();
    assert_eq!(written.matches("wait_for=<Task").count(), 7);
    assert_eq!(written.matches("wait_for=...").count(), 1);
}
