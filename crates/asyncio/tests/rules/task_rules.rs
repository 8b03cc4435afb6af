//! Rules B3, D1 to D15.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Loop, Result, Task, Turn};
use std::{cell::RefCell, rc::Rc};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn b3_awaiting_a_coroutine_stays_in_the_task() {
    let stage = Stage::new();
    let who = |stage: &Stage| stage.current_task().map(|task| task.name());
    stage.play(async move |stage: Stage| {
        let inner = || stage.coro("inner", async move |stage: Stage| Ok(who(&stage)));
        stage.say(shown(&inner().await));
        stage.say(shown(&stage.create_task(inner()).await));
        Ok(())
    });
    stage.said(&[r#"1 0 Some("Task-1")"#, r#"3 0 Some("Task-2")"#]);
}

#[test]
fn d1_tasks_start_in_creation_order_in_the_next_iteration() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for name in ["a", "b", "c"] {
            stage.create_task(stage.worker(name, 1.0));
        }
        stage.say("main goes on");
        stage.sleep(2.0).await
    });
    stage.said(&[
        "1 0 main goes on",
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 a ends",
        "4 1 b ends",
        "4 1 c ends",
    ]);
}

#[test]
fn d2_a_task_made_before_the_loop_runs_waits_for_it() {
    // There is no running loop to look for: the loop is a value.
    let stage = Stage::new();
    let task = stage.create_task(stage.worker("early", 0.0));
    stage.said(&[]);
    assert_eq!(stage.run_until_complete(&task), Ok("early"));
    stage.said(&["1 0 early starts", "2 0 early ends"]);
}

#[test]
fn d3_a_pending_cancellation_replaces_what_the_step_would_throw() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<()>();
        let waited = future.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            stage.say(shown(&waited.await));
            Ok(())
        }));
        stage.sleep(0.0).await?;
        future.set_exception(oops())?;
        task.cancel_with("first");
        task.cancel_with("last");
        stage.sleep(0.0).await
    });
    stage.said(&["3 0 CancelledError('last')"]);
}

#[test]
fn d3_a_cancelled_error_on_its_way_is_not_replaced() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<()>();
        let waited = future.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            stage.say(shown(&waited.await));
            // The request was cleared all the same.
            stage.say(shown(&stage.sleep(0.0).await));
            Ok(())
        }));
        stage.sleep(0.0).await?;
        future.cancel_with("the future's");
        task.cancel_with("the task's");
        stage.sleep(0.0).await?;
        stage.sleep(0.0).await
    });
    stage.said(&["3 0 CancelledError(\"the future's\")", "4 0 ()"]);
}

#[test]
fn d4_how_a_body_ends_is_how_its_task_ends() {
    let stage = Stage::new();
    let ends = |result: Result<i32>| stage.create_task(stage.coro("ends", async |_| result));
    let returned = ends(Ok(1));
    let failed = ends(Err(oops()));
    // Nobody called `cancel`.
    let cancelled = ends(Err(Exception::cancelled(None)));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(returned.result(), Ok(1));
    assert_eq!(failed.result(), Err(oops()));
    assert!(!failed.cancelled() && cancelled.cancelled());
    assert_eq!(cancelled.cancelling(), 0);
}

#[test]
fn d4_cancelling_itself_and_returning_is_being_cancelled() {
    let stage = Stage::new();
    let cancels_itself = |result: Result<i32>| {
        stage.create_task(stage.coro("self", async |stage: Stage| {
            let me = stage.current_task().expect("a task");
            me.cancel_with("me");
            result
        }))
    };
    let returned = cancels_itself(Ok(1));
    let failed = cancels_itself(Err(oops()));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(
        returned.result().unwrap_err().repr(),
        "CancelledError('me')"
    );
    assert!(!failed.cancelled());
    assert_eq!(failed.result(), Err(oops()));
}

#[test]
fn d4_an_exit_is_stored_and_leaves_the_loop() {
    let stage = Stage::new();
    let task = stage.create_task(stage.coro("exits", async |_| {
        Result::<()>::Err(Exception::keyboard_interrupt())
    }));
    let exit = Exception::keyboard_interrupt();
    assert_eq!(stage.run_until_stalled(), Turn::Raised(exit.clone()));
    assert_eq!(task.result(), Err(exit));
}

