//! Rules F11 to F17: `wait_for`.

use crate::stage::{Stage, oops, shown};

#[test]
fn f11_no_time_and_a_coroutine_never_starts() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for seconds in [0.0, -1.0] {
            let ended = stage.wait_for(stage.worker("a", 0.0), seconds).await;
            stage.say(shown(&ended));
        }
        Ok(())
    });
    stage.said(&["4 0 TimeoutError()", "7 0 TimeoutError()"]);
}

#[test]
fn f11_no_time_and_what_is_done_gives_its_result() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let [good, bad] = [(); 2].map(|()| stage.create_future::<i32>());
        good.set_result(1)?;
        bad.set_exception(oops())?;
        stage.say(shown(&stage.wait_for(&good, 0.0).await));
        stage.say(shown(&stage.wait_for(&bad, 0.0).await));
        let cancelled = stage.create_future::<i32>();
        cancelled.cancel_with("why");
        stage.say(shown(&stage.wait_for(&cancelled, 0.0).await));
        Ok(())
    });
    stage.said(&[
        "1 0 1",
        "1 0 ValueError('oops')",
        "1 0 CancelledError('why')",
    ]);
}

#[test]
fn f11_no_time_and_a_task_is_cancelled_and_waited_for() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.cleaner("a", 1.0));
        stage.sleep(0.0).await?;
        stage.say(shown(&stage.wait_for(&task, 0.0).await));
        let task = stage.create_task(stage.stubborn("b"));
        stage.sleep(0.0).await?;
        stage.say(shown(&stage.wait_for(&task, 0.0).await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "3 0 a CancelledError()",
        "5 1 a has cleaned up",
        "7 1 TimeoutError()",
        "8 1 b starts",
        "9 1 b CancelledError()",
        "11 1 \"b\"",
    ]);
}

#[test]
fn f15_wait_for_runs_a_coroutine_in_the_same_task() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let who = |stage: &Stage| stage.current_task().map(|task| task.name());
        let inner = stage.coro("inner", async move |stage: Stage| Ok(who(&stage)));
        stage.say(shown(&stage.wait_for(inner, 1.0).await));
        stage.say(shown(&stage.wait_for(stage.worker("a", 5.0), None).await));
        Ok(())
    });
    stage.said(&[
        "1 0 Some(\"Task-1\")",
        "1 0 a starts",
        "3 5 a ends",
        "3 5 \"a\"",
    ]);
}

#[test]
fn f15_nothing_happens_until_it_is_awaited() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let waits = stage.wait_for(stage.worker("a", 5.0), 1.0);
        stage.sleep(3.0).await?;
        stage.say("awaits");
        stage.say(shown(&waits.await));
        Ok(())
    });
    stage.said(&[
        "3 3 awaits",
        "3 3 a starts",
        "5 4 a CancelledError()",
        "5 4 TimeoutError()",
    ]);
}

#[test]
fn f15_when_time_is_up_what_was_awaited_is_cancelled() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.cleaner("a", 1.0));
        stage.say(shown(&stage.wait_for(&task, 1.0).await));
        stage.say(task.cancelled());
        let task = stage.create_task(stage.stubborn("b"));
        stage.say(shown(&stage.wait_for(&task, 1.0).await));
        let task = stage.create_task(stage.failing("c", 1.0));
        stage.say(shown(&stage.wait_for(&task, 2.0).await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "4 1 a CancelledError()",
        "6 2 a has cleaned up",
        "7 2 TimeoutError()",
        "7 2 true",
        "8 2 b starts",
        "10 3 b CancelledError()",
        "11 3 \"b\"",
        "12 3 c starts",
        "14 4 c ends",
        "15 4 ValueError('c')",
    ]);
}

#[test]
fn f16_a_result_in_the_iteration_of_the_deadline_is_lost() {
    for result_first in [true, false] {
        let stage = Stage::new();
        stage.play(async move |stage: Stage| {
            let future = stage.create_future::<i32>();
            let setter = future.clone();
            let set = move || {
                if !setter.done() {
                    setter.set_result(1).expect("it is pending");
                }
            };
            if result_first {
                stage.call_later(1.0, "set", set);
                stage.say(shown(&stage.wait_for(&future, 1.0).await));
            } else {
                let waits = stage.wait_for(&future, 1.0);
                let nested = stage.clone();
                stage.call_soon("later", move || {
                    nested.call_later(1.0, "set", set);
                });
                stage.say(shown(&waits.await));
            }
            stage.say(shown(&future.result()));
            Ok(())
        });
        if result_first {
            stage.said(&["3 1 TimeoutError()", "3 1 1"]);
        } else {
            stage.said(&["4 1 TimeoutError()", "4 1 CancelledError()"]);
        }
    }
}

#[test]
fn f17_cancelled_from_outside_as_the_result_is_set() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let waited = future.clone();
        let task = stage.create_task(stage.coro("waits", async move |stage: Stage| {
            let ended = stage.wait_for(waited, 5.0).await;
            stage.say(shown(&ended));
            ended
        }));
        stage.sleep(0.0).await?;
        future.set_result(1)?;
        task.cancel();
        stage.sleep(0.0).await?;
        stage.say(task.cancelled());
        Ok(())
    });
    stage.said(&["3 0 CancelledError()", "3 0 true"]);
}
