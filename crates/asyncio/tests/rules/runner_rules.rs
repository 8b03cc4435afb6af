//! Rules J1, J2, J8 of a `Runner`. The orders are CPython 3.14's.

use crate::stage::{Stage, oops, shown};
use asyncio::{
    ContextVar, Drive, Exception, Live, Loop, Main, Progress, Result, Run, Runner, TaskRef, Turn,
    Value,
};
use std::{cell::OnceCell, rc::Rc};

pub(crate) fn attempt<T: Value + std::fmt::Debug>(stage: &Stage, what: &str, outcome: &Result<T>) {
    stage.say(format_args!("{what}: {}", shown(outcome)));
}

#[test]
fn j1_several_runs_share_the_loop_and_what_is_pending() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let a = Rc::new(OnceCell::new());
    let slot = a.clone();
    let first = runner.run(stage.coro("first", async move |stage: Stage| {
        drop(slot.set(stage.create_task(stage.worker("a", 3.0))));
        stage.create_task(stage.worker("b", 30.0));
        stage.sleep(1.0).await?;
        stage.say("main 1 ends");
        Ok(())
    }));
    attempt(&stage, "run 1", &first);
    let a = a.get().expect("the first run made it").clone();
    let second = runner.run(stage.coro("second", async move |stage: Stage| {
        stage.say("main 2");
        a.await
    }));
    attempt(&stage, "run 2", &second);
    attempt(&stage, "run 3", &runner.run(stage.sleep(1.0)));
    let left: Vec<_> = stage.all_tasks().iter().map(TaskRef::name).collect();
    assert_eq!(left, ["Task-3"]);
    assert_eq!(runner.close().complete(), Ok(()));
    assert_eq!(runner.close().complete(), Ok(()));
    let refused = shown(&runner.run(stage.sleep(1.0)));
    assert_eq!(refused, "RuntimeError('Runner is closed')");
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 main 1 ends",
        "5 1 run 1: ()",
        "6 1 main 2",
        "8 3 a ends",
        "10 3 run 2: \"a\"",
        "14 4 run 3: ()",
        "15 4 b CancelledError()",
    ]);
}

#[test]
fn j1_several_runs_share_one_context() {
    let stage = Stage::new();
    let word = ContextVar::<&str>::new("word");
    let outside = word.set(&stage, "outside");
    let runner = Runner::new(&stage);
    let set = |value: &'static str| {
        let word = word.clone();
        stage.coro("main", async move |stage: Stage| {
            let before = word.get(&stage);
            drop(word.set(&stage, value));
            Ok(before)
        })
    };
    assert_eq!(runner.run(set("first")), Ok(Some("outside")));
    assert_eq!(word.reset(&stage, outside), Ok(()));
    assert_eq!(runner.run(set("second")), Ok(Some("first")));
    // It is a copy, so nothing of it is seen outside.
    assert_eq!(word.get(&stage), None);
    assert_eq!(runner.close().complete(), Ok(()));
}

#[test]
fn j1_an_exit_in_one_run_leaves_its_main_task_to_the_next() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let exits = stage.coro("exits", async |stage: Stage| {
        stage.create_task(stage.coro("exit", async |stage: Stage| {
            stage.sleep(1.0).await?;
            Result::<()>::Err(Exception::system_exit(3))
        }));
        stage.worker("main", 5.0).await
    });
    attempt(&stage, "exits", &runner.run(exits));
    attempt(&stage, "next", &runner.run(stage.worker("next", 1.0)));
    attempt(&stage, "last", &runner.run(stage.worker("last", 10.0)));
    stage.said(&[
        "1 0 main starts",
        "4 1 exits: SystemExit(3)",
        "5 1 next starts",
        "7 2 next ends",
        "8 2 next: \"next\"",
        "9 2 last starts",
        "11 5 main ends",
        "13 12 last ends",
        "14 12 last: \"last\"",
    ]);
    assert_eq!(runner.close().complete(), Ok(()));
}

#[test]
fn j1_a_loop_that_somebody_else_closed() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    assert_eq!(runner.run(stage.worker("a", 1.0)), Ok("a"));
    assert_eq!(runner.get_loop().close(), Ok(()));
    attempt(&stage, "run", &runner.run(stage.sleep(1.0)));
    attempt(&stage, "close", &runner.close().complete());
    attempt(&stage, "close again", &runner.close().complete());
    stage.said(&[
        "1 0 a starts",
        "3 1 a ends",
        "4 1 run: RuntimeError('Event loop is closed')",
        "4 1 close: RuntimeError('Event loop is closed')",
        "4 1 close again: ()",
    ]);
}

#[test]
fn j2_closing_inside_a_run_cancels_and_is_refused() {
    let stage = Stage::new();
    let runner = Rc::new(Runner::new(&stage));
    let inner = runner.clone();
    let ended = runner.run(stage.coro("main", async move |stage: Stage| {
        stage.create_task(stage.worker("left", 9.0));
        stage.sleep(1.0).await?;
        attempt(&stage, "close", &inner.close().complete());
        attempt(&stage, "main", &stage.sleep(1.0).await);
        Ok(2)
    }));
    attempt(&stage, "run", &ended);
    attempt(&stage, "again", &runner.run(stage.worker("again", 1.0)));
    attempt(&stage, "close", &runner.close().complete());
    stage.said(&[
        "2 0 left starts",
        "4 1 close: RuntimeError('Cannot close a running event loop')",
        "5 1 left CancelledError()",
        "5 1 main: CancelledError()",
        "6 1 run: 2",
        "7 1 again starts",
        "9 2 again ends",
        "10 2 again: \"again\"",
        "10 2 close: ()",
    ]);
}

