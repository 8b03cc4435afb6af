//! Rules J1 to J6: `asyncio.run` and its duties.

use crate::stage::{Stage, oops, shown};
use asyncio::{
    Coroutine, Drive, Exception, Progress, Result, Run, Runner,
    observe::{Event, Outcome},
};

#[test]
fn j1_run_is_refused_inside_a_running_loop() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = Run::new(&stage, stage.worker("inner", 0.0));
        stage.say(shown(&inner.complete()));
        // The loop has taken no harm.
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('asyncio.run() cannot be called from a running event loop')",
        "2 0 ()",
    ]);
    assert!(stage.is_closed());
    let again = stage.run(async |_| Ok(()));
    assert_eq!(
        again.unwrap_err().repr(),
        "RuntimeError('Event loop is closed')"
    );
}

#[test]
fn j1_there_is_no_outcome_before_the_end() {
    let stage = Stage::new();
    let mut run = Run::new(&stage, stage.worker("a", 1.0));
    assert!(run.outcome().unwrap_err().is("InvalidStateError"));
    let mut waits = Vec::new();
    loop {
        match run.step() {
            Progress::Ran => {}
            Progress::Idle { deadline } => {
                waits.extend(deadline);
                stage.advance_to_next_deadline();
            }
            Progress::Finished => break,
        }
    }
    assert_eq!(waits, [1.0]);
    assert_eq!(run.outcome(), Ok("a"));
    assert_eq!(run.step(), Progress::Finished);
}

fn stages(event: &Event<'_>) -> Option<String> {
    match event {
        Event::RunStage { stage, tasks } => Some(format!("{stage:?} {tasks}")),
        Event::LoopStarted => Some("started".into()),
        Event::LoopStopped => Some("stopped".into()),
        Event::LoopClosed { dropped } => Some(format!("closed {dropped}")),
        Event::TaskFinished { task, outcome } => {
            let how = match outcome {
                Outcome::Result(repr) => format!("returns {repr}"),
                Outcome::Exception(error) => format!("raises {}", error.repr()),
                Outcome::Cancelled(_) => "is cancelled".into(),
            };
            Some(format!("task {} {how}", task.0))
        }
        Event::ExceptionHandler { message, .. } => Some((*message).into()),
        _ => None,
    }
}

#[test]
fn j2_the_duties_of_run_in_their_order() {
    let stage = Stage::observing(stages);
    stage.play(async |stage: Stage| {
        stage.create_task(stage.worker("a", 9.0));
        stage.create_task(stage.coro("b", async |stage: Stage| {
            let ended: Result<()> = stage.sleep(9.0).await.map_err(|_| oops());
            ended
        }));
        stage.call_later(50.0, "left in the heap", || ());
        stage.sleep(0.0).await
    });
    stage.said(&[
        "NewLoop 0",
        "started",
        "2 0 a starts",
        "task 0 returns None",
        "stopped",
        "MainDone 0",
        "CancelLeftovers 2",
        "started",
        "4 0 a CancelledError()",
        "task 1 is cancelled",
        "task 2 raises ValueError('oops')",
        "stopped",
        "unhandled exception during asyncio.run() shutdown",
        "CloseAsyncgens 0",
        "started",
        "stopped",
        "CloseExecutor 0",
        "started",
        "stopped",
        "CloseLoop 0",
        "closed 1",
    ]);
}

#[test]
fn j2_leftovers_are_cancelled_in_creation_order() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        for name in ["c", "a", "b"] {
            stage.create_task(stage.cleaner(name, 1.0));
        }
        let last = stage.coro("last", async |stage: Stage| {
            let ended: Result<()> = stage.sleep(9.0).await.map_err(|_| oops());
            ended
        });
        stage.create_task(last);
        stage.sleep(1.0).await
    });
    stage.said(&[
        "2 0 c starts",
        "2 0 a starts",
        "2 0 b starts",
        "6 1 c CancelledError()",
        "6 1 a CancelledError()",
        "6 1 b CancelledError()",
        "9 2 c has cleaned up",
        "9 2 a has cleaned up",
        "9 2 b has cleaned up",
        "unhandled exception during asyncio.run() shutdown: ValueError('oops')",
    ]);
}

#[test]
fn j3_with_nothing_left_there_is_nothing_to_gather() {
    let stage = Stage::observing(stages);
    assert_eq!(stage.run(async |_| Ok(42)), Ok(42));
    assert_eq!(stage.iteration(), 2);
    stage.said(&[
        "NewLoop 0",
        "started",
        "task 0 returns 42",
        "stopped",
        "MainDone 0",
        "CancelLeftovers 0",
        "CloseAsyncgens 0",
        "started",
        "stopped",
        "CloseExecutor 0",
        "started",
        "stopped",
        "CloseLoop 0",
        "closed 0",
    ]);
}

/// Says that it is alive in each iteration.
fn ticking(stage: &Stage) -> Coroutine<()> {
    stage.coro("ticking", async |stage: Stage| {
        for number in 0.. {
            stage.say(format_args!("late {number}"));
            stage.sleep(0.0).await?;
        }
        Ok(())
    })
}

