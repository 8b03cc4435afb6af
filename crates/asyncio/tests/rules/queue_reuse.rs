//! The future of one wait may become that of the next: nobody must be able to tell.

use asyncio::{FutureRef, Live, Loop, Queue, Task, Turn};

const IDLE: Turn = Turn::Idle { deadline: None };

fn consumer(aio: &Loop, queue: &Queue<u32>) -> Task<u32> {
    let queue = queue.clone();
    aio.create_task(aio.coroutine("consumer", async move {
        let mut sum = 0;
        for _ in 0..4 {
            sum += queue.get().await?;
        }
        Ok(sum)
    }))
}

/// The futures on which the consumer waited, one after the other; asked for while
/// it waits, and held if `keep` says so.
fn waits(keep: bool) -> (Vec<u32>, Vec<FutureRef>) {
    let aio = Loop::new();
    let queue = Queue::new(&aio, 0);
    let task = consumer(&aio, &queue);
    let (mut ids, mut held) = (Vec::new(), Vec::new());
    for item in 0..4 {
        assert_eq!(aio.run_until_stalled(), IDLE);
        let waiter = task.waiting_on().expect("nothing is in the queue");
        assert!(!waiter.done());
        // The task, and what it waits for.
        assert_eq!(aio.live().futures, 2 + held.len());
        ids.push(waiter.id().0);
        if keep {
            held.push(waiter);
        }
        assert_eq!(queue.put_nowait(item), Ok(()));
    }
    assert_eq!(aio.run_until_stalled(), IDLE);
    assert_eq!(task.result(), Ok(6));
    assert_eq!(aio.live().futures, 1 + held.len());
    drop((task, queue));
    assert_eq!(aio.live().futures, held.len());
    assert_eq!(aio.close(), Ok(()));
    (ids, held)
}

#[test]
fn each_wait_has_a_future_of_its_own() {
    let (ids, _) = waits(false);
    assert!(ids.is_sorted_by(|one, next| one < next));
    let (again, held) = waits(true);
    assert_eq!(ids, again);
    assert!(held.iter().all(FutureRef::done));
    for (one, id) in held.iter().zip(ids) {
        assert_eq!(one.id().0, id);
        assert_eq!(held.iter().filter(|other| one.is_same(other)).count(), 1);
    }
}

#[test]
fn a_queue_that_goes_while_its_loop_stays_leaves_nothing() {
    let aio = Loop::new();
    let queue = Queue::new(&aio, 1);
    let task = consumer(&aio, &queue);
    for _ in 0..4 {
        assert_eq!(aio.run_until_stalled(), IDLE);
        assert_eq!(queue.put_nowait(1), Ok(()));
    }
    assert_eq!(aio.run_until_complete(task), Ok(4));
    drop(queue);
    assert_eq!(aio.live(), Live::default());
}
