//! Rule J7: what Ctrl-C does. The outcomes are those of `signal.raise_signal` in
//! CPython 3.14.

use crate::{
    foreign::Bell,
    stage::{Stage, oops, shown},
};
use asyncio::{
    Coroutine, Drive, Exception, Interrupt, Live, Loop, Progress, Result, Run, Runner, Value,
};
use std::{fmt::Debug, sync::Arc, task::Waker, thread};

/// Runs `main` and interrupts it at these times; says how it ended, and gives the
/// time at which the loop was closed.
fn interrupted<T: Value + Debug>(stage: &Stage, main: Coroutine<T>, at: &[f64]) -> f64 {
    let runner = Runner::new(stage);
    for seconds in at {
        let interrupt = runner.interrupt_handle();
        stage.call_later(*seconds, "Ctrl-C", move || interrupt.interrupt());
    }
    stage.say(shown(&runner.run(main)));
    for task in stage.all_tasks() {
        stage.say(format_args!("left: {} {}", task.name(), task.cancelling()));
    }
    assert_eq!(runner.close().complete(), Ok(()));
    assert!(stage.is_closed());
    assert_eq!(stage.live(), Live::default());
    stage.time()
}

#[test]
fn j7_the_first_interrupt_cancels_the_main_task() {
    let stage = Stage::new();
    assert_eq!(interrupted(&stage, stage.worker("main", 5.0), &[1.0]), 1.0);
    stage.said(&[
        "1 0 main starts",
        "3 1 main CancelledError()",
        "4 1 KeyboardInterrupt()",
    ]);
}

#[test]
fn j7_the_context_of_the_interrupt_is_the_cancellation() {
    let stage = Stage::new();
    let run = Run::new(&stage, stage.worker("main", 5.0));
    run.interrupt();
    let error = run.complete().unwrap_err();
    assert!(
        error
            .context()
            .is_some_and(|context| context.is_cancelled())
    );
}

#[test]
fn j7_a_main_task_may_clean_up_first() {
    let stage = Stage::new();
    assert_eq!(interrupted(&stage, stage.cleaner("main", 5.0), &[1.0]), 6.0);
    stage.said(&[
        "1 0 main starts",
        "3 1 main CancelledError()",
        "5 6 main has cleaned up",
        "6 6 KeyboardInterrupt()",
    ]);
}

#[test]
fn j7_a_main_task_that_swallows_it_returns() {
    let stage = Stage::new();
    assert_eq!(interrupted(&stage, stage.stubborn("main"), &[1.0]), 1.0);
    stage.said(&[
        "1 0 main starts",
        "3 1 main CancelledError()",
        "4 1 \"main\"",
    ]);
}

#[test]
fn j7_a_main_task_that_turns_it_into_something_else_raises_that() {
    let stage = Stage::new();
    let inner = stage.worker("main", 5.0);
    let main = stage.coro("main", async move |_| inner.await.map_err(|_| oops()));
    assert_eq!(interrupted(&stage, main, &[1.0]), 1.0);
    stage.said(&[
        "1 0 main starts",
        "3 1 main CancelledError()",
        "4 1 ValueError('oops')",
    ]);
}

#[test]
fn j7_a_main_task_that_somebody_else_cancelled_as_well_was_cancelled() {
    let stage = Stage::new();
    let inner = stage.worker("main", 5.0);
    let main = stage.coro("main", async move |stage: Stage| {
        let task = stage.current_task().expect("it runs in a task");
        let nested = stage.clone();
        stage.call_later(1.0, "cancel", move || {
            nested.say("other cancel");
            task.cancel();
        });
        inner.await
    });
    assert_eq!(interrupted(&stage, main, &[1.0]), 1.0);
    stage.said(&[
        "1 0 main starts",
        "2 1 other cancel",
        "3 1 main CancelledError()",
        "4 1 CancelledError()",
    ]);
}