#[test]
fn d5_suspending_with_a_cancellation_pending_cancels_the_future() {
    let stage = Stage::new();
    let future = stage.create_future::<()>();
    let waited = future.clone();
    stage.create_task(stage.coro("self", async move |stage: Stage| {
        stage.current_task().expect("a task").cancel_with("me");
        stage.say(shown(&waited.await));
        Ok(())
    }));
    assert_eq!(stage.run_iteration(), Turn::Ran);
    assert!(future.cancelled());
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&["2 0 CancelledError('me')"]);
}

#[test]
fn d6_a_bare_yield_takes_one_iteration() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.create_task(stage.worker("other", 0.0));
        stage.say("before");
        stage.sleep(0.0).await?;
        stage.say("after");
        stage.sleep(-1.0).await?;
        stage.say("after all");
        Ok(())
    });
    stage.said(&[
        "1 0 before",
        "2 0 other starts",
        "2 0 after",
        "3 0 other ends",
        "3 0 after all",
    ]);
}

#[test]
fn d7_a_task_cannot_await_itself() {
    let stage = Stage::new();
    let me: Rc<RefCell<Option<Task<()>>>> = Rc::default();
    let task = stage.create_task(stage.coro("odd", {
        let me = me.clone();
        async move |stage: Stage| {
            let itself = me.take().expect("it was put there");
            stage.say(shown(&itself.await));
            Ok(())
        }
    }));
    *me.borrow_mut() = Some(task.clone());
    assert_eq!(stage.run_until_complete(task), Ok(()));
    stage.said(&["2 0 RuntimeError('Task cannot await on itself')"]);
}

#[test]
fn d7_a_task_cannot_run_a_coroutine_on_another_loops_future() {
    let stage = Stage::new();
    let other = Loop::new();
    let future = other.create_future::<()>();
    let body = stage.clone();
    let coroutine = other.coroutine("odd", async move {
        body.say(shown(&future.await));
        Ok(())
    });
    assert_eq!(stage.run_until_complete(coroutine), Ok(()));
    stage.said(&["2 0 RuntimeError('Task got Future attached to a different loop')"]);
}

#[test]
fn d8_waking_up_retrieves_the_exception_even_if_it_is_lost() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<()>();
        let waited = future.clone();
        let task = stage.create_task(stage.coro("waits", async move |_| waited.await));
        stage.sleep(0.0).await?;
        future.set_exception(oops())?;
        stage.say(future.exception_unretrieved());
        stage.sleep(0.0).await?;
        stage.say(future.exception_unretrieved());
        stage.say(shown(&task.result()));
        Ok(())
    });
    stage.said(&["2 0 true", "3 0 false", "3 0 ValueError('oops')"]);
}

#[test]
fn d9_a_waiter_runs_one_iteration_after_what_it_waits_for() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.worker("task", 1.0));
        stage.call_later(1.0, "timer", stage.saying("timer"));
        task.await?;
        stage.say("main");
        stage.sleep(0.5).await?;
        stage.say("slept");
        Ok(())
    });
    // The timer of a sleep fires in one iteration, its sleeper runs in the next,
    // and who waits for the sleeper in the one after.
    stage.said(&[
        "2 0 task starts",
        "3 1 timer",
        "4 1 task ends",
        "5 1 main",
        "7 1.5 slept",
    ]);
}

#[test]
fn d10_awaiting_a_coroutine_costs_no_iteration() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let deep = stage.coro("deep", async |stage: Stage| {
            stage.say("deep");
            Ok(1)
        });
        let middle = stage.coro("middle", async |_| deep.await.map(|value| value + 1));
        stage.create_task(stage.worker("other", 0.0));
        stage.say(shown(&middle.await));
        Ok(())
    });
    stage.said(&[
        "1 0 deep",
        "1 0 2",
        "2 0 other starts",
        "3 0 other CancelledError()",
    ]);
}

