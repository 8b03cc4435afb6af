//! The executor core.

use crate::row::{CROWD, DEPTH, ROOM, Row, THOUSAND, TURNS, seconds};
use asyncio::{Coroutine, Lock, Loop, Queue, Result, Run, Task};
use std::{cell::Cell, rc::Rc};

/// Does the work of one row; gives what it came to.
pub(super) fn run(row: Row, size: u64) -> u64 {
    let aio = Loop::new();
    let main = main(&aio, row, size);
    Run::new(&aio, main).complete().expect("no row fails")
}

/// The main coroutine of a row.
pub(super) fn main(aio: &Loop, row: Row, size: u64) -> Coroutine<u64> {
    let it = aio.clone();
    match row {
        Row::Spawn => aio.coroutine("main", spawn(it, size)),
        Row::SpawnAwait => aio.coroutine("main", spawn_await(it, size)),
        Row::YieldOne => aio.coroutine("main", give_way(it, size)),
        Row::YieldThousand => aio.coroutine("main", take_turns(it, THOUSAND, size / THOUSAND)),
        Row::YieldAll => aio.coroutine("main", take_turns(it, size, TURNS)),
        Row::Sleep => aio.coroutine("main", sleep(it, size)),
        Row::CallLater => aio.coroutine("main", call_later(it, size)),
        Row::Cancel => aio.coroutine("main", cancel(it, size)),
        Row::QueueOne => aio.coroutine("main", queue(it, size, 1)),
        Row::QueueMany => aio.coroutine("main", queue(it, size, ROOM)),
        Row::Lock => aio.coroutine("main", lock(it, size / CROWD)),
        Row::Gather => aio.coroutine("main", gather(it, size)),
        Row::Inline => aio.coroutine("main", inline(it, size)),
        Row::Chain => link(aio, size),
    }
}

async fn join(tasks: Vec<Task<u64>>) -> Result<u64> {
    let mut sum = 0;
    for task in tasks {
        sum += task.await?;
    }
    Ok(sum)
}

async fn spawn(aio: Loop, size: u64) -> Result<u64> {
    let task = |i| aio.create_task(aio.coroutine("work", async move { Ok(i) }));
    join((0..size).map(task).collect()).await
}

async fn spawn_await(aio: Loop, size: u64) -> Result<u64> {
    let mut sum = 0;
    for i in 0..size {
        sum += aio
            .create_task(aio.coroutine("work", async move { Ok(i) }))
            .await?;
    }
    Ok(sum)
}

async fn give_way(aio: Loop, times: u64) -> Result<u64> {
    for _ in 0..times {
        aio.sleep(0.0).await?;
    }
    Ok(times)
}

async fn take_turns(aio: Loop, tasks: u64, turns: u64) -> Result<u64> {
    let task = |_| aio.create_task(aio.coroutine("turns", give_way(aio.clone(), turns)));
    join((0..tasks).map(task).collect()).await
}

async fn sleeper(aio: Loop, i: u64) -> Result<u64> {
    aio.sleep(seconds(i)).await?;
    Ok(i)
}

async fn sleep(aio: Loop, size: u64) -> Result<u64> {
    let task = |i| aio.create_task(aio.coroutine("sleeper", sleeper(aio.clone(), i)));
    join((0..size).map(task).collect()).await
}

async fn call_later(aio: Loop, size: u64) -> Result<u64> {
    let (called, over) = (Rc::new(Cell::new(0)), aio.create_future());
    for i in 0..size {
        let (called, over) = (called.clone(), over.clone());
        aio.call_later(seconds(i), "tick", move || {
            called.set(called.get() + 1);
            if called.get() == size {
                over.set_result(size)
            } else {
                Ok(())
            }
        });
    }
    over.await
}

async fn cancel(aio: Loop, size: u64) -> Result<u64> {
    let task = |i| aio.create_task(aio.coroutine("sleeper", sleeper(aio.clone(), i)));
    let tasks: Vec<Task<u64>> = (0..size).map(task).collect();
    aio.sleep(0.0).await?;
    for task in tasks.iter().step_by(2) {
        task.cancel();
    }
    let mut sum = 0;
    for task in tasks {
        sum += match task.await {
            Ok(i) => i,
            Err(error) if error.is_cancelled() => 1,
            Err(error) => return Err(error),
        };
    }
    Ok(sum)
}

async fn produce(queue: Queue<u64>, size: u64) -> Result<u64> {
    for i in 0..size {
        queue.put(i).await?;
    }
    Ok(0)
}

async fn consume(queue: Queue<u64>, size: u64) -> Result<u64> {
    let mut sum = 0;
    for _ in 0..size {
        sum += queue.get().await?;
    }
    Ok(sum)
}

async fn queue(aio: Loop, size: u64, room: usize) -> Result<u64> {
    let queue = Queue::new(&aio, room);
    let producer = aio.coroutine("produce", produce(queue.clone(), size));
    let consumer = aio.coroutine("consume", consume(queue, size));
    join(vec![aio.create_task(producer), aio.create_task(consumer)]).await
}

async fn hold(aio: Loop, lock: Lock, times: u64) -> Result<u64> {
    for _ in 0..times {
        let guard = lock.lock().await?;
        aio.sleep(0.0).await?;
        drop(guard);
    }
    Ok(times)
}

async fn lock(aio: Loop, each: u64) -> Result<u64> {
    let lock = Lock::new(&aio);
    let task = |_| aio.create_task(aio.coroutine("hold", hold(aio.clone(), lock.clone(), each)));
    join((0..CROWD).map(task).collect()).await
}

async fn turn(aio: Loop, i: u64) -> Result<u64> {
    aio.sleep(0.0).await?;
    Ok(i)
}

async fn gather(aio: Loop, size: u64) -> Result<u64> {
    let turns = (0..size).map(|i| aio.coroutine("turn", turn(aio.clone(), i)));
    Ok(aio.gather(turns).await?.into_iter().sum())
}

fn nest(aio: &Loop, depth: u64) -> Coroutine<u64> {
    let it = aio.clone();
    aio.coroutine("nest", async move {
        if depth == 1 {
            it.sleep(0.0).await?;
            return Ok(1);
        }
        Ok(nest(&it, depth - 1).await? + 1)
    })
}

async fn inline(aio: Loop, size: u64) -> Result<u64> {
    let mut sum = 0;
    for _ in 0..size / DEPTH {
        sum += nest(&aio, DEPTH).await?;
    }
    Ok(sum)
}

fn link(aio: &Loop, left: u64) -> Coroutine<u64> {
    let it = aio.clone();
    aio.coroutine("link", async move {
        if left == 1 {
            return Ok(1);
        }
        Ok(it.create_task(link(&it, left - 1)).await? + 1)
    })
}

/// Tasks that wait for a future each, while `measure` looks at them.
pub(super) fn idle<R>(count: u64, measure: impl FnOnce() -> R) -> R {
    let aio = Loop::new();
    let task = |_| {
        let never = aio.create_future::<u64>();
        aio.create_task(aio.coroutine("idle", async move { never.await }))
    };
    let tasks: Vec<Task<u64>> = (0..count).map(task).collect();
    assert_eq!(
        aio.run_until_stalled(),
        asyncio::Turn::Idle { deadline: None }
    );
    let measured = measure();
    drop(tasks);
    aio.abandon();
    measured
}