#[test]
fn j2_stopping_the_loop_in_the_clean_up_ends_it() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let main = runner.run(stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.coro("stops", async |stage: Stage| {
            let ended = stage.sleep(9.0).await;
            stage.say("stops");
            stage.stop();
            stage.sleep(2.0).await?;
            stage.say("never");
            ended
        }));
        stage.sleep(1.0).await
    }));
    attempt(&stage, "run", &main);
    attempt(&stage, "close", &runner.close().complete());
    attempt(&stage, "close again", &runner.close().complete());
    stage.said(&[
        "5 1 run: ()",
        "6 1 stops",
        "6 1 close: RuntimeError('Event loop stopped before Future completed.')",
        "6 1 close again: ()",
    ]);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn j8_run_takes_any_awaitable() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let future = stage.create_future::<i32>();
    let parcel = future.clone();
    stage.call_later(2.0, "deliver", move || parcel.set_result(5));
    attempt(&stage, "future", &runner.run(&future));
    let failed = stage.create_future::<()>();
    failed.set_exception(oops()).unwrap();
    attempt(&stage, "failed", &runner.run(failed));
    let task = stage.create_task(stage.worker("c", 1.0));
    attempt(&stage, "task", &runner.run(&task));
    attempt(&stage, "sleep", &runner.run(stage.sleep(1.0)));
    assert_eq!(task.name(), "Task-3");
    stage.said(&[
        "4 2 future: 5",
        "6 2 failed: ValueError('oops')",
        "7 2 c starts",
        "9 3 c ends",
        "11 3 task: \"c\"",
        "15 4 sleep: ()",
    ]);
    assert_eq!(runner.close().complete(), Ok(()));
    let run = Run::new(&Loop::new(), task);
    assert_eq!(run.complete(), Ok("c"));
}

#[test]
fn a_run_that_is_dropped_half_way_leaves_its_main_task_to_the_clean_up() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let mut main: Main<&str> = runner.start(stage.worker("a", 9.0));
    while main.step() == Progress::Ran {}
    assert!(main.outcome().is_err_and(|e| e.is("InvalidStateError")));
    assert!(stage.is_running());
    drop(main);
    assert!(!stage.is_running());
    assert_eq!(runner.run(stage.sleep(1.0)), Ok(()));
    assert_eq!(runner.close().complete(), Ok(()));
    stage.said(&["1 0 a starts", "6 1 a CancelledError()"]);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_run_dropped_in_the_middle_of_an_iteration_leaves_none_in_progress() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    for name in ["a", "b", "c"] {
        stage.call_soon(name, stage.saying(name));
    }
    let mut main = runner.start(stage.sleep(1.0));
    assert_eq!(main.step(), Progress::Ran);
    assert_eq!(main.step(), Progress::Ran);
    assert_eq!(stage.left_in_iteration(), 3);
    drop(main);
    assert_eq!(stage.left_in_iteration(), 0);
    let idle = Turn::Idle {
        deadline: Some(1.0),
    };
    assert_eq!(stage.run_until_stalled(), idle);
    stage.said(&["1 0 a", "2 0 b", "2 0 c"]);
}

#[test]
fn a_runner_that_is_dropped_closes_its_loop() {
    for closing in [false, true] {
        let stage = Stage::new();
        let runner = Runner::new(&stage);
        stage.create_task(stage.cleaner("left", 9.0));
        assert_eq!(runner.run(stage.sleep(1.0)), Ok(()));
        if closing {
            let mut close = runner.close();
            for _ in 0..2 {
                assert_eq!(close.step(), Progress::Ran);
            }
            assert!(close.outcome().is_err_and(|e| e.is("InvalidStateError")));
        } else {
            // A clean-up that never began is none.
            drop(runner.close());
            assert!(!stage.is_closed());
            drop(runner);
        }
        assert!(stage.is_closed() && !stage.is_running());
        assert_eq!(stage.live(), Live::default());
    }
}

#[test]
fn a_runner_that_never_ran_leaves_the_loop_alone_unless_it_is_closed() {
    let stage = Stage::new();
    drop(Runner::new(&stage));
    drop(Runner::new(&stage).start(stage.worker("never", 1.0)));
    assert!(!stage.is_closed());
    let left = stage.create_task(stage.worker("left", 1.0));
    assert_eq!(Runner::new(&stage).close().complete(), Ok(()));
    assert!(stage.is_closed() && left.cancelled());
}

#[test]
fn a_deadlock_of_the_main_task_leaves_the_clean_up_to_do() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let never = stage.create_future::<()>();
    let deadlock = runner.run(stage.coro("waits", async move |stage: Stage| {
        let ended = never.await;
        attempt(&stage, "waits", &ended);
        ended
    }));
    assert!(deadlock.is_err_and(|error| error.is("RuntimeError")));
    assert!(!stage.is_running() && !stage.is_closed());
    assert_eq!(runner.close().complete(), Ok(()));
    stage.said(&["2 0 waits: CancelledError()"]);
}