#[test]
fn d11_a_task_takes_no_result_from_outside() {
    let stage = Stage::new();
    let task = stage.create_task(stage.worker("task", 0.0));
    // A shield of a task that is done is the task itself, seen as a future.
    assert_eq!(stage.run_until_complete(&task), Ok("task"));
    let same = stage.shield(&task);
    assert!(same.is_same(&task));
    assert_eq!(
        same.set_result("other").unwrap_err().repr(),
        "RuntimeError('Task does not support set_result operation')"
    );
    assert_eq!(
        same.set_exception(oops()).unwrap_err().repr(),
        "RuntimeError('Task does not support set_exception operation')"
    );
}

#[test]
fn d12_names_are_numbered_unless_given() {
    let stage = Stage::new();
    let one = stage.create_task(stage.worker("a", 0.0));
    let named = stage.task().name("tea").spawn(stage.worker("b", 0.0));
    let two = stage.create_task(stage.worker("c", 0.0));
    assert_eq!(one.name(), "Task-1");
    assert_eq!(two.name(), "Task-2");
    assert_eq!(named.name(), "tea");
    named.set_name("coffee");
    assert_eq!(named.name(), "coffee");
    assert_eq!(stage.close(), Ok(()));
}

#[test]
fn d13_the_current_task_is_the_one_whose_step_runs() {
    let stage = Stage::new();
    let who = |stage: &Stage| stage.current_task().map_or("nobody".into(), |t| t.name());
    assert_eq!(who(&stage), "nobody");
    stage.play(async move |stage: Stage| {
        let nested = stage.clone();
        stage.call_soon("callback", move || nested.say(who(&nested)));
        let task = stage.create_task(stage.coro("task", async move |stage: Stage| {
            stage.say(who(&stage));
            Ok(())
        }));
        stage.say(who(&stage));
        task.await?;
        stage.say(who(&stage));
        Ok(())
    });
    assert_eq!(who(&stage), "nobody");
    stage.said(&["1 0 Task-1", "2 0 nobody", "2 0 Task-2", "3 0 Task-1"]);
}

#[test]
fn d14_all_tasks_are_those_not_done_in_creation_order() {
    let stage = Stage::new();
    let names = |stage: &Stage| -> Vec<String> {
        let tasks = stage.all_tasks();
        tasks.iter().map(asyncio::TaskRef::name).collect()
    };
    stage.play(async move |stage: Stage| {
        for (name, seconds) in [("c", 3.0), ("a", 1.0), ("b", 2.0)] {
            stage.task().name(name).spawn(stage.worker(name, seconds));
        }
        for _ in 0..3 {
            stage.sleep(1.25).await?;
            stage.say(names(&stage).join(" "));
        }
        Ok(())
    });
    assert_eq!(names(&stage), Vec::<String>::new());
    stage.said(&[
        "2 0 c starts",
        "2 0 a starts",
        "2 0 b starts",
        "4 1 a ends",
        "6 1.25 Task-1 c b",
        "8 2 b ends",
        "10 2.5 Task-1 c",
        "12 3 c ends",
        "14 3.75 Task-1",
    ]);
}

#[test]
fn d15_tasks_that_await_each_other_survive_a_cancellation() {
    let stage = Stage::new();
    let slots: [Rc<RefCell<Option<Task<()>>>>; 3] = Default::default();
    let tasks = [0, 1, 2].map(|index: usize| {
        let next = slots[(index + 1) % 3].clone();
        stage.create_task(stage.coro("circle", async move |stage: Stage| {
            let next = next.take().expect("it was put there");
            let ended = next.await;
            stage.say(format_args!("{index} {}", shown(&ended)));
            ended
        }))
    });
    for (slot, task) in slots.iter().zip(&tasks) {
        *slot.borrow_mut() = Some(task.clone());
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    // The request comes back to where it began, and nothing wakes anybody.
    assert!(tasks[0].cancel());
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(tasks.iter().all(|task| !task.done()));
    assert_eq!(tasks[0].cancelling(), 1);
    stage.said(&[]);
    assert_eq!(stage.close(), Ok(()));
    drop((slots, tasks));
    assert_eq!(stage.live(), asyncio::Live::default());
}
