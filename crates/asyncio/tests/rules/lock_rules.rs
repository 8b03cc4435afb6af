//! Rules I1 to I3: `Lock`.

use crate::stage::{Stage, shown};
use asyncio::{Live, Lock, Loop, Result, Sent, Task, Turn};

/// Holds the lock for a while.
async fn holds(stage: Stage, lock: Lock, name: &'static str, seconds: f64) -> Result<()> {
    stage.say(format_args!("{name} comes"));
    let inside = lock.lock().await;
    if let Err(error) = &inside {
        stage.say(format_args!("{name} {}", error.repr()));
    }
    let _inside = inside?;
    stage.say(format_args!("{name} enters"));
    let slept = stage.sleep(seconds).await;
    stage.say(format_args!("{name} leaves"));
    slept
}

/// Tasks that hold the lock for a second each.
fn queue<const N: usize>(stage: &Stage, lock: &Lock, names: [&'static str; N]) -> [Task<()>; N] {
    names.map(|name| {
        let lock = lock.clone();
        stage.create_task(stage.coro(name, |stage| holds(stage, lock, name, 1.0)))
    })
}

#[test]
fn i1_i2_who_waits_is_served_in_the_order_of_arrival() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let tasks = queue(&stage, &Lock::new(&stage), ["a", "b", "c"]);
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 a enters",
        "2 0 b comes",
        "2 0 c comes",
        "4 1 a leaves",
        "5 1 b enters",
        "7 2 b leaves",
        "8 2 c enters",
        "10 3 c leaves",
    ]);
}

#[test]
fn i1_a_coroutine_of_the_locks_loop_run_by_another_loop_cannot_wait() {
    let stage = Stage::new();
    let other = Loop::new();
    let lock = Lock::new(&other);
    assert_eq!(
        other.run_until_complete(other.coroutine("holds", lock.acquire())),
        Ok(())
    );
    let waited = lock.clone();
    let body = stage.clone();
    let coroutine = other.coroutine("odd", async move {
        body.say(shown(&waited.acquire().await));
        Ok(())
    });
    assert_eq!(stage.run_until_complete(coroutine), Ok(()));
    stage.said(&["2 0 RuntimeError('Task got Future attached to a different loop')"]);
    // It has left the queue: the lock is free for the next one.
    assert_eq!(lock.release(), Ok(()));
    assert_eq!(
        other.run_until_complete(other.coroutine("next", lock.acquire())),
        Ok(())
    );
    assert_eq!(other.live(), Live::default());
}

#[test]
fn i1_a_lock_of_another_loop_is_something_from_outside() {
    let stage = Stage::new();
    let other = Loop::new();
    let lock = Lock::new(&other);
    let mut holder = other.coroutine("holds", lock.acquire());
    assert_eq!(holder.send(), Sent::Returned(()));
    let task = stage.create_task(stage.coroutine("waits", lock.acquire()));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert_eq!(lock.release(), Ok(()));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert_eq!(task.result(), Ok(()));
    assert!(lock.locked());
}

#[test]
fn i2_a_free_lock_is_acquired_without_suspending() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        stage.call_soon("callback", stage.saying("callback"));
        lock.acquire().await?;
        stage.say(lock.locked());
        lock.release()?;
        {
            let _inside = lock.lock().await?;
            stage.say(lock.locked());
        }
        stage.say(lock.locked());
        stage.sleep(0.0).await
    });
    stage.said(&["1 0 true", "1 0 true", "1 0 false", "2 0 callback"]);
}

#[test]
fn i2_newcomers_queue_behind_who_is_woken() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        lock.acquire().await?;
        let tasks = queue(&stage, &lock, ["a", "b"]);
        stage.sleep(1.0).await?;
        lock.release()?;
        stage.say(format_args!("locked: {}", lock.locked()));
        holds(stage.clone(), lock, "main", 1.0).await?;
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 b comes",
        "4 1 locked: false",
        "4 1 main comes",
        "5 1 a enters",
        "7 2 a leaves",
        "8 2 b enters",
        "10 3 b leaves",
        "11 3 main enters",
        "13 4 main leaves",
    ]);
}

