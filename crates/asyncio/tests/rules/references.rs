//! A body may hold references into itself across an `await`. Under Miri: nobody looks at it from
//! outside in a way that would forbid it to use them.

use crate::stage::Stage;
use asyncio::{Coroutine, Loop, Sent, capture_call_graph};
use std::{future::poll_fn, pin::pin};

/// Keeps a mutable reference to a variable of its own while it is suspended, and uses it after
/// each suspension and when it is dropped.
fn keeps(stage: &Stage, times: u32) -> Coroutine<u32> {
    struct Writes<'a>(&'a mut u32);
    impl Drop for Writes<'_> {
        fn drop(&mut self) {
            *self.0 += 100;
        }
    }
    stage.coro("keeps", async move |stage: Stage| {
        let mut count = 0;
        let writes = Writes(&mut count);
        for _ in 0..times {
            let mut nap = pin!(stage.sleep(0.0));
            poll_fn(|cx| {
                *writes.0 += 1;
                nap.as_mut().poll(cx)
            })
            .await?;
        }
        drop(writes);
        Ok(count)
    })
}

fn stages() -> [Stage; 2] {
    [Stage::new(), Stage::on(Loop::builder().debug(true).build())]
}

#[test]
fn in_a_task_whose_name_and_graph_are_asked_for() {
    for stage in stages() {
        stage.play(async |stage: Stage| {
            let inner = keeps(&stage, 2);
            let task = stage.create_task(stage.coro("outer", async move |_| inner.await));
            for _ in 0..2 {
                stage.sleep(0.0).await?;
                assert!(capture_call_graph(&task).to_string().contains("outer"));
            }
            assert_eq!(task.await, Ok(104));
            Ok(())
        });
    }
}

#[test]
fn in_a_coroutine_that_is_driven_by_hand_and_then_awaited() {
    for stage in stages() {
        stage.play(async |stage: Stage| {
            let mut by_hand = keeps(&stage, 2);
            assert_eq!(by_hand.send(), Sent::Suspended);
            assert_eq!(by_hand.send(), Sent::Suspended);
            assert_eq!(by_hand.send(), Sent::Returned(104));
            let mut half = keeps(&stage, 3);
            assert_eq!(half.send(), Sent::Suspended);
            assert_eq!(half.await, Ok(106));
            Ok(())
        });
    }
}

#[test]
fn in_what_is_dropped_half_way() {
    for stage in stages() {
        let mut half = keeps(&stage, 3);
        assert_eq!(half.send(), Sent::Suspended);
        drop(half);
        let mut closed = keeps(&stage, 3);
        assert_eq!(closed.send(), Sent::Suspended);
        closed.close();
        let inner = keeps(&stage, 9);
        stage.create_task(stage.coro("outer", async move |_| inner.await));
        assert_eq!(stage.run_callback(), asyncio::Turn::Ran);
        assert_eq!(stage.run_callback(), asyncio::Turn::Ran);
        assert_eq!(stage.close(), Ok(()));
        assert_eq!(stage.live(), asyncio::Live::default());
    }
}
