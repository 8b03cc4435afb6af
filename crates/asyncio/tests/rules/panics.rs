//! Callbacks, coroutines and destructors that panic: the panic goes to whoever
//! drives the loop, and the loop stays usable.

use crate::stage::{Stage, shown};
use asyncio::{Drive, Live, Progress, Result, Run, Runner, Turn};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

/// Drives the loop until nothing is ready; says how often something panicked.
fn through_panics(stage: &Stage) -> usize {
    let mut panics = 0;
    loop {
        match catch_unwind(AssertUnwindSafe(|| stage.run_until_stalled())) {
            Ok(Turn::Idle { .. }) => return panics,
            Ok(turn) => assert_eq!(turn, Turn::Ran),
            Err(_) => panics += 1,
        }
    }
}

#[test]
fn a_callback_that_panics_takes_nothing_with_it() {
    let stage = Stage::new();
    let panics = || -> () { panic!("on purpose") };
    stage.call_soon("panics", panics);
    stage.call_soon("next", stage.saying("next"));
    let future = stage.create_future::<i32>();
    future.add_done_callback("panics", move |_| panics());
    future.add_done_callback("tells", {
        let nested = stage.clone();
        move |future| nested.say(future.done())
    });
    future.set_result(1).unwrap();
    stage.call_later(0.0, "panics", panics);
    assert_eq!(through_panics(&stage), 3);
    stage.said(&["1 0 next", "1 0 true"]);
    assert!(stage.current_task().is_none());
    assert_eq!(stage.close(), Ok(()));
}

#[test]
fn a_task_that_panics_ends_and_whoever_awaits_it_goes_on() {
    let stage = Stage::new();
    stage.handler();
    let panicking = stage.create_task(stage.coro("panics", async |stage: Stage| {
        stage.sleep(1.0).await?;
        assert!(stage.time() < 1.0, "on purpose");
        Ok(())
    }));
    let inner = panicking.clone();
    let waits = stage.create_task(stage.coro("waits", async move |stage: Stage| {
        let ended = inner.await;
        stage.say(shown(&ended));
        let name = stage.current_task().expect("it is a task").name();
        stage.say(name);
        stage.sleep(1.0).await
    }));
    assert_eq!(through_panics(&stage), 0);
    assert!(stage.advance_to_next_deadline());
    assert_eq!(through_panics(&stage), 1);
    assert!(stage.current_task().is_none());
    assert!(panicking.exception().is_ok_and(|e| {
        e.is_some_and(|e| e.repr() == "PanicException('the coroutine of this task panicked')")
    }));
    assert_eq!(stage.run_until_complete(waits), Ok(()));
    stage.said(&[
        "4 1 PanicException('the coroutine of this task panicked')",
        "4 1 Task-2",
    ]);
    assert!(stage.all_tasks().is_empty());
}

#[test]
fn a_main_task_that_panics_leaves_the_run_to_go_on() {
    let stage = Stage::new();
    let mut run = Run::new(
        &stage,
        stage.coro("main", async |stage: Stage| {
            stage.create_task(stage.cleaner("other", 1.0));
            stage.sleep(1.0).await?;
            assert!(stage.time() < 1.0, "on purpose");
            Ok(())
        }),
    );
    let mut panics = 0;
    loop {
        match catch_unwind(AssertUnwindSafe(|| run.step())) {
            Ok(Progress::Ran) => {}
            Ok(Progress::Idle { .. }) => assert!(stage.advance_to_next_deadline()),
            Ok(Progress::Finished) => break,
            Err(_) => panics += 1,
        }
    }
    assert_eq!(panics, 1);
    assert!(run.outcome().is_err_and(|error| error.is("PanicException")));
    assert!(stage.is_closed());
    stage.said(&[
        "2 0 other starts",
        "6 1 other CancelledError()",
        "8 2 other has cleaned up",
    ]);
    drop(run);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_panic_that_nobody_catches_closes_the_loop_on_its_way() {
    let stage = Stage::new();
    let runner = Runner::new(&stage);
    let main = stage.coro("main", async |stage: Stage| {
        stage.create_task(stage.worker("other", 5.0));
        stage.sleep(1.0).await?;
        assert!(stage.time() < 1.0, "on purpose");
        Ok(())
    });
    let ended = catch_unwind(AssertUnwindSafe(move || runner.run(main)));
    assert!(ended.is_err());
    assert!(stage.is_closed() && !stage.is_running());
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_destructor_that_panics_when_its_task_ends() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let stage = Stage::new();
    let bomb = Bomb;
    let task = stage.create_task(stage.coro("ends", async move |stage: Stage| {
        stage.sleep(0.0).await?;
        drop(Rc::new(&bomb));
        Ok(1)
    }));
    assert_eq!(through_panics(&stage), 1);
    assert!(task.done());
    assert!(stage.current_task().is_none());
    stage.create_task(stage.worker("next", 0.0));
    assert_eq!(through_panics(&stage), 0);
    stage.said(&["3 0 next starts", "4 0 next ends"]);
}

#[test]
fn a_panic_in_an_eager_task_that_its_creator_catches() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let creator = stage.current_task().expect("it is a task");
        let eager = stage.coro("eager", async |_| -> Result<()> { panic!("on purpose") });
        let made = catch_unwind(AssertUnwindSafe(|| stage.task().eager(true).spawn(eager)));
        assert!(made.is_err());
        let current = stage.current_task().expect("it is a task");
        assert!(current.is_same(&creator));
        stage.sleep(1.0).await?;
        stage.say("slept");
        Ok(())
    });
    stage.said(&["3 1 slept"]);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_coroutine_that_panicked_when_driven_by_hand_panics_again() {
    let stage = Stage::new();
    let mut coroutine = stage.coro("panics", async |_| -> Result<()> { panic!("on purpose") });
    for _ in 0..2 {
        assert!(catch_unwind(AssertUnwindSafe(|| coroutine.send())).is_err());
    }
    drop(coroutine);
    let task = stage.create_task(stage.worker("next", 1.0));
    assert_eq!(stage.run_until_complete(task), Ok("next"));
}
