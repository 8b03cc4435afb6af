//! Rule G20: `as_completed` as a stream.

use crate::stage::{Stage, shown};
use asyncio::{Coroutine, Exception, Task};
use futures_core::Stream;
use std::{future::poll_fn, pin::Pin, task::Poll};

fn worker(stage: &Stage, name: &'static str, seconds: f64) -> Task<&'static str> {
    stage.create_task(stage.worker(name, seconds))
}

fn two(stage: &Stage) -> [Coroutine<&'static str>; 2] {
    [stage.worker("a", 2.0), stage.worker("b", 1.0)]
}

#[test]
fn g20_as_a_stream_it_gives_the_futures_themselves() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 2.0);
        let b = stage.create_task(stage.failing("b", 1.0));
        let mut ended = stage.as_completed([&a, &b], None).stream();
        while let Some(next) = ended.next().await.transpose()? {
            let (is_a, done) = (next.is_same(&a), next.done());
            stage.say(format_args!("{is_a} {done} {}", shown(&next.await)));
        }
        stage.say("over");
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        "6 1 false true ValueError('b')",
        "8 2 a ends",
        r#"10 2 true true "a""#,
        "10 2 over",
    ]);
}

#[test]
fn g20_coroutines_come_as_the_tasks_made_of_them() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let mut ended = stage.as_completed(two(&stage), None).stream();
        assert_eq!(ended.size_hint(), (2, Some(2)));
        // By the trait, as another crate would.
        while let Some(next) = poll_fn(|cx| Pin::new(&mut ended).poll_next(cx)).await {
            stage.say(next?.result()?);
        }
        assert_eq!(ended.size_hint(), (0, Some(0)));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        "6 1 b",
        "8 2 a ends",
        "10 2 a",
    ]);
}

#[test]
fn g20_the_stream_raises_when_time_is_up() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let three = [("a", 1.0), ("b", 5.0), ("c", 5.0)]
            .map(|(name, seconds)| worker(&stage, name, seconds));
        let mut ended = stage.as_completed(&three, Some(2.0)).stream();
        while let Some(next) = ended.next().await {
            stage.say(shown(&next.and_then(|next| next.result())));
        }
        stage.say("over");
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 a ends",
        r#"6 1 "a""#,
        "8 2 TimeoutError()",
        "8 2 TimeoutError()",
        "8 2 over",
        "10 2 b CancelledError()",
        "10 2 c CancelledError()",
    ]);
}

#[test]
fn g20_a_cancelled_wait_counts_as_one_of_them() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (a, b) = (worker(&stage, "a", 2.0), worker(&stage, "b", 3.0));
        let ended = stage.as_completed([&a, &b], None);
        let walk = stage.create_task(stage.coro("walk", async move |stage: Stage| {
            let mut ended = ended.stream();
            while let Some(next) = ended.next().await {
                stage.say(shown(&next.and_then(|next| next.result())));
            }
            stage.say("over");
            Ok(())
        }));
        let late = walk.clone();
        stage.call_later(1.0, "cancel", move || {
            late.cancel();
        });
        walk.await?;
        stage.say(format_args!("{} {}", a.done(), b.done()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 CancelledError()",
        "6 2 a ends",
        r#"8 2 "a""#,
        "8 2 over",
        "9 2 true false",
        "11 2 b CancelledError()",
    ]);
}

#[test]
fn g20_both_forms_share_what_is_left() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let mut both = stage.as_completed(two(&stage), None);
        let first = both.next().ok_or_else(Exception::timeout)?;
        stage.say(first.await?);
        let mut rest = both.stream();
        while let Some(next) = rest.next().await {
            stage.say(next?.result()?);
        }
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        "6 1 b",
        "8 2 a ends",
        "10 2 a",
    ]);
}

#[test]
fn g20_dropped_half_way_the_stream_goes_on_where_it_was() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let mut ended = stage.as_completed(two(&stage), None).stream();
        let gave_up = poll_fn(|cx| {
            let mut next = Box::pin(ended.next());
            Poll::Ready(next.as_mut().poll(cx).is_pending())
        });
        stage.say(gave_up.await);
        while let Some(next) = ended.next().await {
            stage.say(next?.result()?);
        }
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        [
            "0 true",
            "0 a starts",
            "0 b starts",
            "1 b ends",
            "1 b",
            "2 a ends",
            "2 a"
        ]
    );
}
