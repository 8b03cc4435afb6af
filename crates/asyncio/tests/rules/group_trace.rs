//! What an observer is told of a group, a `wait` and an `as_completed`.

use crate::stage::{Stage, oops};
use asyncio::{Result, ReturnWhen, TaskGroup, observe::Event};

fn tell(event: &Event<'_>) -> Option<String> {
    Some(match event {
        Event::ResourceCreated {
            resource,
            kind,
            name,
            place,
        } => {
            assert!(place.file().ends_with("group_trace.rs"));
            format!("{} is the {kind:?} {name}", resource.0)
        }
        Event::ResourceAwaited { resource, future } => {
            format!("{} is awaited by {}", resource.0, future.0)
        }
        Event::ResourceChanged {
            resource,
            by,
            state,
        } => {
            let by = by.map(|task| task.0);
            format!("{} {state:?} by {by:?}", resource.0)
        }
        Event::FutureCreated { label, .. } => format!("{label} is waited on"),
        Event::HandleScheduled { callback, .. } | Event::TimerSet { callback, .. } => {
            let callback = format!("{callback:?}");
            if !callback.contains("User") {
                return None;
            }
            callback
        }
        _ => return None,
    })
}

#[test]
fn a_group_is_a_resource_whose_tasks_are_counted() {
    let stage = Stage::observing(tell);
    stage.play(async |stage: Stage| {
        let group = TaskGroup::named(&stage, "crew");
        group
            .scope(async {
                for name in ["a", "b"] {
                    group.create_task(stage.coro(name, async |_| Ok(())))?;
                }
                Ok(())
            })
            .await
    });
    stage.said(&[
        "0 is the TaskGroup crew",
        "0 Tasks(1) by Some(0)",
        "0 Tasks(2) by Some(0)",
        "crew.exit() is waited on",
        "0 is awaited by 3",
        r#"User("_on_task_done")"#,
        r#"User("_on_task_done")"#,
        "0 Tasks(1) by None",
        "0 Tasks(0) by None",
        "0 Closed by Some(0)",
    ]);
}

#[test]
fn without_a_name_it_is_called_after_its_kind() {
    let stage = Stage::observing(tell);
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let ended: Result<()> = group.scope(async { Err(oops()) }).await;
        assert!(ended.is_err_and(|error| error.is("ExceptionGroup")));
        Ok(())
    });
    stage.said(&["0 is the TaskGroup TaskGroup-0", "0 Closed by Some(0)"]);
}

#[test]
fn their_callbacks_have_names() {
    let stage = Stage::observing(tell);
    stage.play(async |stage: Stage| {
        let done = stage.create_future::<i32>();
        done.set_result(1)?;
        let futures = [done, stage.create_future()];
        stage
            .wait(&futures, Some(1.0), ReturnWhen::FirstCompleted)
            .await?;
        for next in stage.as_completed(&futures, Some(1.0)) {
            drop(next.await);
        }
        Ok(())
    });
    stage.said(&[
        "future is waited on",
        "future is waited on",
        "wait() is waited on",
        r#"User("_release_waiter")"#,
        r#"User("_on_completion")"#,
        r#"User("_handle_completion")"#,
        r#"User("_handle_timeout")"#,
        "as_completed() is waited on",
        "as_completed() is waited on",
    ]);
}
