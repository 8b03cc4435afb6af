//! Rule I13: what is refused, what is counted, and in what order items come out.

use crate::queue_actors::{all, getter, joiner, putter, take};
use crate::stage::{Stage, shown};
use asyncio::{LifoQueue, PriorityQueue, Queue};
use std::cmp::Ordering;

#[test]
fn i13_what_cannot_be_done_without_waiting_is_an_error() {
    let stage = Stage::new();
    let queue = Queue::new(&stage, 1);
    stage.say(shown(&queue.get_nowait()));
    stage.say(shown(&queue.task_done()));
    stage.say(shown(&queue.put_nowait(1)));
    stage.say(shown(&queue.put_nowait(2)));
    stage.say(shown(&queue.get_nowait()));
    stage.say(shown(&queue.task_done()));
    stage.say(shown(&queue.task_done()));
    stage.said(&[
        "0 0 QueueEmpty()",
        "0 0 ValueError('task_done() called too many times')",
        "0 0 ()",
        "0 0 QueueFull()",
        "0 0 1",
        "0 0 ()",
        "0 0 ValueError('task_done() called too many times')",
    ]);
}

#[test]
fn i13_without_a_maxsize_it_is_never_full() {
    let stage = Stage::new();
    let queue = Queue::new(&stage, 0);
    for item in 0..1000 {
        assert_eq!(queue.put_nowait(item), Ok(()));
    }
    assert_eq!(
        (queue.maxsize(), queue.qsize(), queue.full()),
        (0, 1000, false)
    );
}

#[test]
fn i13_join_waits_until_each_item_is_reported_done() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        stage.call_soon("next", stage.saying("next iteration"));
        queue.join().await?;
        stage.say("nothing to wait for");
        queue.put_nowait(0)?;
        queue.put_nowait(1)?;
        let [a, b] = ["a", "b"].map(|name| joiner(&stage, &queue, name));
        let worker = stage.create_task(stage.coro("worker", async move |stage: Stage| {
            loop {
                let item = queue.get().await?;
                stage.sleep(1.0).await?;
                stage.say(format_args!("done with {item}"));
                queue.task_done()?;
            }
        }));
        all(&stage, [&a, &b]).await?;
        assert!(worker.cancel());
        all(&stage, [&worker]).await
    });
    stage.said(&[
        "1 0 nothing to wait for",
        "2 0 next iteration",
        "2 0 a joins",
        "2 0 b joins",
        "4 1 done with 0",
        "6 2 done with 1",
        "7 2 a joined",
        "7 2 b joined",
    ]);
}

#[test]
fn i13_join_has_happened_even_if_something_came_in_since() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        queue.put_nowait(1)?;
        let a = joiner(&stage, &queue, "a");
        stage.sleep(0.0).await?;
        queue.get_nowait()?;
        queue.task_done()?;
        queue.put_nowait(2)?;
        let b = joiner(&stage, &queue, "b");
        a.await?;
        stage.say(b.done());
        queue.task_done()?;
        b.await?;
        stage.say(queue.qsize());
        Ok(())
    });
    stage.said(&[
        "2 0 a joins",
        "3 0 a joined",
        "3 0 b joins",
        "4 0 false",
        "5 0 b joined",
        "6 0 1",
    ]);
}

#[test]
fn i13_a_cancelled_join_leaves_the_others() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        queue.put_nowait(1)?;
        let [a, b, c] = ["a", "b", "c"].map(|name| joiner(&stage, &queue, name));
        stage.sleep(0.0).await?;
        b.cancel_with("enough");
        queue.task_done()?;
        c.cancel();
        all(&stage, [&a, &b, &c]).await
    });
    stage.said(&[
        "2 0 a joins",
        "2 0 b joins",
        "2 0 c joins",
        "3 0 b CancelledError('enough')",
        "3 0 a joined",
        "3 0 c CancelledError()",
    ]);
}

/// Compared by its weight alone.
struct Weighed(i32, usize);

impl PartialEq for Weighed {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl PartialOrd for Weighed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

#[test]
fn i13_a_priority_queue_gives_the_least_and_ties_as_heapq_does() {
    let stage = Stage::new();
    let queue = PriorityQueue::new(&stage, 0);
    for (number, weight) in [3, 1, 2, 1, 3, 2, 1, 1].into_iter().enumerate() {
        assert_eq!(queue.put_nowait(Weighed(weight, number)), Ok(()));
    }
    let mut order = Vec::new();
    while let Ok(Weighed(weight, number)) = queue.get_nowait() {
        order.push((weight, number));
    }
    assert_eq!(
        order,
        [
            (1, 1),
            (1, 6),
            (1, 3),
            (1, 7),
            (2, 2),
            (2, 5),
            (3, 0),
            (3, 4)
        ]
    );
}

#[test]
fn i13_a_priority_queue_decides_when_the_getter_runs() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = PriorityQueue::new(&stage, 0);
        let [a, b] = ["a", "b"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        for item in [3, 1, 2] {
            queue.put_nowait(item)?;
        }
        all(&stage, [&a, &b]).await?;
        take(&stage, &queue);
        Ok(())
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "3 0 a got 1",
        "3 0 b got 2",
        "5 0 got 3",
    ]);
}

#[test]
fn i13_a_lifo_queue_gives_the_newest() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = LifoQueue::new(&stage, 2);
        let [a, b, c] =
            [("a", 1), ("b", 2), ("c", 3)].map(|(name, item)| putter(&stage, &queue, name, item));
        stage.sleep(0.0).await?;
        stage.say(format_args!("got {}", queue.get().await?));
        all(&stage, [&a, &b, &c]).await?;
        take(&stage, &queue);
        take(&stage, &queue);
        Ok(())
    });
    stage.said(&[
        "2 0 a puts",
        "2 0 a has put",
        "2 0 b puts",
        "2 0 b has put",
        "2 0 c puts",
        "2 0 got 2",
        "3 0 c has put",
        "5 0 got 3",
        "5 0 got 1",
    ]);
}
