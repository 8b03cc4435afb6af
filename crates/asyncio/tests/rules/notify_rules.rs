//! Rule I9: notifying who waits on a `Condition`.

use crate::{
    condition_rules::{done, queue, waits},
    stage::{Stage, shown},
};
use asyncio::{Condition, Sent, Turn};

#[test]
fn i9_notifying_needs_the_lock() {
    let stage = Stage::new();
    let condition = Condition::new(&stage);
    let refused = "RuntimeError('cannot notify on un-acquired lock')";
    assert_eq!(shown(&condition.notify(1)), refused);
    assert_eq!(shown(&condition.notify_all()), refused);
}

#[test]
fn i9_notify_wakes_the_first_who_then_queue_for_the_lock() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let mut tasks = queue(&stage, &condition, ["a", "b", "c", "d"]).to_vec();
        stage.sleep(1.0).await?;
        {
            let _held = condition.lock().await?;
            condition.notify(2)?;
            stage.say("two");
        }
        let late = queue(&stage, &condition, ["late"]);
        stage.sleep(1.0).await?;
        stage.say(done(&tasks));
        tasks.extend(late.clone());
        {
            let _held = condition.lock().await?;
            condition.notify(0)?;
            condition.notify(1)?;
            condition.notify(1)?;
            stage.say("one and one");
        }
        stage.sleep(1.0).await?;
        stage.say(done(&tasks));
        {
            let _held = condition.lock().await?;
            condition.notify(5)?;
        }
        stage.gather(late).await.map(drop)
    });
    stage.said(&[
        "2 0 a waits",
        "2 0 b waits",
        "2 0 c waits",
        "2 0 d waits",
        "4 1 two",
        "5 1 a goes on",
        "5 1 b goes on",
        "5 1 late waits",
        "7 2 true true false false",
        "7 2 one and one",
        "8 2 c goes on",
        "8 2 d goes on",
        "10 3 true true true true false",
        "11 3 late goes on",
    ]);
}

#[test]
fn i9_newcomers_for_the_lock_come_before_who_is_notified() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let [a, b] = queue(&stage, &condition, ["a", "b"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        let held = condition.clone();
        let newcomer = stage.create_task(stage.coro("newcomer", async move |stage: Stage| {
            let _held = held.lock().await?;
            stage.say("newcomer has the lock");
            stage.sleep(1.0).await?;
            stage.say("newcomer goes");
            Ok(())
        }));
        stage.sleep(0.0).await?;
        condition.notify_all()?;
        condition.release()?;
        stage.gather([newcomer, a, b]).await.map(drop)
    });
    stage.said(&[
        "2 0 a waits",
        "2 0 b waits",
        "6 1 newcomer has the lock",
        "8 2 newcomer goes",
        "9 2 a goes on",
        "10 2 b goes on",
    ]);
}

#[test]
fn i9_a_waiter_that_was_cancelled_notifies_another_too() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let tasks = queue(&stage, &condition, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        tasks[0].cancel();
        condition.notify(1)?;
        condition.release()?;
        stage.sleep(1.0).await?;
        stage.say(done(&tasks));
        Ok(())
    });
    stage.said(&[
        "2 0 a waits",
        "2 0 b waits",
        "2 0 c waits",
        "5 1 a CancelledError(), locked: true",
        "5 1 b goes on",
        "6 1 c goes on",
        "8 2 true true true",
    ]);
}

#[test]
fn i9_a_waiter_cancelled_after_it_was_notified_notifies_another() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let tasks = queue(&stage, &condition, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        condition.notify(1)?;
        tasks[0].cancel_with("stop");
        condition.release()?;
        stage.sleep(1.0).await?;
        stage.say(done(&tasks));
        tasks[2].cancel();
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a waits",
        "2 0 b waits",
        "2 0 c waits",
        "5 1 a CancelledError('stop'), locked: true",
        "6 1 b goes on",
        "8 2 true true false",
        "9 2 c CancelledError(), locked: true",
    ]);
}

#[test]
fn i9_a_wait_dropped_after_it_was_notified_notifies_another() {
    let stage = Stage::new();
    let condition = Condition::new(&stage);
    let mut dropped = stage.coro("dropped", |stage| {
        waits(stage, condition.clone(), "dropped")
    });
    assert_eq!(dropped.send(), Sent::Suspended);
    let [next] = queue(&stage, &condition, ["next"]);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    let mut holder = stage.coroutine("holder", condition.acquire());
    assert_eq!(holder.send(), Sent::Returned(()));
    assert_eq!(condition.notify(1), Ok(()));
    assert_eq!(condition.release(), Ok(()));
    dropped.close();
    assert_eq!(stage.run_until_complete(next), Ok(()));
    stage.said(&["0 0 dropped waits", "1 0 next waits", "2 0 next goes on"]);
}
