//! Rule I11: who waits for a queue, and who is woken.

use crate::queue_actors::{all, getter, putter, take};
use crate::stage::Stage;
use asyncio::Queue;

#[test]
fn i11_neither_suspends_when_it_need_not() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 2);
        stage.call_soon("next", stage.saying("next iteration"));
        queue.put(1).await?;
        queue.put(2).await?;
        stage.say(format_args!(
            "{} {} {}",
            queue.qsize(),
            queue.full(),
            queue.empty()
        ));
        let (one, two) = (queue.get().await?, queue.get().await?);
        stage.say(format_args!("{one} {two} {}", queue.empty()));
        stage.sleep(0.0).await
    });
    stage.said(&["1 0 2 true false", "1 0 1 2 true", "2 0 next iteration"]);
}

#[test]
fn i11_put_waits_while_it_is_full_and_get_while_it_is_empty() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        let producer = stage.coro("producer", {
            let queue = queue.clone();
            async move |stage: Stage| {
                for item in 0..4 {
                    queue.put(item).await?;
                    stage.say(format_args!("put {item}"));
                }
                Ok(())
            }
        });
        let consumer = stage.coro("consumer", async move |stage: Stage| {
            for _ in 0..4 {
                let item = queue.get().await?;
                stage.say(format_args!("got {item}"));
                if item == 1 {
                    stage.sleep(1.0).await?;
                }
            }
            Ok(())
        });
        stage.gather([producer, consumer]).await.map(|_| ())
    });
    stage.said(&[
        "2 0 put 0",
        "2 0 got 0",
        "3 0 put 1",
        "4 0 got 1",
        "5 0 put 2",
        "7 1 got 2",
        "8 1 put 3",
        "9 1 got 3",
    ]);
}

#[test]
fn i11_waiters_are_served_in_order_one_for_each_item() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        for name in ["a", "b", "c"] {
            getter(&stage, &queue, name);
        }
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        queue.put_nowait(2)?;
        stage.say("put two");
        stage.sleep(1.0).await?;
        queue.put(3).await?;
        stage.sleep(1.0).await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "2 0 c gets",
        "2 0 put two",
        "3 0 a got 1",
        "3 0 b got 2",
        "6 1 c got 3",
    ]);
}

#[test]
fn i11_a_stolen_item_sends_the_getter_back_to_the_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let [a, b] = ["a", "b"].map(|name| getter(&stage, &queue, name));
        stage.sleep(0.0).await?;
        queue.put_nowait(1)?;
        take(&stage, &queue);
        stage.sleep(0.0).await?;
        queue.put_nowait(2)?;
        stage.sleep(0.0).await?;
        queue.put_nowait(3)?;
        all(&stage, [&a, &b]).await
    });
    stage.said(&[
        "2 0 a gets",
        "2 0 b gets",
        "2 0 got 1",
        "4 0 b got 2",
        "5 0 a got 3",
    ]);
}

#[test]
fn i11_a_newcomer_who_runs_first_takes_the_item() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let a = getter(&stage, &queue, "a");
        stage.sleep(0.0).await?;
        let b = getter(&stage, &queue, "b");
        queue.put_nowait(1)?;
        b.await?;
        queue.put_nowait(2)?;
        a.await
    });
    stage.said(&["2 0 a gets", "3 0 b gets", "3 0 b got 1", "5 0 a got 2"]);
}

#[test]
fn i11_stolen_room_sends_the_putter_back_to_the_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 1);
        queue.put_nowait(0)?;
        let a = putter(&stage, &queue, "a", 1);
        let b = putter(&stage, &queue, "b", 2);
        stage.sleep(0.0).await?;
        take(&stage, &queue);
        queue.put_nowait(9)?;
        stage.say("stole the room");
        stage.sleep(0.0).await?;
        take(&stage, &queue);
        stage.sleep(0.0).await?;
        take(&stage, &queue);
        all(&stage, [&a, &b]).await?;
        take(&stage, &queue);
        Ok(())
    });
    stage.said(&[
        "2 0 a puts",
        "2 0 b puts",
        "2 0 got 0",
        "2 0 stole the room",
        "3 0 got 9",
        "4 0 b has put",
        "4 0 got 2",
        "5 0 a has put",
        "7 0 got 1",
    ]);
}

#[test]
fn i11_a_callback_can_put_and_the_getter_runs_in_the_next_iteration() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let queue = Queue::new(&stage, 0);
        let a = getter(&stage, &queue, "a");
        let told = stage.clone();
        stage.call_later(1.0, "put", move || {
            told.say("callback");
            queue.put_nowait(1)
        });
        a.await
    });
    stage.said(&["2 0 a gets", "3 1 callback", "4 1 a got 1"]);
}
