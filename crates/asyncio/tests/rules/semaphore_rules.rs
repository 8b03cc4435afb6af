//! Rules I5 to I7: `Semaphore` and `BoundedSemaphore`.

use crate::stage::{Stage, shown};
use asyncio::{BoundedSemaphore, Result, Semaphore, Sent, Task, Turn};

async fn takes(stage: Stage, semaphore: Semaphore, name: &'static str) -> Result<()> {
    let taken = semaphore.acquire().await;
    match &taken {
        Ok(()) => stage.say(format_args!(
            "{name} has a permit, locked: {}",
            semaphore.locked()
        )),
        Err(error) => stage.say(format_args!("{name} {}", error.repr())),
    }
    taken
}

fn queue<const N: usize>(
    stage: &Stage,
    semaphore: &Semaphore,
    names: [&'static str; N],
) -> [Task<()>; N] {
    names.map(|name| {
        let semaphore = semaphore.clone();
        stage.create_task(stage.coro(name, |stage| takes(stage, semaphore, name)))
    })
}

fn done(tasks: &[Task<()>]) -> String {
    let done: Vec<String> = tasks.iter().map(|task| task.done().to_string()).collect();
    done.join(" ")
}

#[test]
fn i5_a_permit_travels_to_who_waits_longest() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 1)?;
        semaphore.acquire().await?;
        let [a, b] = queue(&stage, &semaphore, ["a", "b"]);
        stage.sleep(1.0).await?;
        semaphore.release();
        stage.say(format_args!("locked: {}", semaphore.locked()));
        let [newcomer] = queue(&stage, &semaphore, ["newcomer"]);
        stage.sleep(1.0).await?;
        let tasks = [a, b, newcomer];
        stage.say(done(&tasks[..2]));
        semaphore.release();
        semaphore.release();
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "4 1 locked: true",
        "5 1 a has a permit, locked: true",
        "7 2 true false",
        "8 2 b has a permit, locked: true",
        "8 2 newcomer has a permit, locked: true",
    ]);
}

#[test]
fn i5_permits_are_taken_without_suspending() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 2)?;
        stage.call_soon("callback", stage.saying("callback"));
        for name in ["a", "b"] {
            takes(stage.clone(), semaphore.clone(), name).await?;
        }
        semaphore.release();
        {
            let _permit = semaphore.permit().await?;
            stage.say(semaphore.locked());
        }
        stage.say(semaphore.locked());
        stage.sleep(0.0).await
    });
    stage.said(&[
        "1 0 a has a permit, locked: false",
        "1 0 b has a permit, locked: true",
        "1 0 true",
        "1 0 false",
        "2 0 callback",
    ]);
}

#[test]
fn i5_newcomers_queue_though_there_are_permits() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let [task] = queue(&stage, &semaphore, ["a"]);
        stage.sleep(1.0).await?;
        semaphore.release();
        semaphore.release();
        stage.say(format_args!("locked: {}", semaphore.locked()));
        takes(stage, semaphore, "main").await?;
        task.await
    });
    stage.said(&[
        "4 1 locked: true",
        "5 1 a has a permit, locked: true",
        "6 1 main has a permit, locked: true",
    ]);
}

#[test]
fn i5_cancelled_waiters_keep_nobody_waiting() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let tasks = queue(&stage, &semaphore, ["a", "b"]);
        stage.sleep(1.0).await?;
        for task in &tasks {
            task.cancel();
        }
        semaphore.release();
        stage.say(format_args!("locked: {}", semaphore.locked()));
        takes(stage.clone(), semaphore, "main").await?;
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "4 1 locked: false",
        "4 1 main has a permit, locked: true",
        "5 1 a CancelledError()",
        "5 1 b CancelledError()",
    ]);
}

#[test]
fn i6_a_waiter_cancelled_with_a_permit_passes_it_on() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let tasks = queue(&stage, &semaphore, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        semaphore.release();
        tasks[0].cancel_with("stop");
        stage.say(format_args!("locked: {}", semaphore.locked()));
        stage.sleep(1.0).await?;
        stage.say(done(&tasks));
        semaphore.release();
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "4 1 locked: true",
        "5 1 a CancelledError('stop')",
        "6 1 b has a permit, locked: true",
        "8 2 true true false",
        "9 2 c has a permit, locked: true",
    ]);
}

#[test]
fn i6_the_only_waiter_cancelled_with_a_permit_puts_it_back() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let [task] = queue(&stage, &semaphore, ["a"]);
        stage.sleep(1.0).await?;
        semaphore.release();
        task.cancel();
        stage.sleep(0.0).await?;
        stage.say(format_args!("locked: {}", semaphore.locked()));
        Ok(())
    });
    stage.said(&["5 1 a CancelledError()", "5 1 locked: false"]);
}

