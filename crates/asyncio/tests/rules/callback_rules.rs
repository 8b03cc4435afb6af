//! Rules C3, C5, C7, D6, D13: what done callbacks do and see.

use crate::stage::Stage;
use asyncio::{CallbackId, Exception, Turn};
use std::{cell::Cell, rc::Rc};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn c3_stop_iteration_is_stored_as_a_runtime_error() {
    let stage = Stage::new();
    let future = stage.create_future::<()>();
    let stop = Exception::new("StopIteration", "over");
    assert_eq!(future.set_exception(stop.clone()), Ok(()));
    let error = future.result().unwrap_err();
    let message =
        "StopIteration interacts badly with generators and cannot be raised into a Future";
    assert_eq!(error, Exception::runtime(message));
    assert!(
        error
            .cause()
            .is_some_and(|cause| cause.same_instance(&stop))
    );
    // The derived class is another one.
    let future = stage.create_future::<()>();
    let other = Exception::new("StopAsyncIteration", "over");
    assert_eq!(future.set_exception(other.clone()), Ok(()));
    assert!(future.result().unwrap_err().same_instance(&other));
}

#[test]
fn c5_a_callback_added_by_a_callback_comes_in_the_next_iteration() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let told = stage.clone();
    future.add_done_callback("first", move |future| {
        told.say("first");
        let told = told.clone();
        future.add_done_callback("added", move |_| told.say("added by the first"));
    });
    let told = stage.clone();
    future.add_done_callback("second", move |_| told.say("second"));
    future.set_result(1).unwrap();
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 first", "1 0 second", "2 0 added by the first"]);
}

#[test]
fn c7_a_callback_removes_none_that_is_scheduled() {
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let second: Rc<Cell<Option<CallbackId>>> = Rc::default();
    let (told, id) = (stage.clone(), second.clone());
    future.add_done_callback("first", move |future| {
        let removed = id.get().map(|id| future.remove_done_callback(id));
        told.say(format_args!("first removes {removed:?}"));
    });
    let told = stage.clone();
    second.set(Some(
        future.add_done_callback("second", move |_| told.say("second")),
    ));
    future.cancel();
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["1 0 first removes Some(0)", "1 0 second"]);
}

#[test]
fn d6_tasks_that_yield_take_turns() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let ticks = |name: &'static str| {
            stage.coro(name, async move |stage: Stage| {
                for number in 0..3 {
                    stage.say(format_args!("{name}{number}"));
                    stage.sleep(0.0).await?;
                }
                Ok(())
            })
        };
        stage.gather([ticks("a"), ticks("b")]).await.map(|_| ())
    });
    stage.said(&["2 0 a0", "2 0 b0", "3 0 a1", "3 0 b1", "4 0 a2", "4 0 b2"]);
}

#[test]
fn d13_a_task_is_in_the_list_until_it_is_done_and_current_in_no_callback() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.worker("a", 0.0));
        let told = stage.clone();
        task.add_done_callback("told", move |_| {
            let current = told.current_task().map(|task| task.name());
            told.say(format_args!("{current:?} {}", told.all_tasks().len()));
        });
        stage.sleep(0.0).await?;
        stage.say(stage.all_tasks().len());
        stage.sleep(0.0).await?;
        stage.say(stage.all_tasks().len());
        stage.sleep(0.0).await
    });
    stage.said(&["2 0 a starts", "2 0 2", "3 0 a ends", "3 0 1", "4 0 None 1"]);
}