#[test]
fn i2_a_release_too_many_raises() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        stage.say(shown(&lock.release()));
        let inside = lock.lock().await?;
        lock.release()?;
        stage.say(shown(&inside.release()));
        Ok(())
    });
    stage.said(&[
        "1 0 RuntimeError('Lock is not acquired.')",
        "1 0 RuntimeError('Lock is not acquired.')",
    ]);
}

#[test]
fn i2_a_guard_that_cannot_release_tells_the_exception_handler() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        let inside = lock.lock().await?;
        lock.release()?;
        drop(inside);
        Ok(())
    });
    stage.said(&["Exception in the end of a LockGuard: RuntimeError('Lock is not acquired.')"]);
}

#[test]
fn i2_cancelled_waiters_keep_nobody_waiting() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        lock.acquire().await?;
        let tasks = queue(&stage, &lock, ["a", "b"]);
        stage.sleep(1.0).await?;
        for task in &tasks {
            task.cancel();
        }
        lock.release()?;
        lock.acquire().await?;
        stage.say("main enters again");
        stage.sleep(0.0).await?;
        stage.say(format_args!("locked: {}", lock.locked()));
        Ok(())
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 b comes",
        "4 1 main enters again",
        "5 1 a CancelledError()",
        "5 1 b CancelledError()",
        "5 1 locked: true",
    ]);
}

#[test]
fn i3_a_woken_waiter_that_is_cancelled_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        lock.acquire().await?;
        let tasks = queue(&stage, &lock, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        lock.release()?;
        tasks[0].cancel_with("stop");
        stage.say("released");
        stage.gather_return_exceptions(tasks).await?;
        stage.say("main");
        Ok(())
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 b comes",
        "2 0 c comes",
        "4 1 released",
        "5 1 a CancelledError('stop')",
        "6 1 b enters",
        "8 2 b leaves",
        "9 2 c enters",
        "11 3 c leaves",
        "13 3 main",
    ]);
}

#[test]
fn i3_a_release_that_finds_the_first_cancelled_wakes_the_next_through_it() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        lock.acquire().await?;
        let tasks = queue(&stage, &lock, ["a", "b"]);
        stage.sleep(1.0).await?;
        tasks[0].cancel();
        lock.release()?;
        stage.say("released");
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 b comes",
        "4 1 released",
        "5 1 a CancelledError()",
        "6 1 b enters",
        "8 2 b leaves",
    ]);
}

#[test]
fn i3_a_waiter_cancelled_in_the_middle_just_leaves() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let tasks = queue(&stage, &Lock::new(&stage), ["a", "b", "c"]);
        stage.sleep(0.0).await?;
        tasks[1].cancel();
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 a enters",
        "2 0 b comes",
        "2 0 c comes",
        "3 0 b CancelledError()",
        "6 1 a leaves",
        "7 1 c enters",
        "9 2 c leaves",
    ]);
}

#[test]
fn i3_the_holder_cancelled_releases_on_its_way_out() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let tasks = queue(&stage, &Lock::new(&stage), ["a", "b"]);
        stage.sleep(0.5).await?;
        tasks[0].cancel();
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a comes",
        "2 0 a enters",
        "2 0 b comes",
        "5 0.5 a leaves",
        "6 0.5 b enters",
        "8 1.5 b leaves",
    ]);
}

#[test]
fn i3_a_task_that_cancels_itself_does_not_get_a_lock_that_is_held() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let lock = Lock::new(&stage);
        lock.acquire().await?;
        let me = stage.current_task().expect("a task");
        me.cancel_with("me");
        stage.say(shown(&lock.acquire().await));
        lock.release()?;
        me.cancel_with("again");
        stage.say(shown(&lock.acquire().await));
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    stage.said(&[
        "2 0 CancelledError('me')",
        "2 0 ()",
        "3 0 CancelledError('again')",
    ]);
}

#[test]
fn i3_a_wait_dropped_after_its_turn_has_come_wakes_the_next() {
    let stage = Stage::new();
    let lock = Lock::new(&stage);
    let mut holder = stage.coroutine("holder", lock.acquire());
    assert_eq!(holder.send(), Sent::Returned(()));
    let mut dropped = stage.coroutine("dropped", lock.acquire());
    assert_eq!(dropped.send(), Sent::Suspended);
    let next = queue(&stage, &lock, ["next"]);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert_eq!(lock.release(), Ok(()));
    dropped.close();
    stage.gather(next);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    stage.said(&["1 0 next comes", "2 0 next enters"]);
}