#[test]
fn i6_a_wait_dropped_with_a_permit_passes_it_on() {
    let stage = Stage::new();
    let semaphore = Semaphore::new(&stage, 0).expect("not negative");
    let mut dropped = stage.coroutine("dropped", semaphore.acquire());
    assert_eq!(dropped.send(), Sent::Suspended);
    let [next] = queue(&stage, &semaphore, ["next"]);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    semaphore.release();
    dropped.close();
    assert_eq!(stage.run_until_complete(next), Ok(()));
    stage.said(&["2 0 next has a permit, locked: true"]);
}

#[test]
fn i6_a_waiter_that_wakes_wakes_as_many_as_there_are_permits() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let [a] = queue(&stage, &semaphore, ["a"]);
        stage.sleep(1.0).await?;
        let [b, c, d] = queue(&stage, &semaphore, ["b", "c", "d"]);
        for _ in 0..3 {
            semaphore.release();
        }
        stage.sleep(1.0).await?;
        let tasks = [a, b, c, d];
        stage.say(done(&tasks));
        semaphore.release();
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "5 1 a has a permit, locked: true",
        "6 1 b has a permit, locked: true",
        "6 1 c has a permit, locked: true",
        "8 2 true true true false",
        "9 2 d has a permit, locked: true",
    ]);
}

#[test]
fn i6_who_comes_after_the_woken_one_has_run_need_not_queue() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let [a] = queue(&stage, &semaphore, ["a"]);
        stage.sleep(1.0).await?;
        for _ in 0..3 {
            semaphore.release();
        }
        let [b, c, d] = queue(&stage, &semaphore, ["b", "c", "d"]);
        stage.sleep(1.0).await?;
        let tasks = [a, b, c, d];
        stage.say(done(&tasks));
        semaphore.release();
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "5 1 a has a permit, locked: false",
        "5 1 b has a permit, locked: false",
        "5 1 c has a permit, locked: true",
        "7 2 true true true false",
        "8 2 d has a permit, locked: true",
    ]);
}

#[test]
fn i6_a_waiter_cancelled_in_the_middle_just_leaves() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, 0)?;
        let tasks = queue(&stage, &semaphore, ["a", "b", "c"]);
        stage.sleep(1.0).await?;
        tasks[1].cancel();
        semaphore.release();
        semaphore.release();
        stage.gather_return_exceptions(tasks).await?;
        stage.say(semaphore.locked());
        Ok(())
    });
    stage.said(&[
        "5 1 b CancelledError()",
        "5 1 a has a permit, locked: true",
        "5 1 c has a permit, locked: true",
        "7 1 true",
    ]);
}

#[test]
fn i7_a_bounded_semaphore_takes_no_more_than_it_gave() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = BoundedSemaphore::new(&stage, 1)?;
        stage.say(shown(&semaphore.release()));
        semaphore.acquire().await?;
        let waits = semaphore.clone();
        let task = stage.create_task(stage.coro("a", async move |stage: Stage| {
            waits.acquire().await?;
            stage.say(format_args!("a has a permit, locked: {}", waits.locked()));
            Ok(())
        }));
        stage.sleep(1.0).await?;
        stage.say(shown(&semaphore.release()));
        stage.gather([task]).await?;
        stage.say(shown(&semaphore.release()));
        stage.say(shown(&semaphore.release()));
        let permit = semaphore.permit().await?;
        semaphore.release()?;
        stage.say(shown(&permit.release()));
        Ok(())
    });
    stage.said(&[
        "1 0 ValueError('BoundedSemaphore released too many times')",
        "4 1 ()",
        "5 1 a has a permit, locked: true",
        "7 1 ()",
        "7 1 ValueError('BoundedSemaphore released too many times')",
        "7 1 ValueError('BoundedSemaphore released too many times')",
    ]);
}

#[test]
fn i7_a_permit_that_cannot_be_released_tells_the_exception_handler() {
    let stage = Stage::new();
    stage.handler();
    stage.play(async |stage: Stage| {
        let semaphore = BoundedSemaphore::new(&stage, 1)?;
        let permit = semaphore.permit().await?;
        semaphore.release()?;
        drop(permit);
        Ok(())
    });
    stage.said(&["Exception in the end of a Permit: \
         ValueError('BoundedSemaphore released too many times')"]);
}

#[test]
fn i7_no_semaphore_begins_below_zero() {
    let stage = Stage::new();
    let refused = "ValueError('Semaphore initial value must be >= 0')";
    assert_eq!(shown(&Semaphore::new(&stage, -1)), refused);
    assert_eq!(shown(&BoundedSemaphore::new(&stage, -1)), refused);
}

#[test]
fn i5_the_number_of_permits_has_an_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let semaphore = Semaphore::new(&stage, i64::MAX)?;
        semaphore.release();
        stage.say(format_args!("{semaphore:?}"));
        Ok(())
    });
    stage.said(&["1 0 <Semaphore [unlocked, value:9223372036854775807]>"]);
}
