//! Rule I8: waiting on a `Condition`.

use crate::stage::{Stage, shown};
use asyncio::{Condition, Lock, Result, Sent, Task};
use std::{cell::Cell, future::poll_fn, rc::Rc, task::Poll};

pub(crate) async fn waits(stage: Stage, condition: Condition, name: &'static str) -> Result<()> {
    let _held = condition.lock().await?;
    stage.say(format_args!("{name} waits"));
    let woken = condition.wait().await;
    match &woken {
        Ok(()) => stage.say(format_args!("{name} goes on")),
        Err(error) => stage.say(format_args!(
            "{name} {}, locked: {}",
            error.repr(),
            condition.locked()
        )),
    }
    woken
}

pub(crate) fn queue<const N: usize>(
    stage: &Stage,
    condition: &Condition,
    names: [&'static str; N],
) -> [Task<()>; N] {
    names.map(|name| {
        let condition = condition.clone();
        stage.create_task(stage.coro(name, |stage| waits(stage, condition, name)))
    })
}

pub(crate) fn done(tasks: &[Task<()>]) -> String {
    let done: Vec<String> = tasks.iter().map(|task| task.done().to_string()).collect();
    done.join(" ")
}

#[test]
fn i8_waiting_needs_the_lock() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.say(shown(&Condition::new(&stage).wait().await));
        Ok(())
    });
    stage.said(&["1 0 RuntimeError('cannot wait on un-acquired lock')"]);
}

#[test]
fn i8_i9_who_waits_lets_go_of_the_lock_and_takes_it_again() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let [task] = queue(&stage, &condition, ["a"]);
        stage.sleep(1.0).await?;
        stage.say(format_args!("locked: {}", condition.locked()));
        {
            let _held = condition.lock().await?;
            condition.notify(1)?;
            stage.say("notified");
            stage.sleep(1.0).await?;
            stage.say("lets go");
        }
        task.await?;
        stage.say(format_args!("main, locked: {}", condition.locked()));
        Ok(())
    });
    stage.said(&[
        "2 0 a waits",
        "4 1 locked: false",
        "4 1 notified",
        "7 2 lets go",
        "8 2 a goes on",
        "9 2 main, locked: false",
    ]);
}

#[test]
fn i8_waiting_hands_the_lock_to_the_next_in_line() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let tasks = queue(&stage, &condition, ["a", "b", "c"]);
        {
            let _held = condition.lock().await?;
            stage.say("main has it");
            stage.sleep(0.0).await?;
            stage.say("main goes");
        }
        stage.sleep(1.0).await?;
        {
            let _held = condition.lock().await?;
            condition.notify_all()?;
        }
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "1 0 main has it",
        "2 0 main goes",
        "3 0 a waits",
        "4 0 b waits",
        "5 0 c waits",
        "8 1 a goes on",
        "8 1 b goes on",
        "8 1 c goes on",
    ]);
}

#[test]
fn i8_a_cancelled_waiter_takes_the_lock_before_it_learns() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let [task] = queue(&stage, &condition, ["a"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        task.cancel_with("stop");
        stage.sleep(1.0).await?;
        stage.say(format_args!("done: {}", task.done()));
        condition.release()?;
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a waits",
        "7 2 done: false",
        "8 2 a CancelledError('stop'), locked: true",
        "9 2 CancelledError('stop')",
    ]);
}

#[test]
fn i8_the_last_cancellation_while_it_takes_the_lock_is_raised() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let [task] = queue(&stage, &condition, ["a"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        for message in ["one", "two", "three"] {
            task.cancel_with(message);
            stage.sleep(1.0).await?;
        }
        stage.say(format_args!(
            "done: {}, cancelling: {}",
            task.done(),
            task.cancelling()
        ));
        condition.release()?;
        let error = task.await.expect_err("it was cancelled");
        stage.say(error.repr());
        let context = error.context().expect("it replaced another");
        stage.say(format_args!("instead of {}", context.repr()));
        Ok(())
    });
    stage.said(&[
        "2 0 a waits",
        "13 4 done: false, cancelling: 3",
        "14 4 a CancelledError('three'), locked: true",
        "15 4 CancelledError('three')",
        "15 4 instead of CancelledError('one')",
    ]);
}

#[test]
fn i8_a_cancellation_after_the_notification_is_raised_with_the_lock() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let [task] = queue(&stage, &condition, ["a"]);
        stage.sleep(1.0).await?;
        condition.acquire().await?;
        condition.notify(1)?;
        stage.sleep(1.0).await?;
        task.cancel_with("stop");
        stage.sleep(1.0).await?;
        stage.say(format_args!("done: {}", task.done()));
        condition.release()?;
        stage.say(shown(&task.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a waits",
        "10 3 done: false",
        "11 3 a CancelledError('stop'), locked: true",
        "12 3 CancelledError('stop')",
    ]);
}

