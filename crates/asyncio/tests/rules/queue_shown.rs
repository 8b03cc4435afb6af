//! How a queue shows itself: to a program that prints it, and to an observer.

use crate::events::everything;
use crate::queue_actors::{getter, joiner, putter};
use crate::stage::Stage;
use asyncio::{LifoQueue, PriorityQueue, Queue, Turn, observe::Event};

const IDLE: Turn = Turn::Idle { deadline: None };

#[test]
fn a_queue_shows_itself_as_in_python() {
    let stage = Stage::new();
    let queue = Queue::named(&stage, "parcels", 2);
    let shown = |queue: &Queue<i32>| format!("{queue:?}");
    assert_eq!(shown(&queue), "<Queue parcels maxsize=2>");
    getter(&stage, &queue, "a");
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(shown(&queue), "<Queue parcels maxsize=2 _getters[1]>");
    assert_eq!(queue.put_nowait(1), Ok(()));
    assert_eq!(queue.put_nowait(2), Ok(()));
    putter(&stage, &queue, "b", 3);
    putter(&stage, &queue, "c", 4);
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(
        shown(&queue),
        "<Queue parcels maxsize=2 _queue=[2, 3] _putters[1] tasks=3>"
    );
    queue.shutdown(false);
    assert_eq!(
        shown(&queue),
        "<Queue parcels maxsize=2 _queue=[2, 3] tasks=3 shutdown>"
    );
    let least = PriorityQueue::new(&stage, 0);
    for item in [3, 1, 2] {
        assert_eq!(least.put_nowait(item), Ok(()));
    }
    assert_eq!(
        shown(&least),
        "<PriorityQueue maxsize=0 _queue=[1, 3, 2] tasks=3>"
    );
    let newest = LifoQueue::new(&stage, 1);
    assert_eq!(shown(&newest), "<LifoQueue maxsize=1>");
}

#[test]
fn an_observer_is_told_who_waits_and_what_is_in() {
    fn about_the_queue(event: &Event<'_>) -> Option<String> {
        let about = matches!(
            event,
            Event::ResourceCreated { .. }
                | Event::ResourceAwaited { .. }
                | Event::ResourceChanged { .. }
                | Event::FutureCreated { .. }
                | Event::FutureResolved { .. }
        );
        about.then(|| everything(event))
    }
    let stage = Stage::observing(about_the_queue);
    let queue = Queue::named(&stage, "parcels", 1);
    let unnamed = LifoQueue::<i32>::new(&stage, 1);
    assert_eq!(unnamed.name(), "LifoQueue-1");
    getter(&stage, &queue, "a");
    getter(&stage, &queue, "b");
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(queue.put_nowait(1), Ok(()));
    joiner(&stage, &queue, "c");
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(queue.task_done(), Ok(()));
    queue.shutdown(true);
    assert_eq!(stage.run_until_stalled(), IDLE);
    stage.said(&[
        "r0 Queue parcels",
        "r1 LifoQueue LifoQueue-1",
        "1 0 a gets",
        "f2 = Waiter parcels.get() []",
        "r0 awaited by f2",
        "1 0 b gets",
        "f3 = Waiter parcels.get() []",
        "r0 awaited by f3",
        "r0 Items { items: 1, unfinished: 1 } by a callback",
        "f2 done: None",
        "r0 Items { items: 0, unfinished: 1 } by t0",
        "2 0 a got 1",
        "2 0 c joins",
        "f5 = Waiter parcels.join() []",
        "r0 awaited by f5",
        "r0 Items { items: 0, unfinished: 0 } by a callback",
        "f5 done: None",
        "r0 Closed by a callback",
        "f3 done: None",
        "3 0 c joined",
        "3 0 b QueueShutDown()",
    ]);
}
