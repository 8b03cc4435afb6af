//! futures' `LocalPool`.

use crate::row::{CROWD, DEPTH, ROOM, Row, THOUSAND, TURNS};
use futures::{
    SinkExt, StreamExt,
    channel::{mpsc, oneshot},
    executor::{LocalPool, LocalSpawner},
    future::{LocalBoxFuture, RemoteHandle, join_all},
    lock::Mutex,
    task::LocalSpawnExt,
};
use futures_lite::future::yield_now;
use std::{future::Future, rc::Rc};

/// Does the work of one row; gives what it came to.
pub(super) fn run(row: Row, size: u64) -> Option<u64> {
    let mut pool = LocalPool::new();
    let it = pool.spawner();
    Some(match row {
        Row::Spawn => pool.run_until(plain(it, size)),
        Row::SpawnAwait => pool.run_until(spawn_await(it, size)),
        Row::YieldOne => pool.run_until(give_way(size)),
        Row::YieldThousand => pool.run_until(take_turns(it, THOUSAND, size / THOUSAND)),
        Row::YieldAll => pool.run_until(take_turns(it, size, TURNS)),
        Row::QueueOne => pool.run_until(queue(it, size, 1)),
        Row::QueueMany => pool.run_until(queue(it, size, ROOM)),
        Row::Lock => pool.run_until(lock(it, size / CROWD)),
        Row::Gather => pool.run_until(gather(it, size)),
        Row::Inline => pool.run_until(inline(size)),
        Row::Chain => pool.run_until(link(it, size)),
        Row::Sleep | Row::CallLater | Row::Cancel => return None,
    })
}

fn spawn(pool: &LocalSpawner, work: impl Future<Output = u64> + 'static) -> RemoteHandle<u64> {
    pool.spawn_local_with_handle(work)
        .expect("the pool is there while its main future runs")
}

async fn join(tasks: Vec<RemoteHandle<u64>>) -> u64 {
    let mut sum = 0;
    for task in tasks {
        sum += task.await;
    }
    sum
}

async fn plain(pool: LocalSpawner, size: u64) -> u64 {
    join((0..size).map(|i| spawn(&pool, async move { i })).collect()).await
}

async fn spawn_await(pool: LocalSpawner, size: u64) -> u64 {
    let mut sum = 0;
    for i in 0..size {
        sum += spawn(&pool, async move { i }).await;
    }
    sum
}

async fn give_way(times: u64) -> u64 {
    for _ in 0..times {
        yield_now().await;
    }
    times
}

async fn take_turns(pool: LocalSpawner, tasks: u64, turns: u64) -> u64 {
    join((0..tasks).map(|_| spawn(&pool, give_way(turns))).collect()).await
}

async fn produce(mut queue: mpsc::Sender<u64>, size: u64) -> u64 {
    for i in 0..size {
        queue.send(i).await.expect("the consumer is there");
    }
    0
}

async fn consume(mut queue: mpsc::Receiver<u64>, size: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..size {
        sum += queue.next().await.expect("the producer is there");
    }
    sum
}

async fn queue(pool: LocalSpawner, size: u64, room: usize) -> u64 {
    // It holds one more for each sender.
    let (sender, receiver) = mpsc::channel(room - 1);
    let producer = spawn(&pool, produce(sender, size));
    join(vec![producer, spawn(&pool, consume(receiver, size))]).await
}

async fn hold(lock: Rc<Mutex<()>>, times: u64) -> u64 {
    for _ in 0..times {
        let guard = lock.lock().await;
        yield_now().await;
        drop(guard);
    }
    times
}

async fn lock(pool: LocalSpawner, each: u64) -> u64 {
    let lock = Rc::new(Mutex::new(()));
    join(
        (0..CROWD)
            .map(|_| spawn(&pool, hold(lock.clone(), each)))
            .collect(),
    )
    .await
}

async fn turn(i: u64) -> u64 {
    yield_now().await;
    i
}

async fn gather(pool: LocalSpawner, size: u64) -> u64 {
    let all = join_all((0..size).map(|i| spawn(&pool, turn(i))));
    all.await.into_iter().sum()
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

fn link(pool: LocalSpawner, left: u64) -> LocalBoxFuture<'static, u64> {
    Box::pin(async move {
        if left == 1 {
            return 1;
        }
        let next = link(pool.clone(), left - 1);
        spawn(&pool, next).await + 1
    })
}

/// Tasks that wait for a channel each, while `measure` looks at them.
pub(super) fn idle<R>(count: u64, measure: impl FnOnce() -> R) -> R {
    let mut pool = LocalPool::new();
    let it = pool.spawner();
    let idle = |_| {
        let (sender, receiver) = oneshot::channel::<u64>();
        let task = spawn(&it, async move { receiver.await.unwrap_or_default() });
        (sender, task)
    };
    let tasks: Vec<_> = (0..count).map(idle).collect();
    pool.run_until_stalled();
    let measured = measure();
    drop(tasks);
    measured
}
