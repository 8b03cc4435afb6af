//! tokio's `current_thread` runtime with a `LocalSet`, on a paused clock.

use crate::row::{CROWD, DEPTH, ROOM, Row, THOUSAND, TURNS, deadline};
use futures::future::{LocalBoxFuture, join_all};
use std::{rc::Rc, time::Duration};
use tokio::{
    runtime::{Builder, Runtime},
    sync::{Mutex, mpsc, oneshot},
    task::{JoinHandle, LocalSet, spawn_local, yield_now},
    time,
};

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without I/O can be built")
}

/// Does the work of one row; gives what it came to.
pub(super) fn run(row: Row, size: u64) -> Option<u64> {
    let runtime = runtime();
    let local = LocalSet::new();
    Some(match row {
        Row::Spawn => local.block_on(&runtime, spawn(size)),
        Row::SpawnAwait => local.block_on(&runtime, spawn_await(size)),
        Row::YieldOne => local.block_on(&runtime, give_way(size)),
        Row::YieldThousand => local.block_on(&runtime, take_turns(THOUSAND, size / THOUSAND)),
        Row::YieldAll => local.block_on(&runtime, take_turns(size, TURNS)),
        Row::Sleep => local.block_on(&runtime, sleep(size)),
        Row::CallLater => return None,
        Row::Cancel => local.block_on(&runtime, cancel(size)),
        Row::QueueOne => local.block_on(&runtime, queue(size, 1)),
        Row::QueueMany => local.block_on(&runtime, queue(size, ROOM)),
        Row::Lock => local.block_on(&runtime, lock(size / CROWD)),
        Row::Gather => local.block_on(&runtime, gather(size)),
        Row::Inline => local.block_on(&runtime, inline(size)),
        Row::Chain => local.block_on(&runtime, link(size)),
    })
}

async fn join(tasks: Vec<JoinHandle<u64>>) -> u64 {
    let mut sum = 0;
    for task in tasks {
        sum += task.await.expect("no task fails");
    }
    sum
}

async fn spawn(size: u64) -> u64 {
    join((0..size).map(|i| spawn_local(async move { i })).collect()).await
}

async fn spawn_await(size: u64) -> u64 {
    let mut sum = 0;
    for i in 0..size {
        sum += spawn_local(async move { i }).await.expect("no task fails");
    }
    sum
}

async fn give_way(times: u64) -> u64 {
    for _ in 0..times {
        yield_now().await;
    }
    times
}

async fn take_turns(tasks: u64, turns: u64) -> u64 {
    join((0..tasks).map(|_| spawn_local(give_way(turns))).collect()).await
}

async fn sleeper(i: u64) -> u64 {
    time::sleep(Duration::from_millis(deadline(i))).await;
    i
}

async fn sleep(size: u64) -> u64 {
    join((0..size).map(|i| spawn_local(sleeper(i))).collect()).await
}

async fn cancel(size: u64) -> u64 {
    let tasks: Vec<JoinHandle<u64>> = (0..size).map(|i| spawn_local(sleeper(i))).collect();
    yield_now().await;
    for task in tasks.iter().step_by(2) {
        task.abort();
    }
    let mut sum = 0;
    for task in tasks {
        sum += match task.await {
            Ok(i) => i,
            Err(error) if error.is_cancelled() => 1,
            Err(error) => panic!("{error}"),
        };
    }
    sum
}

async fn produce(queue: mpsc::Sender<u64>, size: u64) -> u64 {
    for i in 0..size {
        queue.send(i).await.expect("the consumer is there");
    }
    0
}

async fn consume(mut queue: mpsc::Receiver<u64>, size: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..size {
        sum += queue.recv().await.expect("the producer is there");
    }
    sum
}

async fn queue(size: u64, room: usize) -> u64 {
    let (sender, receiver) = mpsc::channel(room);
    let producer = spawn_local(produce(sender, size));
    join(vec![producer, spawn_local(consume(receiver, size))]).await
}

async fn hold(lock: Rc<Mutex<()>>, times: u64) -> u64 {
    for _ in 0..times {
        let guard = lock.lock().await;
        yield_now().await;
        drop(guard);
    }
    times
}

async fn lock(each: u64) -> u64 {
    let lock = Rc::new(Mutex::new(()));
    join(
        (0..CROWD)
            .map(|_| spawn_local(hold(lock.clone(), each)))
            .collect(),
    )
    .await
}

async fn turn(i: u64) -> u64 {
    yield_now().await;
    i
}

async fn gather(size: u64) -> u64 {
    let all = join_all((0..size).map(|i| spawn_local(turn(i))));
    all.await
        .into_iter()
        .map(|i| i.expect("no task fails"))
        .sum()
}

fn nest(depth: u64) -> LocalBoxFuture<'static, u64> {
    Box::pin(async move {
        if depth == 1 {
            yield_now().await;
            return 1;
        }
        nest(depth - 1).await + 1
    })
}

async fn inline(size: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..size / DEPTH {
        sum += nest(DEPTH).await;
    }
    sum
}

fn link(left: u64) -> LocalBoxFuture<'static, u64> {
    Box::pin(async move {
        if left == 1 {
            return 1;
        }
        spawn_local(link(left - 1)).await.expect("no task fails") + 1
    })
}

/// Tasks that wait for a channel each, while `measure` looks at them.
pub(super) fn idle<R>(count: u64, measure: impl FnOnce() -> R) -> R {
    let runtime = runtime();
    let local = LocalSet::new();
    local.block_on(&runtime, async {
        let idle = |_| {
            let (sender, receiver) = oneshot::channel::<u64>();
            let task = spawn_local(async move { receiver.await.unwrap_or_default() });
            (sender, task)
        };
        let tasks: Vec<_> = (0..count).map(idle).collect();
        yield_now().await;
        let measured = measure();
        for (_, task) in &tasks {
            task.abort();
        }
        measured
    })
}
