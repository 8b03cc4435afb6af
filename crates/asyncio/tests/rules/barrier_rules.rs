//! Rule I10: `Barrier`.

use crate::stage::{Stage, shown};
use asyncio::{Barrier, Result, Task};

async fn arrives(stage: Stage, barrier: Barrier, name: &'static str) -> Result<usize> {
    stage.say(format_args!("{name} arrives"));
    let ended = barrier.wait().await;
    let waiting = barrier.n_waiting();
    match &ended {
        Ok(index) => stage.say(format_args!("{name} is {index}, waiting: {waiting}")),
        Err(error) => stage.say(format_args!(
            "{name} {}, waiting: {waiting}, broken: {}",
            error.repr(),
            barrier.broken()
        )),
    }
    ended
}

fn queue<const N: usize>(
    stage: &Stage,
    barrier: &Barrier,
    names: [&'static str; N],
) -> Vec<Task<usize>> {
    let tasks = names.map(|name| {
        let barrier = barrier.clone();
        stage.create_task(stage.coro(name, |stage| arrives(stage, barrier, name)))
    });
    tasks.to_vec()
}

#[test]
fn i10_the_last_to_arrive_goes_on_at_once_the_others_follow_in_order() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 3)?;
        let mut tasks = queue(&stage, &barrier, ["a", "b"]);
        stage.sleep(1.0).await?;
        stage.say(format_args!(
            "{} of {}",
            barrier.n_waiting(),
            barrier.parties()
        ));
        tasks.extend(queue(&stage, &barrier, ["c"]));
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "4 1 2 of 3",
        "5 1 c arrives",
        "5 1 c is 2, waiting: 0",
        "6 1 a is 0, waiting: 0",
        "6 1 b is 1, waiting: 0",
    ]);
}

#[test]
fn i10_a_barrier_for_one_never_suspends() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 1)?;
        stage.call_soon("callback", stage.saying("callback"));
        for _ in 0..2 {
            arrives(stage.clone(), barrier.clone(), "main").await?;
        }
        stage.sleep(0.0).await
    });
    stage.said(&[
        "1 0 main arrives",
        "1 0 main is 0, waiting: 0",
        "1 0 main arrives",
        "1 0 main is 0, waiting: 0",
        "2 0 callback",
    ]);
}

#[test]
fn i10_who_comes_while_others_leave_waits_for_the_next_round() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        let mut tasks = queue(&stage, &barrier, ["a", "b", "c", "d", "e"]);
        stage.sleep(1.0).await?;
        stage.say(format_args!("waiting: {}", barrier.n_waiting()));
        tasks.extend(queue(&stage, &barrier, ["f"]));
        stage.gather(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "2 0 b is 1, waiting: 0",
        "2 0 c arrives",
        "2 0 d arrives",
        "2 0 e arrives",
        "3 0 a is 0, waiting: 0",
        "4 0 d is 1, waiting: 0",
        "5 0 c is 0, waiting: 0",
        "8 1 waiting: 1",
        "9 1 f arrives",
        "9 1 f is 1, waiting: 0",
        "10 1 e is 0, waiting: 0",
    ]);
}

#[test]
fn i10_reset_breaks_off_who_waits() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 3)?;
        let mut tasks = queue(&stage, &barrier, ["a", "b"]);
        stage.sleep(1.0).await?;
        barrier.reset().await?;
        let (waiting, broken) = (barrier.n_waiting(), barrier.broken());
        stage.say(format_args!("reset, waiting: {waiting}, broken: {broken}"));
        tasks.extend(queue(&stage, &barrier, ["c", "d", "e"]));
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "4 1 reset, waiting: 0, broken: false",
        "5 1 a BrokenBarrierError('Abort or reset of barrier'), waiting: 0, broken: false",
        "5 1 b BrokenBarrierError('Abort or reset of barrier'), waiting: 0, broken: false",
        "5 1 c arrives",
        "5 1 d arrives",
        "5 1 e arrives",
        "5 1 e is 2, waiting: 0",
        "6 1 c is 0, waiting: 0",
        "6 1 d is 1, waiting: 0",
    ]);
}

#[test]
fn i10_reset_of_an_empty_barrier_changes_nothing() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        barrier.reset().await?;
        stage
            .gather(queue(&stage, &barrier, ["a", "b"]))
            .await
            .map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "2 0 b is 1, waiting: 0",
        "3 0 a is 0, waiting: 0",
    ]);
}

