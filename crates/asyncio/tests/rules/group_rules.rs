//! Rules H1 to H7 and H14: entering a `TaskGroup`, its tasks, and what aborts it.

use crate::stage::{Stage, oops, shown};
use asyncio::{Exception, Result, TaskGroup, TaskRef, Turn, observe::Event};

/// The current task, which is there in every coroutine of these tests.
fn me(stage: &Stage) -> TaskRef {
    stage.current_task().expect("a task is running")
}

/// Says what a scope came to, and the parent's `cancelling()`.
fn came_to<T>(stage: &Stage, result: Result<T>) {
    let cancelling = me(stage).cancelling();
    match result {
        Ok(_) => stage.say(format_args!("no error {cancelling}")),
        Err(error) => stage.say(format_args!("{} {cancelling}", error.repr())),
    }
}

/// Says why a task was refused.
fn refused(stage: &Stage, group: &TaskGroup) {
    let late = group.create_task(stage.worker("late", 1.0));
    stage.say(late.map_or_else(|error| error.repr(), |_| "taken".into()));
}

#[test]
fn h1_a_group_is_entered_inside_a_task() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let by_hand = stage.clone();
        stage.call_soon("by hand", move || {
            let group = by_hand.task_group();
            let mut scope =
                by_hand.coro("scope", async move |_| group.scope(async { Ok(()) }).await);
            by_hand.say(format_args!("{:?}", scope.send()));
        });
        stage.sleep(0.0).await
    });
    stage.said(&[
        "2 0 Raised(RuntimeError('TaskGroup <TaskGroup> cannot determine the parent task'))",
    ]);
}

#[test]
fn h1_a_group_is_entered_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        group
            .scope(async {
                let again = group.scope(async { Ok(()) }).await;
                stage.say(shown(&again));
                stage.say("outer");
                Ok(())
            })
            .await?;
        stage.say(shown(&group.scope(async { Ok(()) }).await));
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('TaskGroup <TaskGroup entered> has already been entered')",
        "1 0 outer",
        "1 0 RuntimeError('TaskGroup <TaskGroup entered> has already been entered')",
    ]);
}

#[test]
fn h2_refused_before_entering_while_shutting_down_and_after_the_end() {
    let stage = Stage::observing(|event| match event {
        Event::CoroutineNeverAwaited { .. } => Some("never awaited".into()),
        _ => None,
    });
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        refused(&stage, &group);
        let aborted = stage.coro("aborted", {
            let group = group.clone();
            async move |stage: Stage| {
                let ended = stage.worker("aborted", 5.0).await;
                refused(&stage, &group);
                ended
            }
        });
        let ended: Result<()> = group
            .scope(async {
                group.create_task(aborted)?;
                group.create_task(stage.failing("bad", 1.0))?;
                stage.sleep(0.5).await?;
                Err(oops())
            })
            .await;
        stage.say(shown(&ended));
        refused(&stage, &group);
        let empty = stage.task_group();
        empty.scope(async { Ok(()) }).await?;
        refused(&stage, &empty);
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('TaskGroup <TaskGroup> has not been entered')",
        "2 0 aborted starts",
        "2 0 bad starts",
        "5 0.5 aborted CancelledError()",
        "5 0.5 RuntimeError('TaskGroup <TaskGroup tasks=2 cancelling> is shutting down')",
        "5 0.5 bad CancelledError()",
        "7 0.5 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')])",
        "7 0.5 RuntimeError('TaskGroup <TaskGroup cancelling> is finished')",
        "7 0.5 RuntimeError('TaskGroup <TaskGroup entered> is finished')",
    ]);
}

#[test]
fn h2_a_child_may_make_another_while_the_parent_waits() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        group
            .scope(async {
                let inside = group.clone();
                group.create_task(stage.coro("first", async move |stage: Stage| {
                    stage.worker("first", 1.0).await?;
                    inside.create_task(stage.worker("second", 1.0)).map(|_| ())
                }))?;
                stage.say("body ends");
                Ok(())
            })
            .await?;
        stage.say("over");
        Ok(())
    });
    stage.said(&[
        "1 0 body ends",
        "2 0 first starts",
        "4 1 first ends",
        "5 1 second starts",
        "7 2 second ends",
        "9 2 over",
    ]);
}

#[test]
fn h2_a_closed_loop_takes_no_task() {
    let stage = Stage::new();
    let group = stage.task_group();
    let inside = group.clone();
    stage.create_task(stage.coro("parent", async move |stage: Stage| {
        let scope = inside.scope(async { inside.create_task(stage.worker("a", 1.0)) });
        scope.await.map(|_| ())
    }));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert_eq!(stage.close(), Ok(()));
    refused(&stage, &group);
    stage.said(&["2 0 a starts", "2 0 RuntimeError('Event loop is closed')"]);
}

#[test]
fn h3_leaving_waits_for_the_children_and_without_any_not_at_all() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let (a, b) = group
            .scope(async {
                let a = group.create_task(stage.worker("a", 2.0))?;
                let b = group.create_task(stage.worker("b", 1.0))?;
                stage.say("body ends");
                Ok((a, b))
            })
            .await?;
        stage.say(format_args!("{} {}", a.result()?, b.result()?));
        stage.call_soon("callback", stage.saying("callback"));
        let empty = stage.task_group().scope(async { Ok("nothing") }).await?;
        stage.say(format_args!("{empty} to wait for"));
        Ok(())
    });
    stage.said(&[
        "1 0 body ends",
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        "7 2 a ends",
        "9 2 a b",
        "9 2 nothing to wait for",
        "10 2 callback",
    ]);
}

