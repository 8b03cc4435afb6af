//! Rule I14: shutting a queue down.

use crate::queue_actors::{all, getter, joiner, putter, take};
use crate::stage::{Stage, shown};
use asyncio::Queue;

#[test]
fn i14_nothing_goes_in_and_what_is_in_comes_out() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 2);
        queue.put_nowait(1)?;
        queue.put_nowait(2)?;
        queue.shutdown(false);
        stage.say(shown(&queue.put(3).await));
        stage.say(shown(&queue.get().await));
        stage.say(shown(&queue.put(3).await));
        stage.say(shown(&queue.get().await));
        stage.say(shown(&queue.get().await));
        stage.say(shown(&queue.get_nowait()));
        stage.say(shown(&queue.put_nowait(4)));
        queue.shutdown(false);
        let j = joiner(&stage, &queue, "j");
        stage.sleep(0.0).await?;
        queue.task_done()?;
        queue.task_done()?;
        j.await
    });
    stage.said(&[
        "1 0 QueueShutDown()",
        "1 0 1",
        "1 0 QueueShutDown()",
        "1 0 2",
        "1 0 QueueShutDown()",
        "1 0 QueueShutDown()",
        "1 0 QueueShutDown()",
        "2 0 j joins",
        "3 0 j joined",
    ]);
}

#[test]
fn i14_everybody_who_waits_is_woken() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (empty, full) = (Queue::new(&stage, 0), Queue::new(&stage, 1));
        full.put_nowait(0)?;
        let tasks = [
            getter(&stage, &empty, "a"),
            putter(&stage, &full, "b", 1),
            getter(&stage, &empty, "c"),
            putter(&stage, &full, "d", 2),
            joiner(&stage, &full, "e"),
        ];
        stage.sleep(0.0).await?;
        stage.say("shut down");
        full.shutdown(false);
        empty.shutdown(false);
        stage.sleep(0.0).await?;
        stage.say(full.qsize());
        take(&stage, &full);
        full.task_done()?;
        all(&stage, tasks.each_ref()).await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b puts",
        "2 0 c gets",
        "2 0 d puts",
        "2 0 e joins",
        "2 0 shut down",
        "3 0 b QueueShutDown()",
        "3 0 d QueueShutDown()",
        "3 0 a QueueShutDown()",
        "3 0 c QueueShutDown()",
        "3 0 1",
        "3 0 got 0",
        "4 0 e joined",
    ]);
}

#[test]
fn i14_getters_wake_before_putters() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait(0)?;
        let putters = ["p", "q"].map(|name| putter(&stage, &queue, name, 1));
        stage.sleep(0.0).await?;
        let (told, shut) = (stage.clone(), queue.clone());
        stage.call_soon("shutdown", move || {
            told.say("shut down");
            shut.shutdown(false);
        });
        // `p` is woken and still in the queue of ready handles, `q` waits for
        // room, and this very task for an item.
        take(&stage, &queue);
        stage.say(shown(&queue.get().await));
        all(&stage, putters.each_ref()).await
    });
    stage.said(&[
        "2 0 p puts",
        "2 0 q puts",
        "2 0 got 0",
        "3 0 shut down",
        "3 0 p QueueShutDown()",
        "4 0 QueueShutDown()",
        "4 0 q QueueShutDown()",
    ]);
}

#[test]
fn i14_immediately_it_is_emptied_and_counts_as_done() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 2);
        queue.put_nowait(1)?;
        queue.put_nowait(2)?;
        let a = putter(&stage, &queue, "a", 3);
        let b = joiner(&stage, &queue, "b");
        stage.sleep(0.0).await?;
        queue.shutdown(true);
        stage.say(queue.qsize());
        all(&stage, [&a, &b]).await?;
        stage.say(shown(&queue.get().await));
        stage.say(shown(&queue.task_done()));
        Ok(())
    });
    stage.said(&[
        "2 0 a puts",
        "2 0 b joins",
        "2 0 0",
        "3 0 b joined",
        "3 0 a QueueShutDown()",
        "5 0 QueueShutDown()",
        "5 0 ValueError('task_done() called too many times')",
    ]);
}

#[test]
fn i14_what_is_in_work_has_still_to_be_reported_done() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        for item in 0..3 {
            queue.put_nowait(item)?;
        }
        take(&stage, &queue);
        let j = joiner(&stage, &queue, "j");
        stage.sleep(0.0).await?;
        queue.shutdown(true);
        stage.sleep(1.0).await?;
        stage.say(j.done());
        queue.task_done()?;
        j.await
    });
    stage.said(&["1 0 got 0", "2 0 j joins", "4 1 false", "5 1 j joined"]);
}

#[test]
fn i14_those_already_woken_look_again() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (kept, emptied) = (Queue::new(&stage, 0), Queue::new(&stage, 0));
        let full = Queue::new(&stage, 1);
        full.put_nowait(0)?;
        let a = getter(&stage, &kept, "a");
        let b = getter(&stage, &emptied, "b");
        let c = putter(&stage, &full, "c", 1);
        stage.sleep(0.0).await?;
        kept.put_nowait(1)?;
        kept.shutdown(false);
        emptied.put_nowait(2)?;
        emptied.shutdown(true);
        take(&stage, &full);
        full.shutdown(false);
        all(&stage, [&a, &b, &c]).await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "2 0 c puts",
        "2 0 got 0",
        "3 0 a got 1",
        "3 0 b QueueShutDown()",
        "3 0 c QueueShutDown()",
    ]);
}

#[test]
fn i14_an_immediate_end_with_everybody_there() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        let first = getter(&stage, &queue, "g");
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        let put = putter(&stage, &queue, "p", 2);
        let join = joiner(&stage, &queue, "j");
        stage.sleep(0.0).await?;
        let getters = ["x", "y"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        let putters = ["u", "v"].map(|name| putter(&stage, &queue, name, 5));
        stage.sleep(0.0).await?;
        stage.say(format_args!("{queue:?}"));
        queue.shutdown(true);
        stage.sleep(0.0).await?;
        stage.sleep(0.0).await?;
        stage.say(format_args!("{} {queue:?}", join.done()));
        queue.task_done()?;
        queue.task_done()?;
        all(&stage, [&first, &put, &join]).await?;
        all(&stage, getters.each_ref()).await?;
        all(&stage, putters.each_ref()).await
    });
    stage.said(&[
        "2 0 g gets",
        "3 0 g got 1",
        "3 0 p puts",
        "3 0 p has put",
        "3 0 j joins",
        "4 0 x gets",
        "4 0 x got 2",
        "4 0 y gets",
        "5 0 u puts",
        "5 0 u has put",
        "5 0 v puts",
        "5 0 <Queue maxsize=1 _queue=[5] _putters[1] tasks=3>",
        "6 0 y QueueShutDown()",
        "6 0 v QueueShutDown()",
        "7 0 false <Queue maxsize=1 tasks=2 shutdown>",
        "8 0 j joined",
    ]);
}
