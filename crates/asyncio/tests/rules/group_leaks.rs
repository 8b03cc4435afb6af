//! A group, a `wait` or an `as_completed` that ends in the middle leaves nothing behind.

use crate::{
    leaks::{dropped_at_any_moment, nothing_lives},
    stage::{Stage, shown},
};
use asyncio::{FutureRef, Result, ReturnWhen, Turn};

/// A bit of everything.
async fn busy(stage: Stage) -> Result<()> {
    let never = stage.create_future::<&'static str>();
    let outer = stage.task_group();
    let ended = outer
        .scope(async {
            outer.create_task(stage.cleaner("cleaner", 1.0))?;
            let waited = never.clone();
            let inner = stage.task_group();
            let inside = inner.clone();
            outer.create_task(stage.coro("inner", async move |stage: Stage| {
                let scope = inside.scope(async {
                    inside.create_task(stage.coro("never", async move |_| waited.await))?;
                    inside.create_task(stage.stubborn("stubborn"))?;
                    Ok(())
                });
                scope.await
            }))?;
            outer.create_task(stage.failing("failing", 3.0))?;
            for next in stage.as_completed([&never, &stage.create_future()], Some(1.0)) {
                drop(next.await);
            }
            let mut stream = stage.as_completed([stage.worker("a", 0.5)], None).stream();
            drop(stream.next().await);
            let all: [FutureRef; 2] = [(*never).clone(), (*stage.create_future::<()>()).clone()];
            drop(
                stage
                    .wait(&all, Some(0.5), ReturnWhen::FirstException)
                    .await,
            );
            drop(stage.as_completed([&never], Some(100.0)).next());
            let left = stage.as_completed([&never], None);
            stage.create_task(stage.coro("hangs", async move |_| {
                left.stream().next().await.transpose().map(|_| ())
            }));
            stage
                .wait(std::slice::from_ref(&never), None, ReturnWhen::AllCompleted)
                .await
        })
        .await;
    ended.map(|_| ())
}

#[test]
fn after_a_run_that_was_complete() {
    let stage = Stage::new();
    let ended = stage.run(busy);
    assert_eq!(
        shown(&ended),
        "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('failing')])"
    );
    nothing_lives(&stage);
}

#[test]
fn after_a_run_that_was_dropped_at_any_moment() {
    let steps = dropped_at_any_moment(|_| (), |stage, ()| busy(stage), |_, ()| ());
    assert!(steps > 40, "it took only {steps} steps");
}

/// CPython throws `GeneratorExit` in, upon which the group cancels its tasks; it cannot wait.
#[test]
fn a_scope_that_is_dropped_half_way_cancels_its_tasks() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let mut scope = Box::pin(group.scope(async {
            group.create_task(stage.worker("a", 5.0))?;
            group.create_task(stage.cleaner("b", 1.0))?;
            let failing = stage.cleaner("c", 1.0);
            let failing = stage.coro("c", async move |_| {
                failing.await.map_err(|_| crate::stage::oops())
            });
            group.create_task(failing)?;
            stage.sleep(9.0).await
        }));
        let pending =
            std::future::poll_fn(|cx| std::task::Poll::Ready(scope.as_mut().poll(cx).is_pending()));
        stage.say(pending.await);
        stage.sleep(1.0).await?;
        drop(scope);
        let late = group.create_task(stage.worker("late", 1.0));
        stage.say(late.map_or_else(|error| error.repr(), |_| "taken".into()));
        stage.sleep(5.0).await?;
        stage.say(format_args!("{group:?}"));
        Ok(())
    });
    stage.said(&[
        "1 0 true",
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 RuntimeError('TaskGroup <TaskGroup tasks=3 cancelling> is shutting down')",
        "5 1 a CancelledError()",
        "5 1 b CancelledError()",
        "5 1 c CancelledError()",
        "8 2 b has cleaned up",
        "8 2 c has cleaned up",
        "Task 'Task-4' has errored out but its parent task is already completed: ValueError('oops')",
        "11 6 <TaskGroup cancelling>",
    ]);
    nothing_lives(&stage);
}

#[test]
fn a_loop_that_is_closed_under_them() {
    let stage = Stage::new();
    stage.create_task(stage.coro("busy", busy));
    for _ in 0..4 {
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
        assert!(stage.advance_to_next_deadline());
    }
    assert!(stage.live().futures > 4);
    assert_eq!(stage.close(), Ok(()));
    nothing_lives(&stage);
}
