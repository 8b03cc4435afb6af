//! A hundred thousand of everything, and no stack that grows with it.

use crate::stage::{Stage, shown};
use asyncio::{Coroutine, Exception, Live, Result, ReturnWhen, Task, Turn};

/// Miri is some thousand times slower.
const MANY: usize = if cfg!(miri) { 25 } else { 100_000 };

const IDLE: Turn = Turn::Idle { deadline: None };

fn number(stage: &Stage, seconds: f64, value: usize) -> Coroutine<usize> {
    stage.coro("number", async move |stage: Stage| {
        stage.sleep(seconds).await?;
        Ok(value)
    })
}

/// A task that awaits a task that awaits a task …; the innermost comes first.
fn chain(stage: &Stage, innermost: Coroutine<usize>) -> Vec<Task<usize>> {
    let mut tasks = vec![stage.create_task(innermost)];
    for _ in 1..MANY {
        let inner = tasks[tasks.len() - 1].clone();
        tasks.push(
            stage.create_task(stage.coro("link", async |_| inner.await.map(|value| value + 1))),
        );
    }
    tasks
}

#[test]
fn many_tasks() {
    let stage = Stage::new();
    let sum = stage.run(async |stage: Stage| {
        let delays = |value: usize| (value % 10) as f64;
        let all = (0..MANY).map(|value| number(&stage, delays(value), value));
        let results = stage.gather(all).await?;
        Ok(results.iter().sum::<usize>())
    });
    assert_eq!(sum, Ok(MANY * (MANY - 1) / 2));
    assert_eq!(stage.time(), 9.0);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn many_tasks_gathered_from_last_to_first_and_each_twice() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let made = (0..MANY).map(|value| stage.create_task(number(&stage, 1.0, value)));
        let mut tasks: Vec<Task<usize>> = made.collect();
        tasks.reverse();
        let twice = stage.gather(tasks.iter().chain(&tasks)).await?;
        assert!(twice[..MANY].iter().rev().copied().eq(0..MANY));
        assert_eq!(twice[..MANY], twice[MANY..]);
        let waited = stage.wait(&tasks, None, ReturnWhen::AllCompleted).await?;
        assert!(
            waited
                .done
                .iter()
                .zip(&tasks)
                .all(|(done, task)| done.is_same(task))
        );
        Ok(())
    });
}

#[test]
fn many_tasks_left_over_are_cancelled() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for value in 0..MANY {
            stage.create_task(number(&stage, 9.0, value));
        }
        stage.sleep(1.0).await
    });
    assert_eq!(stage.time(), 1.0);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_tasks_passes_a_result_on() {
    let stage = Stage::new();
    let tasks = chain(&stage, number(&stage, 1.0, 0));
    assert_eq!(stage.run_until_complete(&tasks[MANY - 1]), Ok(MANY - 1));
    // One iteration a link: started, then the timer, then one after the other,
    // then the stop.
    assert_eq!(stage.iteration() as usize, MANY + 3);
    assert_eq!(stage.close(), Ok(()));
    drop(tasks);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn cancelling_the_head_of_a_long_chain_reaches_its_end() {
    let stage = Stage::new();
    let tasks = chain(&stage, number(&stage, 1.0, 0));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert!(tasks[MANY - 1].cancel_with("stop"));
    assert!(
        tasks
            .iter()
            .all(|task| task.cancelling() == 1 && !task.done())
    );
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(tasks.iter().all(|task| task.cancelled()));
    let error = tasks[MANY - 1].result().unwrap_err();
    assert_eq!(error.repr(), "CancelledError('stop')");
    assert_eq!(stage.time(), 0.0);
}

#[test]
fn a_long_chain_of_gathers_is_cancelled_too() {
    let stage = Stage::new();
    let mut tasks = vec![stage.create_task(number(&stage, 1.0, 0))];
    for _ in 1..MANY {
        let inner = tasks[tasks.len() - 1].clone();
        tasks.push(stage.create_task(stage.coro("link", async |stage: Stage| {
            stage.gather([inner]).await.map(|values| values[0] + 1)
        })));
    }
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert!(tasks[MANY - 1].cancel());
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(tasks.iter().all(|task| task.cancelled()));
}

#[test]
fn a_long_chain_that_never_ends_can_be_dropped() {
    let stage = Stage::new();
    let never = stage.create_future::<usize>();
    let innermost = stage.coro("innermost", async |_| never.await);
    let head = chain(&stage, innermost).pop();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(stage.close(), Ok(()));
    drop(head);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_that_never_began_can_be_dropped() {
    let stage = Stage::new();
    let head = chain(&stage, number(&stage, 1.0, 0)).pop();
    assert_eq!(stage.close(), Ok(()));
    drop(head);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn many_waiters_and_callbacks_of_one_future() {
    let stage = Stage::new();
    let future = stage.create_future::<usize>();
    let tasks: Vec<Task<usize>> = (0..MANY)
        .map(|_| {
            let future = future.clone();
            stage.create_task(stage.coro("waits", async |_| future.await))
        })
        .collect();
    assert_eq!(stage.run_until_stalled(), IDLE);
    let seen = std::rc::Rc::new(std::cell::Cell::new(0));
    for _ in 0..MANY {
        let seen = seen.clone();
        future.add_done_callback("count", move |_| seen.set(seen.get() + 1));
    }
    future.set_result(1).unwrap();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(seen.get(), MANY);
    assert!(tasks.iter().all(|task| task.result() == Ok(1)));
    assert_eq!(stage.iteration(), 2);
}

#[test]
fn many_timers_set_and_cancelled() {
    let stage = Stage::new();
    let fired = std::rc::Rc::new(std::cell::Cell::new(0));
    let handles: Vec<_> = (0..MANY)
        .map(|index| {
            let fired = fired.clone();
            let delay = 1.0 + (index % 7) as f64;
            stage.call_later(delay, "count", move || fired.set(fired.get() + 1))
        })
        .collect();
    for handle in handles.iter().skip(1).step_by(2) {
        handle.cancel();
    }
    while stage.advance_to_next_deadline() {
        assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    }
    assert_eq!(fired.get(), MANY.div_ceil(2));
    assert_eq!(stage.time(), 7.0);
}

#[test]
fn many_iterations_of_one_task() {
    let stage = Stage::new();
    let ended: Result<()> = stage.run(async |stage: Stage| {
        for _ in 0..MANY {
            stage.sleep(0.0).await?;
        }
        Err(Exception::new("Done", "with it"))
    });
    assert_eq!(shown(&ended), "Done('with it')");
    assert_eq!(stage.iteration() as usize, MANY + 2);
}