#[test]
fn j7_the_second_interrupt_leaves_the_loop() {
    let stage = Stage::new();
    assert_eq!(
        interrupted(&stage, stage.cleaner("main", 5.0), &[1.0, 2.0]),
        2.0
    );
    stage.said(&[
        "1 0 main starts",
        "3 1 main CancelledError()",
        "4 2 KeyboardInterrupt()",
        "4 2 left: Task-1 1",
    ]);
}

#[test]
fn j7_two_at_once_leave_before_anything_else_runs() {
    let stage = Stage::new();
    let inner = stage.worker("main", 5.0);
    let main = stage.coro("main", async move |stage: Stage| {
        stage.create_task(stage.cleaner("other", 1.0));
        inner.await
    });
    assert_eq!(interrupted(&stage, main, &[1.0, 1.0]), 2.0);
    stage.said(&[
        "1 0 main starts",
        "2 0 other starts",
        "3 1 KeyboardInterrupt()",
        "3 1 left: Task-1 1",
        "3 1 left: Task-2 0",
        "4 1 main CancelledError()",
        "4 1 other CancelledError()",
        "7 2 other has cleaned up",
    ]);
}

#[test]
fn j7_an_interrupt_after_the_end_of_the_main_task_leaves_the_loop() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let interrupt = runner.interrupt_handle();
    let ended = runner.run(stage.coro("main", async move |stage: Stage| {
        let nested = stage.clone();
        stage.call_soon("Ctrl-C", move || {
            nested.say("interrupting");
            interrupt.interrupt();
        });
        stage.say("main ends");
        Ok(4)
    }));
    assert_eq!(ended, Err(Exception::keyboard_interrupt()));
    stage.said(&["1 0 main ends", "2 0 interrupting"]);
    assert_eq!(runner.close().complete(), Ok(()));
}

#[test]
fn j7_what_a_shield_protects_outlives_the_interrupt() {
    let stage = Stage::new();
    let inner = stage.worker("inner", 3.0);
    let main = stage.coro("main", async move |stage: Stage| stage.shield(inner).await);
    assert_eq!(interrupted(&stage, main, &[1.0]), 1.0);
    stage.said(&[
        "2 0 inner starts",
        "5 1 KeyboardInterrupt()",
        "5 1 left: Task-2 0",
        "6 1 inner CancelledError()",
    ]);
}

#[test]
fn j7_the_next_run_counts_from_the_start() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    for _ in 0..2 {
        let main = runner.start(stage.worker("main", 5.0));
        let interrupt = main.interrupt_handle();
        stage.call_later(1.0, "Ctrl-C", move || interrupt.interrupt());
        let ended = main.complete();
        assert_eq!(shown(&ended), "KeyboardInterrupt()");
    }
    assert_eq!(
        stage.timed(),
        [
            "0 main starts",
            "1 main CancelledError()",
            "1 main starts",
            "2 main CancelledError()"
        ]
    );
    assert_eq!(runner.close().complete(), Ok(()));
}

#[test]
fn j7_an_interrupt_in_the_clean_up_ends_it() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let ended = runner.run(stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.cleaner("other", 2.0));
        stage.sleep(1.0).await
    }));
    assert_eq!(ended, Ok(()));
    let close = runner.close();
    let interrupt = close.interrupt_handle();
    stage.call_later(1.0, "Ctrl-C", move || interrupt.interrupt());
    assert_eq!(shown(&close.complete()), "KeyboardInterrupt()");
    assert_eq!(stage.time(), 2.0);
    stage.said(&["2 0 other starts", "6 1 other CancelledError()"]);
    assert!(stage.is_closed());
    assert_eq!(stage.live(), Live::default());
}

