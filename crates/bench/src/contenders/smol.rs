//! async-executor's `LocalExecutor`.

use crate::row::{CROWD, DEPTH, ROOM, Row, THOUSAND, TURNS};
use async_channel::{Receiver, Sender};
use async_executor::{LocalExecutor, Task};
use async_lock::Mutex;
use futures::{
    channel::oneshot,
    future::{LocalBoxFuture, join_all},
};
use futures_lite::future::{block_on, yield_now};
use std::rc::Rc;

/// Tasks make tasks, so each needs a reference to the executor of its own.
type Executor = Rc<LocalExecutor<'static>>;

/// Does the work of one row; gives what it came to.
pub(super) fn run(row: Row, size: u64) -> Option<u64> {
    let ex: Executor = Rc::default();
    let it = ex.clone();
    Some(match row {
        Row::Spawn => block_on(ex.run(spawn(it, size))),
        Row::SpawnAwait => block_on(ex.run(spawn_await(it, size))),
        Row::YieldOne => block_on(ex.run(give_way(size))),
        Row::YieldThousand => block_on(ex.run(take_turns(it, THOUSAND, size / THOUSAND))),
        Row::YieldAll => block_on(ex.run(take_turns(it, size, TURNS))),
        Row::QueueOne => block_on(ex.run(queue(it, size, 1))),
        Row::QueueMany => block_on(ex.run(queue(it, size, ROOM))),
        Row::Lock => block_on(ex.run(lock(it, size / CROWD))),
        Row::Gather => block_on(ex.run(gather(it, size))),
        Row::Inline => block_on(ex.run(inline(size))),
        Row::Chain => block_on(ex.run(link(it, size))),
        Row::Sleep | Row::CallLater | Row::Cancel => return None,
    })
}

async fn join(tasks: Vec<Task<u64>>) -> u64 {
    let mut sum = 0;
    for task in tasks {
        sum += task.await;
    }
    sum
}

async fn spawn(ex: Executor, size: u64) -> u64 {
    join((0..size).map(|i| ex.spawn(async move { i })).collect()).await
}

async fn spawn_await(ex: Executor, size: u64) -> u64 {
    let mut sum = 0;
    for i in 0..size {
        sum += ex.spawn(async move { i }).await;
    }
    sum
}

async fn give_way(times: u64) -> u64 {
    for _ in 0..times {
        yield_now().await;
    }
    times
}

async fn take_turns(ex: Executor, tasks: u64, turns: u64) -> u64 {
    join((0..tasks).map(|_| ex.spawn(give_way(turns))).collect()).await
}

async fn produce(queue: Sender<u64>, size: u64) -> u64 {
    for i in 0..size {
        queue.send(i).await.expect("the consumer is there");
    }
    0
}

async fn consume(queue: Receiver<u64>, size: u64) -> u64 {
    let mut sum = 0;
    for _ in 0..size {
        sum += queue.recv().await.expect("the producer is there");
    }
    sum
}

async fn queue(ex: Executor, size: u64, room: usize) -> u64 {
    let (sender, receiver) = async_channel::bounded(room);
    let producer = ex.spawn(produce(sender, size));
    join(vec![producer, ex.spawn(consume(receiver, size))]).await
}

async fn hold(lock: Rc<Mutex<()>>, times: u64) -> u64 {
    for _ in 0..times {
        let guard = lock.lock().await;
        yield_now().await;
        drop(guard);
    }
    times
}

async fn lock(ex: Executor, each: u64) -> u64 {
    let lock = Rc::new(Mutex::new(()));
    join(
        (0..CROWD)
            .map(|_| ex.spawn(hold(lock.clone(), each)))
            .collect(),
    )
    .await
}

async fn turn(i: u64) -> u64 {
    yield_now().await;
    i
}

async fn gather(ex: Executor, size: u64) -> u64 {
    let all = join_all((0..size).map(|i| ex.spawn(turn(i))));
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

fn link(ex: Executor, left: u64) -> LocalBoxFuture<'static, u64> {
    Box::pin(async move {
        if left == 1 {
            return 1;
        }
        let next = link(ex.clone(), left - 1);
        ex.spawn(next).await + 1
    })
}

/// Tasks that wait for a channel each, while `measure` looks at them.
pub(super) fn idle<R>(count: u64, measure: impl FnOnce() -> R) -> R {
    let ex: Executor = Rc::default();
    let it = ex.clone();
    block_on(ex.run(async move {
        let idle = |_| {
            let (sender, receiver) = oneshot::channel::<u64>();
            let task = it.spawn(async move { receiver.await.unwrap_or_default() });
            (sender, task)
        };
        let tasks: Vec<_> = (0..count).map(idle).collect();
        // The executor lets the main future look again between its tasks.
        while it.try_tick() {}
        let measured = measure();
        drop(tasks);
        measured
    }))
}