#[test]
fn j4_what_is_spawned_in_the_clean_up_lives_as_long_as_that_takes() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let inner = stage.worker("a", 1000.0);
        stage.create_task(stage.coro("spawner", async |stage: Stage| {
            let ended = inner.await;
            stage.create_task(ticking(&stage));
            ended
        }));
        stage.sleep(0.0).await?;
        stage.say("main ends");
        Ok(())
    });
    // Recorded from CPython 3.14.
    stage.said(&[
        "2 0 a starts",
        "2 0 main ends",
        "4 0 a CancelledError()",
        "5 0 late 0",
        "6 0 late 1",
        "7 0 late 2",
        "8 0 late 3",
        "9 0 late 4",
        "10 0 late 5",
    ]);
}

#[test]
fn j4_others_run_in_the_iteration_that_stops_the_loop() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.say("main ends");
        stage.call_soon("with the stop", stage.saying("with the stop"));
        stage.create_task(stage.worker("b", 5.0));
        Ok(())
    });
    // Recorded from CPython 3.14.
    stage.said(&[
        "1 0 main ends",
        "2 0 with the stop",
        "2 0 b starts",
        "3 0 b CancelledError()",
    ]);
}

#[test]
fn j5_a_task_that_ignores_its_cancellation_is_waited_for() {
    let stage = Stage::new();
    let ended = stage.run(async |stage: Stage| {
        stage.create_task(stage.coro("ignores", async |stage: Stage| {
            for _ in 0..2 {
                stage.say(shown(&stage.sleep(5.0).await));
            }
            Ok(())
        }));
        stage.sleep(1.0).await?;
        Ok("result")
    });
    assert_eq!(ended, Ok("result"));
    stage.said(&["6 1 CancelledError()", "8 6 ()"]);
}

#[test]
fn j5_for_ever_if_need_be() {
    let stage = Stage::new();
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.coro("deaf", async |stage: Stage| -> Result<()> {
            loop {
                if stage.sleep(1.0).await.is_err() {
                    stage.say("what was that?");
                }
            }
        }));
        stage.sleep(0.5).await
    });
    let mut run = Run::new(&stage, main);
    // Whoever drives it decides how long for ever is.
    while stage.time() < 50.0 {
        match run.step() {
            Progress::Ran => {}
            Progress::Idle { .. } => assert!(stage.advance_to_next_deadline()),
            Progress::Finished => panic!("it was not waited for"),
        }
    }
    stage.said(&["6 0.5 what was that?"]);
    drop(run);
    assert!(stage.is_closed());
}

/// Nobody can be told that a loop which runs was closed (rule A15).
#[test]
fn j5_given_up_in_the_clean_up_the_loop_stops_before_it_closes() {
    let stage = Stage::observing(stages);
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.coro("deaf", async |stage: Stage| {
            drop(stage.sleep(9.0).await);
            stage.sleep(9.0).await
        }));
        stage.sleep(0.0).await
    });
    let runner = Runner::new(&stage);
    assert_eq!(runner.run(main), Ok(()));
    let mut close = runner.close();
    while close.step() == Progress::Ran {}
    drop(close);
    stage.said(&[
        "NewLoop 0",
        "started",
        "task 0 returns None",
        "stopped",
        "MainDone 0",
        "CancelLeftovers 1",
        "started",
        "stopped",
        "closed 1",
        "Task was destroyed but it is pending!",
    ]);
}

#[test]
fn j6_an_exit_in_any_task_leaves_and_the_others_are_cleaned_up() {
    let stage = Stage::new();
    let ended: Result<()> = stage.run(async |stage: Stage| {
        stage.create_task(stage.worker("other", 9.0));
        stage.create_task(stage.coro("exits", async |stage: Stage| {
            stage.sleep(1.0).await?;
            Result::<()>::Err(Exception::system_exit(3))
        }));
        let slept = stage.sleep(9.0).await;
        stage.say(format_args!("main {}", shown(&slept)));
        slept
    });
    let error = ended.unwrap_err();
    assert_eq!(error.exit_code(), Some(3));
    stage.said(&[
        "2 0 other starts",
        "5 1 main CancelledError()",
        "5 1 other CancelledError()",
    ]);
    assert!(stage.is_closed());
}

#[test]
fn j6_an_exit_in_the_clean_up_ends_it_and_takes_its_place() {
    let stage = Stage::observing(stages);
    let ended: Result<()> = stage.run(async |stage: Stage| {
        stage.create_task(stage.coro("exits", async |stage: Stage| {
            drop(stage.sleep(9.0).await);
            Result::<()>::Err(Exception::keyboard_interrupt())
        }));
        stage.sleep(0.0).await?;
        Err(oops())
    });
    assert_eq!(ended, Err(Exception::keyboard_interrupt()));
    stage.said(&[
        "NewLoop 0",
        "started",
        "task 0 raises ValueError('oops')",
        "stopped",
        "MainDone 0",
        "CancelLeftovers 1",
        "started",
        "task 1 raises KeyboardInterrupt()",
        "stopped",
        "CloseLoop 0",
        "closed 1",
        "Task exception was never retrieved",
    ]);
}

#[test]
fn a_deadlock_closes_the_loop_and_says_so() {
    let stage = Stage::new();
    stage.handler();
    let never = stage.create_future::<()>();
    let ended = stage.run({
        let never = never.clone();
        async move |stage: Stage| {
            stage.task().name("stuck").spawn(stage.coro("waits", {
                let never = never.clone();
                async move |_| never.await
            }));
            never.await
        }
    });
    assert!(
        ended
            .unwrap_err()
            .message()
            .is_some_and(|m| m.starts_with("deadlock"))
    );
    assert!(stage.is_closed() && !stage.is_running());
    stage.said(&["Task was destroyed but it is pending!"]);
}
