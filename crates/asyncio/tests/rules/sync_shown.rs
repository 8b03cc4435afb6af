//! What a trace is told of locks and their like: who took what, who gave it
//! back, and who queues.

use crate::{events::everything, stage::Stage};
use asyncio::{Barrier, Condition, Event, Lock, Semaphore, Turn, observe};

/// What is about a resource, or about what a task waits for.
fn resources(event: &observe::Event<'_>) -> Option<String> {
    use observe::Event;
    let about = matches!(
        event,
        Event::ResourceCreated { .. }
            | Event::ResourceAwaited { .. }
            | Event::ResourceChanged { .. }
            | Event::TaskSuspended { .. }
            | Event::FutureCreated { .. }
            | Event::FutureResolved { .. }
    );
    about.then(|| everything(event))
}

#[test]
fn i2_who_holds_a_lock_and_who_queues_for_it() {
    let stage = Stage::observing(resources);
    let lock = Lock::named(&stage, "door");
    for name in ["a", "b"] {
        let lock = lock.clone();
        stage.create_task(stage.coro(name, async move |stage: Stage| {
            let _inside = lock.lock().await?;
            stage.sleep(0.0).await
        }));
    }
    stage.call_soon("look", {
        let lock = lock.clone();
        move || {
            let shown = format!("{lock:?}");
            assert_eq!(shown, "<Lock door [locked, waiters:1]>");
        }
    });
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.said(&[
        "r0 Lock door",
        "r0 Locked(true) by t0",
        "t0 yields",
        "f2 = Waiter door.acquire() []",
        "r0 awaited by f2",
        "t1 waits for f2",
        "r0 Locked(false) by t0",
        "f2 done: None",
        "r0 Locked(true) by t1",
        "t1 yields",
        "r0 Locked(false) by t1",
    ]);
    assert_eq!(format!("{lock:?}"), "<Lock door [unlocked]>");
}

#[test]
fn i4_an_event_is_told_when_it_changes() {
    let stage = Stage::observing(resources);
    let event = Event::new(&stage);
    for _ in 0..2 {
        event.set();
    }
    assert_eq!(format!("{event:?}"), "<Event Event-0 [set]>");
    for _ in 0..2 {
        event.clear();
    }
    stage.said(&[
        "r0 Event Event-0",
        "r0 Flag(true) by a callback",
        "r0 Flag(false) by a callback",
    ]);
}

#[test]
fn i5_i6_who_has_a_permit() -> asyncio::Result<()> {
    let stage = Stage::observing(resources);
    let semaphore = Semaphore::named(&stage, 1, "seats")?;
    let [_, b, _] = ["a", "b", "c"].map(|name| {
        let semaphore = semaphore.clone();
        stage.create_task(stage.coro(name, async move |stage: Stage| {
            let _permit = semaphore.permit().await?;
            stage.sleep(0.0).await
        }))
    });
    // When a gives its permit back, b is given it; cancelled then, b puts it
    // back, and c is given it.
    assert!(matches!(stage.run_iteration(), Turn::Ran));
    assert!(matches!(stage.run_iteration(), Turn::Ran));
    b.cancel();
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.said(&[
        "r0 Semaphore seats",
        "r0 Permits(1) by a callback",
        "r0 Acquired(0) by t0",
        "t0 yields",
        "f3 = Waiter seats.acquire() []",
        "r0 awaited by f3",
        "t1 waits for f3",
        "f4 = Waiter seats.acquire() []",
        "r0 awaited by f4",
        "t2 waits for f4",
        "f3 done: None",
        "r0 Released(0) by t0",
        "f4 done: None",
        "r0 Permits(0) by t1",
        "r0 Acquired(0) by t2",
        "t2 yields",
        "r0 Released(1) by t2",
    ]);
    Ok(())
}

#[test]
fn i8_a_condition_and_its_lock_are_two_queues() {
    let stage = Stage::observing(resources);
    let news = Condition::named(&stage, "news");
    let waits = news.clone();
    stage.create_task(stage.coro("waits", async move |_| {
        let _held = waits.lock().await?;
        waits.wait().await
    }));
    stage.create_task(stage.coro("tells", async move |_| {
        let _held = news.lock().await?;
        news.notify_all()
    }));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.said(&[
        "r0 Condition news",
        "r1 Lock news.lock",
        "r1 Locked(true) by t0",
        "f2 = Waiter news.wait() []",
        "r0 awaited by f2",
        "r1 Locked(false) by t0",
        "t0 waits for f2",
        "r1 Locked(true) by t1",
        "f2 done: None",
        "r1 Locked(false) by t1",
        "r1 Locked(true) by t0",
        "r1 Locked(false) by t0",
    ]);
}

#[test]
fn i10_how_many_stand_at_a_barrier() -> asyncio::Result<()> {
    let stage = Stage::observing(|event| {
        matches!(event, observe::Event::ResourceChanged { .. }).then(|| everything(event))
    });
    let start = Barrier::named(&stage, 2, "start")?;
    for name in ["a", "b"] {
        let start = start.clone();
        stage.create_task(stage.coro(name, async move |_| start.wait().await));
    }
    let breaks = start.clone();
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.create_task(stage.coro("breaks", async move |_| breaks.abort().await));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    let all = stage.all();
    let states: Vec<_> = all.iter().filter(|line| line.starts_with("r0")).collect();
    assert_eq!(
        states,
        [
            "r0 Parties(2) by a callback",
            "r0 Arrived(1) by t0",
            "r0 Arrived(2) by t1",
            "r0 Draining(2) by t1",
            "r0 Draining(1) by t1",
            "r0 Arrived(0) by t0",
            "r0 Broken by t2",
        ]
    );
    assert_eq!(format!("{start:?}"), "<Barrier start [broken]>");
    Ok(())
}
