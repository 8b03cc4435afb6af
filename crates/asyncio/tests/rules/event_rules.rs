//! Rule I4: `Event`.

use crate::stage::Stage;
use asyncio::{Event, Result, Task};

async fn waits(stage: Stage, event: Event, name: &'static str) -> Result<()> {
    let woken = event.wait().await;
    match &woken {
        Ok(()) => stage.say(format_args!("{name} goes on")),
        Err(error) => stage.say(format_args!("{name} {}", error.repr())),
    }
    woken
}

fn queue<const N: usize>(stage: &Stage, event: &Event, names: [&'static str; N]) -> [Task<()>; N] {
    names.map(|name| {
        let event = event.clone();
        stage.create_task(stage.coro(name, |stage| waits(stage, event, name)))
    })
}

#[test]
fn i4_setting_wakes_all_in_order_even_if_it_is_cleared_at_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let event = Event::new(&stage);
        let tasks = queue(&stage, &event, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        event.set();
        event.clear();
        stage.say(format_args!("set: {}", event.is_set()));
        let [late] = queue(&stage, &event, ["late"]);
        stage.gather(tasks).await?;
        stage.say(format_args!("late: {}", late.done()));
        event.set();
        late.await?;
        stage.say("main");
        Ok(())
    });
    stage.said(&[
        "4 1 set: false",
        "5 1 a goes on",
        "5 1 b goes on",
        "5 1 c goes on",
        "7 1 late: false",
        "8 1 late goes on",
        "9 1 main",
    ]);
}

#[test]
fn i4_waiting_for_what_is_set_does_not_suspend() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let event = Event::new(&stage);
        stage.call_soon("callback", stage.saying("callback"));
        event.set();
        event.wait().await?;
        stage.say("went on");
        stage.sleep(0.0).await
    });
    stage.said(&["1 0 went on", "2 0 callback"]);
}

#[test]
fn i4_setting_twice_wakes_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let event = Event::new(&stage);
        let [a] = queue(&stage, &event, ["a"]);
        stage.sleep(1.0).await?;
        event.set();
        event.set();
        event.clear();
        event.clear();
        let [b] = queue(&stage, &event, ["b"]);
        stage.sleep(1.0).await?;
        stage.say(format_args!("{} {}", a.done(), b.done()));
        event.set();
        b.await
    });
    stage.said(&["5 1 a goes on", "7 2 true false", "8 2 b goes on"]);
}

#[test]
fn i4_a_cancelled_waiter_leaves_the_others_alone() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let event = Event::new(&stage);
        let tasks = queue(&stage, &event, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        tasks[0].cancel_with("before");
        event.set();
        tasks[1].cancel_with("after");
        stage.gather_return_exceptions(tasks).await?;
        stage.say("main");
        Ok(())
    });
    stage.said(&[
        "5 1 a CancelledError('before')",
        "5 1 b CancelledError('after')",
        "5 1 c goes on",
        "7 1 main",
    ]);
}

#[test]
fn i4_who_is_woken_stands_in_the_ready_queue_like_any_callback() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (one, other) = (Event::new(&stage), Event::new(&stage));
        let [a] = queue(&stage, &one, ["a"]);
        let [b] = queue(&stage, &other, ["b"]);
        let [c] = queue(&stage, &one, ["c"]);
        stage.sleep(1.0).await?;
        other.set();
        stage.call_soon("callback", stage.saying("callback"));
        one.set();
        stage.gather([a, b, c]).await.map(drop)
    });
    stage.said(&[
        "5 1 b goes on",
        "5 1 callback",
        "5 1 a goes on",
        "5 1 c goes on",
    ]);
}