#[test]
fn h4_a_childs_failure_cancels_the_others_and_then_the_parent() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended = group
            .scope(async {
                group.create_task(stage.worker("a", 5.0))?;
                let bad = group.create_task(stage.failing("bad", 1.0))?;
                let told = stage.clone();
                bad.add_done_callback("told", move |_| told.say("bad's callback"));
                group.create_task(stage.worker("b", 5.0))?;
                let body = stage.worker("body", 5.0).await;
                stage.say(me(&stage).cancelling());
                body
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "1 0 body starts",
        "2 0 a starts",
        "2 0 bad starts",
        "2 0 b starts",
        "4 1 bad ends",
        "5 1 bad's callback",
        "6 1 a CancelledError()",
        "6 1 b CancelledError()",
        "6 1 body CancelledError()",
        "6 1 1",
        "8 1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')]) 0",
    ]);
}

#[test]
fn h4_a_body_that_swallows_it_goes_on_but_makes_no_more_tasks() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended = group
            .scope(async {
                group.create_task(stage.failing("bad", 1.0))?;
                stage.say(shown(&stage.sleep(5.0).await));
                refused(&stage, &group);
                stage.sleep(1.0).await?;
                stage.say("body ends");
                Ok(())
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "2 0 bad starts",
        "4 1 bad ends",
        "6 1 CancelledError()",
        "6 1 RuntimeError('TaskGroup <TaskGroup errors=1 cancelling> is shutting down')",
        "8 2 body ends",
        "8 2 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')]) 0",
    ]);
}

#[test]
fn h5_a_cancelled_child_is_no_error_and_cancels_nobody() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let a = group
            .scope(async {
                let a = group.create_task(stage.worker("a", 5.0))?;
                group.create_task(stage.worker("b", 2.0))?;
                stage.sleep(1.0).await?;
                a.cancel();
                Ok(a)
            })
            .await?;
        stage.say(format_args!("over {}", a.cancelled()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "5 1 a CancelledError()",
        "8 2 b ends",
        "10 2 over true",
    ]);
}

#[test]
fn h6_children_that_fail_while_it_shuts_down_add_to_the_errors() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let fails_late = |name| {
            let worker = stage.worker(name, 9.0);
            stage.coro::<(), _>(name, async move |_| {
                let ended = worker.await;
                Err(ended.map_or_else(|_| Exception::new("ValueError", name), |_| oops()))
            })
        };
        let group = stage.task_group();
        let ended = group
            .scope(async {
                group.create_task(fails_late("a"))?;
                group.create_task(stage.failing("bad", 1.0))?;
                group.create_task(fails_late("b"))?;
                Ok(())
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 bad starts",
        "2 0 b starts",
        "4 1 bad ends",
        "6 1 a CancelledError()",
        "6 1 b CancelledError()",
        "8 1 ExceptionGroup('unhandled errors in a TaskGroup', \
         [ValueError('bad'), ValueError('a'), ValueError('b')]) 0",
    ]);
}

#[test]
fn h7_a_failing_body_cancels_the_children_and_waits_for_them() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                group.create_task(stage.cleaner("a", 2.0))?;
                group.create_task(stage.worker("b", 5.0))?;
                stage.sleep(1.0).await?;
                Err(oops())
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "5 1 a CancelledError()",
        "5 1 b CancelledError()",
        "8 3 a has cleaned up",
        "10 3 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')]) 0",
    ]);
}

#[test]
fn h14_an_eager_child_that_is_done_is_handled_by_a_scheduled_callback() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                let eager = || group.task().eager(true);
                let good = eager().spawn(stage.coro("good", async |stage: Stage| {
                    stage.say("good ends");
                    Ok(())
                }))?;
                let bad = eager().spawn(stage.coro::<(), _>("bad", async |stage: Stage| {
                    stage.say("bad fails");
                    Err(oops())
                }))?;
                let (good, bad) = (good.done(), bad.done());
                stage.say(format_args!("{good} {bad} {}", me(&stage).cancelling()));
                group.create_task(stage.worker("late", 1.0))?;
                stage.say("body goes on");
                stage.sleep(1.0).await
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "1 0 good ends",
        "1 0 bad fails",
        "1 0 true true 0",
        "1 0 body goes on",
        "4 0 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')]) 0",
    ]);
}

#[test]
fn h14_what_an_eager_child_raises_past_the_loop_comes_out_of_the_call() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                let leaves =
                    stage.coro::<(), _>("leaves", async |_| Err(Exception::system_exit(3)));
                let made = group.task().eager(true).spawn(leaves).map(|_| ());
                stage.say(format_args!("{} {group:?}", shown(&made)));
                made
            })
            .await;
        came_to(&stage, ended);
        Ok(())
    });
    stage.said(&[
        "1 0 SystemExit(3) <TaskGroup entered>",
        "1 0 SystemExit(3) 0",
    ]);
}
