//! Rules H8 to H13 and H15: how a `TaskGroup` ends.
//!
//! H12 needs no test of its own: there is one class of cancellation, and `Exception` makes no
//! class that derives from it.

use crate::stage::{Stage, oops, shown};
use asyncio::{Coroutine, Exception, Result};

/// Says what a scope came to, and the parent's `cancelling()`.
fn came_to<T>(stage: &Stage, result: &Result<T>) {
    let task = stage.current_task().expect("a task is running");
    let ended = result
        .as_ref()
        .err()
        .map_or("no error".into(), Exception::repr);
    stage.say(format_args!("{ended} {}", task.cancelling()));
}

/// A task that enters a group, makes its children, awaits `body`, and says how it ended.
fn parent(stage: &Stage, children: Vec<Coroutine<&'static str>>, body: f64) -> Coroutine<()> {
    stage.coro("parent", async move |stage: Stage| {
        let group = stage.task_group();
        let ended = group
            .scope(async {
                for child in children {
                    group.create_task(child)?;
                }
                if body > 0.0 {
                    stage.sleep(body).await?;
                }
                Ok(())
            })
            .await;
        came_to(&stage, &ended);
        ended
    })
}

#[test]
fn h8_the_first_cancellation_aborts_and_later_ones_are_swallowed() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let children = vec![stage.cleaner("a", 2.0), stage.cleaner("b", 4.0)];
        let task = stage.create_task(parent(&stage, children, 0.0));
        stage.sleep(1.0).await?;
        task.cancel_with("first");
        stage.sleep(1.0).await?;
        task.cancel_with("second");
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "3 0 a starts",
        "3 0 b starts",
        "7 1 a CancelledError()",
        "7 1 b CancelledError()",
        "12 3 a has cleaned up",
        "15 5 b has cleaned up",
        "17 5 CancelledError('first') 2",
        "18 5 CancelledError('first')",
    ]);
}

#[test]
fn h8_it_is_raised_even_if_every_child_swallows_its_own() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(parent(&stage, vec![stage.stubborn("a")], 0.0));
        stage.sleep(1.0).await?;
        task.cancel_with("first");
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "3 0 a starts",
        "7 1 a CancelledError()",
        "9 1 CancelledError('first') 1",
        "10 1 CancelledError('first')",
    ]);
}

#[test]
fn h9_a_member_that_is_no_exception_makes_a_base_exception_group() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let base = stage.coro("base", async |_| Err(Exception::base("Base", "base")));
        let ended = stage
            .create_task(parent(&stage, vec![base, stage.failing("bad", 0.0)], 0.0))
            .await;
        let error = ended.expect_err("a child failed");
        assert!(error.cause().is_none());
        assert!(error.is("BaseExceptionGroup") && error.members()[0].is("Base"));
        stage.say(error);
        Ok(())
    });
    stage.said(&[
        "3 0 bad starts",
        "4 0 bad CancelledError()",
        "6 0 BaseExceptionGroup('unhandled errors in a TaskGroup', [Base('base')]) 0",
        "7 0 unhandled errors in a TaskGroup (1 sub-exception)",
    ]);
}

#[test]
fn h9_the_bodys_own_error_is_the_last() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                group.create_task(stage.failing("bad", 0.0))?;
                stage.sleep(5.0).await.map_err(|_| oops())
            })
            .await;
        came_to(&stage, &ended);
        Ok(())
    });
    stage.said(&[
        "2 0 bad starts",
        "3 0 bad ends",
        "5 0 ExceptionGroup('unhandled errors in a TaskGroup', \
         [ValueError('bad'), ValueError('oops')]) 0",
    ]);
}

#[test]
fn h9_a_cancellation_alone_is_raised_as_it_is() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(parent(&stage, vec![stage.worker("a", 5.0)], 3.0));
        stage.sleep(1.0).await?;
        task.cancel_with("why");
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "3 0 a starts",
        "7 1 a CancelledError()",
        "9 1 CancelledError('why') 1",
        "10 1 CancelledError('why')",
    ]);
}

#[test]
fn h9_an_exit_of_the_body_is_raised_bare() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                group.create_task(stage.cleaner("a", 1.0))?;
                stage.sleep(0.0).await?;
                Err(Exception::system_exit(3))
            })
            .await;
        came_to(&stage, &ended);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "3 0 a CancelledError()",
        "5 1 a has cleaned up",
        "7 1 SystemExit(3) 0",
    ]);
}

#[test]
fn h9_an_exit_of_a_child_leaves_the_loop_and_is_raised_bare_in_the_clean_up() {
    let stage = Stage::new();
    let ended = stage.run(async |stage: Stage| {
        let leaves = stage.coro("leaves", async |_| Err(Exception::system_exit(4)));
        let children = vec![leaves, stage.worker("a", 1.0)];
        drop(parent(&stage, children, 0.0).await);
        Ok(())
    });
    assert_eq!(shown(&ended), "SystemExit(4)");
    stage.said(&["5 0 SystemExit(4) 2"]);
}

