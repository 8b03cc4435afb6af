//! Every event knows the line of the source at which it happened: the line of
//! the call, or of the `.await`.

use crate::stage::Stage;
use asyncio::{
    Coroutine, Loop, Result,
    observe::{Callback, Event, Place},
};

/// What happened, and the text of the line that says so.
fn places(event: &Event<'_>) -> Option<String> {
    let (what, place) = match event {
        Event::CoroutineCreated { place, .. } => ("called".into(), *place),
        Event::CoroutineEntered { place, .. } => ("awaited".into(), (*place)?),
        Event::TaskCreated { place, .. } => ("task".into(), *place),
        Event::TaskSuspended { place, .. } => ("suspended".into(), (*place)?),
        Event::TaskCancelRequested { place, .. } => ("cancelled".into(), *place),
        Event::FutureCreated { place, kind, .. } => (format!("{kind:?}"), *place),
        Event::TimerSet {
            place,
            callback: Callback::User(_),
            ..
        } => ("timer".into(), *place),
        _ => return None,
    };
    Some(format!("{what}: {}", text(place)))
}

fn text(place: Place) -> &'static str {
    assert_eq!(place.file(), file!());
    let line = place.line() as usize - 1;
    include_str!("places.rs")
        .lines()
        .nth(line)
        .expect("a line")
        .trim()
}

#[track_caller]
fn quick(aio: &Loop) -> Coroutine<()> {
    let inside = aio.clone();
    aio.coroutine("quick", async move {
        inside.sleep(0.0).await //
    })
}

#[rustfmt::skip]
async fn calls(aio: Loop) -> Result<()> {
    let coroutine = quick(&aio);
    coroutine
        .await?;
    let task = aio.task()
        .name("tea")
        .spawn(
            quick(&aio)
        );
    task.cancel();
    (&task)
        .await.unwrap_err();
    aio.sleep(1.0).await
}

// Nothing of this runs differently under Miri, it is only slow there.
#[cfg_attr(miri, ignore)]
#[test]
fn places_of_coroutines_and_tasks() {
    let stage = Stage::observing(places);
    let main = stage.coroutine("main", calls((*stage).clone()));
    assert_eq!(stage.run_until_complete(main), Ok(()));
    stage.said(&[
        "called: let main = stage.coroutine(\"main\", calls((*stage).clone()));",
        "task: assert_eq!(stage.run_until_complete(main), Ok(()));",
        "called: let coroutine = quick(&aio);",
        "awaited: .await?;",
        "suspended: inside.sleep(0.0).await //",
        "called: quick(&aio)",
        "task: .spawn(",
        "cancelled: task.cancel();",
        "suspended: .await.unwrap_err();",
        "Sleep: aio.sleep(1.0).await",
        "suspended: aio.sleep(1.0).await",
    ]);
}

#[rustfmt::skip]
async fn futures(aio: Loop) -> Result<()> {
    let future =
        aio.create_future::<()>();
    let setter = future.clone();
    aio
        .call_later(0.5, "set", move || setter.set_result(()));
    future
        .await?;
    let both = aio.gather([
        quick(&aio),
    ]);
    both
        .await?;
    let shielded = aio.shield(aio.create_future::<()>());
    aio.timeout(1.0)
        .scope(async { shielded
            .await })
        .await.unwrap_err();
    let never = aio.create_future::<()>();
    aio
        .wait_for(never, 1.0)
        .await.unwrap_err();
    Ok(())
}

#[cfg_attr(miri, ignore)]
#[test]
fn places_of_futures_and_timers() {
    let stage = Stage::observing(places);
    let main = stage.coroutine("main", futures((*stage).clone()));
    assert_eq!(stage.run_until_complete(main), Ok(()));
    let lines = stage.all();
    assert_eq!(
        lines[2..],
        [
            "Plain: aio.create_future::<()>();",
            "timer: .call_later(0.5, \"set\", move || setter.set_result(()));",
            "suspended: .await?;",
            "called: quick(&aio),",
            "task: let both = aio.gather([",
            "Gather: let both = aio.gather([",
            "suspended: .await?;",
            "suspended: inside.sleep(0.0).await //",
            "Plain: let shielded = aio.shield(aio.create_future::<()>());",
            "Shield: let shielded = aio.shield(aio.create_future::<()>());",
            "suspended: .await })",
            "cancelled: aio.timeout(1.0)",
            "Plain: let never = aio.create_future::<()>();",
            "suspended: .wait_for(never, 1.0)",
            "cancelled: .wait_for(never, 1.0)",
        ]
    );
}