#[test]
fn i8_a_wait_under_a_limit_holds_the_lock_when_time_is_up() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        {
            let _held = condition.lock().await?;
            let ended = stage.timeout(1.0).scope(condition.wait()).await;
            let (ended, locked) = (shown(&ended), condition.locked());
            stage.say(format_args!("{ended}, locked: {locked}"));
        }
        stage.say(format_args!("locked: {}", condition.locked()));
        Ok(())
    });
    stage.said(&["3 1 TimeoutError(), locked: true", "3 1 locked: false"]);
}

#[test]
fn i8_two_conditions_of_one_lock() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        let (one, other) = (Condition::with_lock(&lock), Condition::with_lock(&lock));
        let [a] = queue(&stage, &one, ["a"]);
        let [b] = queue(&stage, &other, ["b"]);
        stage.sleep(1.0).await?;
        {
            let _held = lock.lock().await?;
            stage.say(format_args!("{} {}", one.locked(), other.locked()));
            other.notify_all()?;
        }
        stage.sleep(1.0).await?;
        stage.say(format_args!("{} {}", a.done(), b.done()));
        {
            let _held = one.lock().await?;
            one.notify_all()?;
        }
        stage.gather([a, b]).await.map(drop)
    });
    stage.said(&[
        "2 0 a waits",
        "2 0 b waits",
        "4 1 true true",
        "5 1 b goes on",
        "7 2 false true",
        "8 2 a goes on",
    ]);
}

#[test]
fn i8_i9_wait_for_asks_before_it_waits_and_whenever_it_is_woken() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let count = Rc::new(Cell::new(0));
        let tasks = [("a", 2), ("b", 0), ("c", 1)].map(|(name, least)| {
            let (condition, count) = (condition.clone(), count.clone());
            stage.create_task(stage.coro(name, async move |stage: Stage| {
                let _held = condition.lock().await?;
                let enough = || {
                    stage.say(format_args!("{name} asks"));
                    count.get() >= least
                };
                condition.wait_for(enough).await?;
                stage.say(format_args!("{name} has {}", count.get()));
                Ok(())
            }))
        });
        for _ in 0..2 {
            stage.sleep(1.0).await?;
            let _held = condition.lock().await?;
            count.set(count.get() + 1);
            condition.notify_all()?;
        }
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a asks",
        "2 0 b asks",
        "2 0 b has 0",
        "2 0 c asks",
        "5 1 a asks",
        "5 1 c asks",
        "5 1 c has 1",
        "8 2 a asks",
        "8 2 a has 2",
    ]);
}

#[test]
fn i8_a_wait_dropped_under_its_guard_leaves_a_free_lock_free() {
    let stage = Stage::new();
    let condition = Condition::new(&stage);
    let mut dropped = stage.coro("dropped", |stage| {
        waits(stage, condition.clone(), "dropped")
    });
    assert_eq!(dropped.send(), Sent::Suspended);
    dropped.close();
    assert!(!condition.locked());
    stage.said(&["0 0 dropped waits"]);
}

#[test]
fn i8_a_wait_dropped_under_its_guard_takes_the_lock_from_nobody() {
    let stage = Stage::new();
    stage.handler();
    let condition = Condition::new(&stage);
    let mut dropped = stage.coro("dropped", |stage| {
        waits(stage, condition.clone(), "dropped")
    });
    assert_eq!(dropped.send(), Sent::Suspended);
    let mut holder = stage.coroutine("holder", condition.acquire());
    assert_eq!(holder.send(), Sent::Returned(()));
    dropped.close();
    assert!(condition.locked());
    assert_eq!(condition.release(), Ok(()));
    assert!(!condition.locked() && condition.release().is_err());
    stage.said(&["0 0 dropped waits"]);
}

#[test]
fn i8_a_wait_given_up_holds_the_lock_again_if_it_is_free() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let condition = Condition::new(&stage);
        let held = condition.lock().await?;
        let mut wait = Box::pin(condition.wait());
        let polled = poll_fn(|cx| Poll::Ready(wait.as_mut().poll(cx))).await;
        stage.say(format_args!(
            "{}, {}",
            polled.is_pending(),
            condition.locked()
        ));
        drop(wait);
        stage.say(condition.locked());
        held.release()?;
        stage.say(condition.locked());
        Ok(())
    });
    stage.said(&["1 0 true, false", "1 0 true", "1 0 false"]);
}