#[test]
fn h10_the_group_takes_back_the_cancellation_it_made() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage
            .create_task(stage.coro("parent", async |stage: Stage| {
                drop(parent(&stage, vec![stage.failing("waiting", 1.0)], 0.0).await);
                drop(parent(&stage, vec![stage.failing("in the body", 1.0)], 9.0).await);
                stage.sleep(1.0).await?;
                stage.say("goes on");
                Ok(())
            }))
            .await
    });
    stage.said(&[
        "3 0 waiting starts",
        "5 1 waiting ends",
        "7 1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('waiting')]) 0",
        "8 1 in the body starts",
        "10 2 in the body ends",
        "12 2 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('in the body')]) 0",
        "14 3 goes on",
    ]);
}

#[test]
fn h10_a_cancellation_made_by_somebody_else_stays() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.coro("outer", async |stage: Stage| {
            drop(
                parent(
                    &stage,
                    vec![stage.failing("bad", 1.0), stage.cleaner("c", 2.0)],
                    9.0,
                )
                .await,
            );
            let next = stage.sleep(1.0).await;
            came_to(&stage, &next);
            next
        }));
        stage.sleep(2.0).await?;
        task.cancel_with("outside");
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "3 0 bad starts",
        "3 0 c starts",
        "5 1 bad ends",
        "7 1 c CancelledError()",
        "12 3 c has cleaned up",
        "14 3 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')]) 1",
        "15 3 CancelledError() 1",
        "16 3 CancelledError()",
    ]);
}

#[test]
fn h11_a_cancellation_hidden_by_errors_comes_at_the_next_await() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = stage.create_task(stage.coro("outer", async |stage: Stage| {
            let fails = stage.worker("f", 9.0);
            let fails = stage.coro("f", async move |_| fails.await.map_err(|_| oops()));
            drop(parent(&stage, vec![stage.cleaner("c", 2.0), fails], 0.0).await);
            stage.say("no await yet");
            let next = stage.sleep(1.0).await;
            came_to(&stage, &next);
            next
        }));
        stage.sleep(1.0).await?;
        task.cancel_with("outside");
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "3 0 c starts",
        "3 0 f starts",
        "7 1 c CancelledError()",
        "7 1 f CancelledError()",
        "10 3 c has cleaned up",
        "12 3 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')]) 1",
        "12 3 no await yet",
        "13 3 CancelledError() 1",
        "14 3 CancelledError()",
    ]);
}

#[test]
fn h13_children_are_cancelled_in_the_order_of_their_creation() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group
            .scope(async {
                for name in ["a", "b", "c", "d", "e", "f"] {
                    group.create_task(stage.worker(name, 9.0))?;
                }
                stage.sleep(1.0).await?;
                Err(oops())
            })
            .await;
        came_to(&stage, &ended);
        Ok(())
    });
    let all = stage.all();
    let cancelled: Vec<&str> = all[6..12].iter().map(String::as_str).collect();
    assert_eq!(
        cancelled,
        ["a", "b", "c", "d", "e", "f"].map(|name| format!("5 1 {name} CancelledError()"))
    );
    assert_eq!(
        all[12..],
        ["7 1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')]) 0"]
    );
}

#[test]
fn h15_an_inner_groups_errors_are_one_error_of_the_outer() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let outer = stage.task_group();
        let ended = outer
            .scope(async {
                outer.create_task(stage.worker("o", 9.0))?;
                let inner = stage.task_group();
                inner
                    .scope(async {
                        inner.create_task(stage.failing("bad", 1.0))?;
                        inner.create_task(stage.worker("i", 9.0))?;
                        stage.sleep(9.0).await
                    })
                    .await
            })
            .await;
        came_to(&stage, &ended);
        Ok(())
    });
    stage.said(&[
        "2 0 o starts",
        "2 0 bad starts",
        "2 0 i starts",
        "4 1 bad ends",
        "6 1 i CancelledError()",
        "9 1 o CancelledError()",
        "11 1 ExceptionGroup('unhandled errors in a TaskGroup', \
         [ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')])]) 0",
    ]);
}

#[test]
fn h15_also_when_the_inner_group_is_a_childs() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let outer = stage.task_group();
        let ended = outer
            .scope(async {
                outer.create_task(stage.coro("sub", async |stage: Stage| {
                    let inner = stage.task_group();
                    inner
                        .scope(async {
                            inner.create_task(stage.failing("bad", 1.0))?;
                            inner.create_task(stage.worker("i", 9.0)).map(|_| ())
                        })
                        .await
                }))?;
                outer.create_task(stage.worker("o", 9.0)).map(|_| ())
            })
            .await;
        came_to(&stage, &ended);
        Ok(())
    });
    stage.said(&[
        "2 0 o starts",
        "3 0 bad starts",
        "3 0 i starts",
        "5 1 bad ends",
        "7 1 i CancelledError()",
        "11 1 o CancelledError()",
        "13 1 ExceptionGroup('unhandled errors in a TaskGroup', \
         [ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('bad')])]) 0",
    ]);
}