/// Runs something with a clean-up, and interrupts it so many times before this
/// step. Says how it ended, and in how many steps.
fn interrupted_before(step: usize, times: usize) -> (Result<i32>, usize) {
    let stage = Stage::new();
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.cleaner("other", 1.0));
        stage.sleep(5.0).await?;
        Ok(7)
    });
    let mut run = Run::new(&stage, main);
    let mut steps = 0;
    loop {
        if steps == step {
            for _ in 0..times {
                run.interrupt();
            }
        }
        steps += 1;
        match run.step() {
            Progress::Ran => {}
            Progress::Idle { .. } => assert!(stage.advance_to_next_deadline()),
            Progress::Finished => break,
        }
    }
    let ended = run.outcome();
    assert!(stage.is_closed(), "interrupted before step {step}");
    drop(run);
    assert_eq!(stage.live(), Live::default());
    (ended, steps)
}

#[test]
fn j7_run_is_interrupted_at_any_moment() {
    let (ended, steps) = interrupted_before(usize::MAX, 1);
    assert_eq!(ended, Ok(7));
    let mut between = 0;
    for step in 0..steps {
        for times in [1, 2] {
            match interrupted_before(step, times).0 {
                // Nothing is left to interrupt when only the closing is to be done.
                Ok(value) => assert_eq!((value, step >= steps - 2), (7, true)),
                Err(error) if error.is("RuntimeError") => between += 1,
                Err(error) => assert_eq!(error, Exception::keyboard_interrupt()),
            }
        }
    }
    // The step between the main task's end and the stop, as below; a second
    // interrupt ends the clean-up before that comes to it.
    assert_eq!(between, 1);
}

#[test]
fn j7_an_interrupt_between_the_end_and_the_stop_leaves_the_stop_to_the_clean_up() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let interrupt = runner.interrupt_handle();
    let ended = runner.run(stage.coro("main", async move |stage: Stage| {
        stage.create_task(stage.cleaner("other", 1.0));
        stage.sleep(1.0).await?;
        stage.call_soon("Ctrl-C", move || interrupt.interrupt());
        Ok(7)
    }));
    stage.say(shown(&ended));
    stage.say(shown(&runner.close().complete()));
    // Recorded from CPython 3.14.
    stage.said(&[
        "2 0 other starts",
        "5 1 KeyboardInterrupt()",
        "6 1 other CancelledError()",
        "6 1 RuntimeError('Event loop stopped before Future completed.')",
    ]);
}

#[test]
fn j7_a_task_that_is_interrupted_before_its_start_never_begins() {
    let stage = Stage::new();
    let run = Run::new(&stage, stage.worker("main", 1.0));
    run.interrupt();
    assert_eq!(shown(&run.complete()), "KeyboardInterrupt()");
    stage.said(&[]);
}

#[test]
fn j7_an_interrupt_from_another_thread_wakes_whoever_drives_the_loop() {
    let bell = Arc::new(Bell::default());
    let stage = Stage::on(Loop::builder().driver(Waker::from(bell.clone())).build());
    // Nothing but the interrupt will ever end it.
    let never = stage.create_future::<()>();
    let mut run = Run::new(&stage, never);
    let interrupt: Interrupt = run.interrupt_handle();
    let (idle, told) = std::sync::mpsc::channel();
    let signal = thread::spawn(move || {
        told.recv().expect("the loop becomes idle");
        interrupt.interrupt();
    });
    loop {
        match run.step() {
            Progress::Ran => {}
            Progress::Idle { .. } => {
                idle.send(()).ok();
                bell.wait();
            }
            Progress::Finished => break,
        }
    }
    signal.join().expect("it only interrupts");
    let ended: Result<()> = run.outcome();
    assert_eq!(shown(&ended), "KeyboardInterrupt()");
}

#[test]
fn j7_an_interrupt_after_everything_changes_nothing() {
    let stage = Stage::new();
    let run = Run::new(&stage, stage.worker("main", 1.0));
    let interrupt = run.interrupt_handle();
    assert_eq!(run.complete(), Ok("main"));
    interrupt.interrupt();
    drop(stage);
    interrupt.interrupt();
}
