//! Rule I12: those who were woken, or wait, and will not have their turn.

use crate::queue_actors::{all, getter, putter, take};
use crate::stage::{Stage, shown};
use asyncio::{Queue, Sent};

#[test]
fn i12_a_getter_cancelled_while_waiting_is_passed_over() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let [a, b, c] = ["a", "b", "c"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        a.cancel();
        queue.put_nowait(1)?;
        stage.sleep(0.0).await?;
        stage.say(queue.qsize());
        stage.sleep(1.0).await?;
        c.cancel_with("enough");
        all(&stage, [&a, &b, &c]).await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "2 0 c gets",
        "3 0 a CancelledError()",
        "3 0 b got 1",
        "3 0 0",
        "6 1 c CancelledError('enough')",
    ]);
}

#[test]
fn i12_a_getter_cancelled_after_being_woken_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let [a, b] = ["a", "b"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        a.cancel();
        all(&stage, [&a, &b]).await?;
        stage.say(format_args!("{queue:?}"));
        Ok(())
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "3 0 a CancelledError()",
        "4 0 b got 1",
        "6 0 <Queue maxsize=0 tasks=1>",
    ]);
}

#[test]
fn i12_a_getter_cancelled_after_its_item_was_stolen_wakes_nobody() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let [a, b, c] = ["a", "b", "c"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        take(&stage, &queue);
        a.cancel();
        all(&stage, [&a]).await?;
        stage.sleep(1.0).await?;
        stage.say(b.done());
        // Had it been woken, it would stand behind `c` now.
        queue.put_nowait(2)?;
        b.await?;
        queue.put_nowait(3)?;
        c.await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "2 0 c gets",
        "2 0 got 1",
        "3 0 a CancelledError()",
        "7 1 false",
        "8 1 b got 2",
        "10 1 c got 3",
    ]);
}

#[test]
fn i12_a_putter_cancelled_after_being_woken_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait(0)?;
        let a = putter(&stage, &queue, "a", 1);
        let b = putter(&stage, &queue, "b", 2);
        stage.sleep(0.0).await?;
        take(&stage, &queue);
        a.cancel();
        all(&stage, [&a, &b]).await?;
        take(&stage, &queue);
        Ok(())
    });
    stage.said(&[
        "2 0 a puts",
        "2 0 b puts",
        "2 0 got 0",
        "3 0 a CancelledError()",
        "4 0 b has put",
        "6 0 got 2",
    ]);
}

#[test]
fn i12_a_putter_cancelled_while_waiting_is_passed_over() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait(0)?;
        let [a, b, c] =
            [("a", 1), ("b", 2), ("c", 3)].map(|(name, item)| putter(&stage, &queue, name, item));
        stage.sleep(0.0).await?;
        a.cancel();
        take(&stage, &queue);
        stage.sleep(0.0).await?;
        stage.sleep(0.0).await?;
        c.cancel();
        all(&stage, [&a, &b, &c]).await?;
        take(&stage, &queue);
        stage.say(queue.empty());
        Ok(())
    });
    stage.said(&[
        "2 0 a puts",
        "2 0 b puts",
        "2 0 c puts",
        "2 0 got 0",
        "3 0 a CancelledError()",
        "3 0 b has put",
        "5 0 c CancelledError()",
        "7 0 got 2",
        "7 0 true",
    ]);
}

#[test]
fn i12_a_get_out_of_time_leaves_the_item() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let put_in_a_second = |item| {
            let (told, queue) = (stage.clone(), queue.clone());
            stage.call_later(1.0, "put", move || {
                told.say("put");
                queue.put_nowait(item)
            });
        };
        put_in_a_second(1);
        stage.say(shown(&stage.wait_for(queue.get(), 1.0).await));
        stage.say(queue.qsize());
        put_in_a_second(2);
        for _ in 0..3 {
            stage.say(shown(&stage.wait_for(queue.get(), 2.0).await));
        }
        Ok(())
    });
    stage.said(&[
        "2 1 put",
        "3 1 TimeoutError()",
        "3 1 1",
        "3 1 1",
        "4 2 put",
        "5 2 2",
        "7 4 TimeoutError()",
    ]);
}

#[test]
fn i12_a_get_given_up_by_hand_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let mut given_up = stage.coroutine("get", queue.get());
        assert_eq!(given_up.send(), Sent::Suspended);
        let b = getter(&stage, &queue, "b");
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        stage.say("put");
        given_up.close();
        b.await
    });
    stage.said(&["2 0 b gets", "2 0 put", "3 0 b got 1"]);
}

#[test]
fn i12_a_get_given_up_by_hand_while_waiting_is_passed_over() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let mut given_up = stage.coroutine("get", queue.get());
        assert_eq!(given_up.send(), Sent::Suspended);
        let b = getter(&stage, &queue, "b");
        stage.sleep(0.0).await?;
        given_up.close();
        stage.say("closed");
        stage.sleep(1.0).await?;
        queue.put_nowait(1)?;
        b.await
    });
    stage.said(&["2 0 b gets", "2 0 closed", "5 1 b got 1"]);
}

#[test]
fn i12_a_put_given_up_by_hand_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait(0)?;
        let mut given_up = stage.coroutine("put", queue.put(1));
        assert_eq!(given_up.send(), Sent::Suspended);
        let b = putter(&stage, &queue, "b", 2);
        stage.sleep(0.0).await?;
        take(&stage, &queue);
        given_up.close();
        b.await?;
        take(&stage, &queue);
        Ok(())
    });
    stage.said(&["2 0 b puts", "2 0 got 0", "3 0 b has put", "4 0 got 2"]);
}
