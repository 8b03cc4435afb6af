//! Rules A10 to A15 of a loop that is run several times. The orders are CPython
//! 3.14's.

use crate::{
    runner_rules::attempt,
    stage::{Stage, shown},
};
use asyncio::{Drive, Exception, Forever, Loop, Progress, Run, Runner};
use std::rc::Rc;

#[test]
fn a10_what_the_last_iteration_scheduled_is_for_the_next_run() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_later(1.0, "stop", move || {
        nested.say("stop");
        nested.stop();
        nested.call_soon("later", nested.saying("later"));
    });
    stage.call_later(1.0, "same", stage.saying("same"));
    attempt(&stage, "forever", &stage.run_forever());
    let nested = stage.clone();
    stage.call_later(1.0, "stop", move || nested.stop());
    attempt(&stage, "forever", &stage.run_forever());
    stage.stop();
    attempt(&stage, "stopped before", &stage.run_forever());
    stage.said(&[
        "1 1 stop",
        "1 1 same",
        "1 1 forever: ()",
        "2 1 later",
        "3 2 forever: ()",
        "3 2 stopped before: ()",
    ]);
}

#[test]
fn a12_what_an_exit_left_over_runs_when_the_loop_is_run_again() {
    let stage = Stage::new();
    stage.call_soon("exits", || Err(Exception::keyboard_interrupt()));
    stage.call_soon("rest", stage.saying("rest"));
    let nested = stage.clone();
    stage.call_soon("stop", move || nested.stop());
    attempt(&stage, "forever", &stage.run_forever());
    assert!(!stage.is_running());
    attempt(&stage, "forever", &stage.run_forever());
    stage.said(&[
        "1 0 forever: KeyboardInterrupt()",
        "2 0 rest",
        "2 0 forever: ()",
    ]);
}

#[test]
fn a10_run_forever_step_by_step() {
    let stage = Stage::new();
    let nested = stage.clone();
    stage.call_later(2.0, "stop", move || nested.stop());
    let mut forever = Forever::new(&stage);
    assert!(!stage.is_running());
    assert!(forever.outcome().is_err_and(|e| e.is("InvalidStateError")));
    assert_eq!(forever.step(), Progress::Ran);
    assert!(stage.is_running());
    let deadline = Some(2.0);
    assert_eq!(forever.step(), Progress::Idle { deadline });
    stage.advance_to(2.0);
    assert_eq!(forever.step(), Progress::Finished);
    assert!(!stage.is_running());
    assert_eq!(forever.outcome(), Ok(()));
    // Half-way it can be left, and the loop be run by somebody else.
    let mut forever = Forever::new(&stage);
    assert_eq!(forever.step(), Progress::Ran);
    drop(forever);
    assert!(!stage.is_running());
    assert_eq!(stage.close(), Ok(()));
    let mut forever = Forever::new(&stage);
    assert_eq!(forever.step(), Progress::Finished);
    let closed = "RuntimeError('Event loop is closed')";
    assert_eq!(shown(&forever.outcome()), closed);
    assert_eq!(shown(&stage.run_forever()), closed);
}

#[test]
fn a15_nothing_runs_or_closes_a_loop_that_runs() {
    let stage = Stage::new();
    let runner = Rc::new(Runner::new(&stage));
    let inner = runner.clone();
    let ended = runner.run(stage.coro("nest", async move |stage: Stage| {
        attempt(&stage, "run", &inner.run(stage.worker("x", 1.0)));
        let run = Run::new(&stage, stage.worker("x", 1.0));
        attempt(&stage, "asyncio.run", &run.complete());
        let never = stage.create_future::<()>();
        attempt(&stage, "until", &stage.run_until_complete(never));
        attempt(&stage, "forever", &stage.run_forever());
        attempt(&stage, "close", &stage.close());
        let mut main = inner.start(stage.worker("x", 1.0));
        assert_eq!(main.step(), Progress::Ran);
        assert_eq!(main.step(), Progress::Finished);
        attempt(&stage, "start", &main.outcome());
        stage.sleep(0.0).await?;
        Ok(1)
    }));
    assert_eq!(ended, Ok(1));
    stage.said(&[
        "1 0 run: RuntimeError('Runner.run() cannot be called from a running event loop')",
        "1 0 asyncio.run: RuntimeError('asyncio.run() cannot be called from a running event loop')",
        "1 0 until: RuntimeError('This event loop is already running')",
        "1 0 forever: RuntimeError('This event loop is already running')",
        "1 0 close: RuntimeError('Cannot close a running event loop')",
        "1 0 start: RuntimeError('Runner.run() cannot be called from a running event loop')",
    ]);
}

/// asyncio refuses that, because a thread has one running loop. Here no loop
/// knows of another.
#[test]
fn a15_another_loop_may_run_inside_a_callback() {
    let stage = Stage::new();
    let ended = stage.run(async |stage: Stage| {
        let other = Loop::new();
        let theirs = other.clone();
        let slept = other.run_until_complete(other.coroutine("other", async move {
            theirs.sleep(5.0).await?;
            Ok((theirs.time(), theirs.current_task().map(|t| t.name())))
        }))?;
        stage.say(format_args!("{slept:?}"));
        stage.sleep(1.0).await?;
        let current = stage.current_task().map(|task| task.name());
        stage.say(format_args!("{current:?}"));
        other.close()
    });
    assert_eq!(ended, Ok(()));
    stage.said(&[r#"1 0 (5.0, Some("Task-1"))"#, r#"3 1 Some("Task-1")"#]);
}