#[test]
fn i10_reset_while_others_leave_breaks_them_off() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 3)?;
        let mut tasks = queue(&stage, &barrier, ["a", "b"]);
        stage.sleep(1.0).await?;
        let resets = barrier.clone();
        tasks.push(
            stage.create_task(stage.coro("c", async move |stage: Stage| {
                let index = arrives(stage.clone(), resets.clone(), "c").await?;
                resets.reset().await?;
                stage.say("reset");
                Ok(index)
            })),
        );
        stage.gather_return_exceptions(tasks).await?;
        stage.say(format_args!("waiting: {}", barrier.n_waiting()));
        stage
            .gather(queue(&stage, &barrier, ["d", "e", "f"]))
            .await
            .map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "5 1 c arrives",
        "5 1 c is 2, waiting: 0",
        "5 1 reset",
        "6 1 a BrokenBarrierError('Abort or reset of barrier'), waiting: 0, broken: false",
        "6 1 b BrokenBarrierError('Abort or reset of barrier'), waiting: 0, broken: false",
        "8 1 waiting: 0",
        "9 1 d arrives",
        "9 1 e arrives",
        "9 1 f arrives",
        "9 1 f is 2, waiting: 0",
        "10 1 d is 0, waiting: 0",
        "10 1 e is 1, waiting: 0",
    ]);
}

#[test]
fn i10_abort_breaks_it_until_it_is_reset() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        let mut tasks = queue(&stage, &barrier, ["a"]);
        stage.sleep(1.0).await?;
        barrier.abort().await?;
        stage.say("aborted");
        tasks.extend(queue(&stage, &barrier, ["b"]));
        stage.gather_return_exceptions(tasks).await?;
        barrier.reset().await?;
        stage.say(format_args!("broken: {}", barrier.broken()));
        stage
            .gather(queue(&stage, &barrier, ["c", "d"]))
            .await
            .map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "4 1 aborted",
        "5 1 a BrokenBarrierError('Abort or reset of barrier'), waiting: 0, broken: true",
        "5 1 b arrives",
        "5 1 b BrokenBarrierError('Barrier aborted'), waiting: 0, broken: true",
        "7 1 broken: false",
        "8 1 c arrives",
        "8 1 d arrives",
        "8 1 d is 1, waiting: 0",
        "9 1 c is 0, waiting: 0",
    ]);
}

#[test]
fn i10_a_cancelled_waiter_just_leaves() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        let mut tasks = queue(&stage, &barrier, ["a"]);
        stage.sleep(1.0).await?;
        tasks[0].cancel_with("stop");
        stage.sleep(1.0).await?;
        stage.say(format_args!("waiting: {}", barrier.n_waiting()));
        tasks.extend(queue(&stage, &barrier, ["b", "c"]));
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "5 1 a CancelledError('stop'), waiting: 0, broken: false",
        "7 2 waiting: 0",
        "8 2 b arrives",
        "8 2 c arrives",
        "8 2 c is 1, waiting: 0",
        "9 2 b is 0, waiting: 0",
    ]);
}

#[test]
fn i10_a_waiter_cancelled_after_it_opened_leaves_with_that() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        let mut tasks = queue(&stage, &barrier, ["a"]);
        stage.sleep(1.0).await?;
        arrives(stage.clone(), barrier.clone(), "main").await?;
        tasks[0].cancel_with("stop");
        tasks.extend(queue(&stage, &barrier, ["b", "c"]));
        stage.gather_return_exceptions(tasks).await.map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "4 1 main arrives",
        "4 1 main is 1, waiting: 0",
        "5 1 a CancelledError('stop'), waiting: 0, broken: false",
        "5 1 b arrives",
        "5 1 c arrives",
        "5 1 c is 1, waiting: 0",
        "6 1 b is 0, waiting: 0",
    ]);
}

#[test]
fn i10_who_waits_for_the_next_round_and_is_cancelled_leaves() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let barrier = Barrier::new(&stage, 2)?;
        let tasks = queue(&stage, &barrier, ["a", "b", "c"]);
        stage.sleep(0.0).await?;
        tasks[2].cancel();
        stage.gather_return_exceptions(tasks).await?;
        stage
            .gather(queue(&stage, &barrier, ["d", "e"]))
            .await
            .map(drop)
    });
    stage.said(&[
        "2 0 a arrives",
        "2 0 b arrives",
        "2 0 b is 1, waiting: 0",
        "2 0 c arrives",
        "3 0 a is 0, waiting: 0",
        "3 0 c CancelledError(), waiting: 0, broken: false",
        "6 0 d arrives",
        "6 0 e arrives",
        "6 0 e is 1, waiting: 0",
        "7 0 d is 0, waiting: 0",
    ]);
}

#[test]
fn i10_a_barrier_is_for_somebody() {
    let stage = Stage::new();
    let refused = "ValueError('parties must be >= 1')";
    assert_eq!(shown(&Barrier::new(&stage, 0)), refused);
}

#[test]
fn i10_a_barrier_for_more_than_there_can_be_waits() {
    let stage = Stage::new();
    let barrier = Barrier::new(&stage, usize::MAX).expect("it is for somebody");
    let tasks = queue(&stage, &barrier, ["a"]);
    assert!(matches!(
        stage.run_until_stalled(),
        asyncio::Turn::Idle { .. }
    ));
    assert!(!tasks[0].done());
    stage.said(&["1 0 a arrives"]);
}
