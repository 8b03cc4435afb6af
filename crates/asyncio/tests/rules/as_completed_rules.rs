//! Rules G18 and G19: `as_completed` as an iterator.

use crate::stage::{Stage, shown};
use asyncio::{Coroutine, Future, Loop, Task};

fn worker(stage: &Stage, name: &'static str, seconds: f64) -> Task<&'static str> {
    stage.create_task(stage.worker(name, seconds))
}

fn two(stage: &Stage) -> [Coroutine<&'static str>; 2] {
    [stage.worker("a", 2.0), stage.worker("b", 1.0)]
}

#[test]
fn g18_results_come_in_the_order_in_which_they_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let three = [
            stage.worker("a", 3.0),
            stage.worker("b", 1.0),
            stage.failing("c", 2.0),
        ];
        for next in stage.as_completed(three, None) {
            stage.say(shown(&next.await));
        }
        stage.say("over");
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 b ends",
        r#"6 1 "b""#,
        "8 2 c ends",
        "10 2 ValueError('c')",
        "12 3 a ends",
        r#"14 3 "a""#,
        "14 3 over",
    ]);
}

/// CPython walks a set of them; the order here is that of the arguments (rule D14).
#[test]
fn g18_those_done_before_come_in_the_order_of_the_arguments_and_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (b, a): (Future<&str>, Future<&str>) = (stage.create_future(), stage.create_future());
        a.set_result("a")?;
        b.set_result("b")?;
        let completions = stage.as_completed([&a, &b, &a], None);
        stage.say(completions.len());
        for next in completions {
            stage.say(shown(&next.await));
        }
        Ok(())
    });
    stage.said(&["1 0 2", r#"3 0 "a""#, r#"3 0 "b""#]);
}

#[test]
fn g18_nothing_gives_nothing() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let nothing: [Task<i32>; 0] = [];
        stage.say(stage.as_completed(nothing, Some(1.0)).count());
        stage.say(format_args!("{:?}", stage.next_deadline()));
        let nothing: [Task<i32>; 0] = [];
        let next = stage.as_completed(nothing, None).stream().next().await;
        stage.say(next.is_none());
        Ok(())
    });
    stage.said(&["1 0 0", "1 0 None", "1 0 true"]);
}

#[test]
fn g18_whoever_asks_first_gets_the_first() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let mut ahead: Vec<_> = stage.as_completed(two(&stage), None).collect();
        stage.sleep(1.5).await?;
        for _ in 0..2 {
            let last = ahead.pop().expect("there are two");
            stage.say(shown(&last.await));
        }
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        r#"7 1.5 "b""#,
        "9 2 a ends",
        r#"11 2 "a""#,
    ]);
}

#[test]
fn g18_completions_are_coroutines() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let all = stage.gather(stage.as_completed(two(&stage), None));
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        "9 2 a ends",
        r#"13 2 ["b", "a"]"#,
    ]);
}

#[test]
fn g18_a_cancelled_one_raises_and_cancels_nobody_else() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (a, b) = (worker(&stage, "a", 5.0), worker(&stage, "b", 2.0));
        let late = a.clone();
        stage.call_later(1.0, "cancel", move || {
            late.cancel_with("why");
        });
        for next in stage.as_completed([a, b], None) {
            stage.say(shown(&next.await));
        }
        let task = stage.current_task().expect("a task is running");
        stage.say(task.cancelling());
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 a CancelledError('why')",
        "6 1 CancelledError('why')",
        "8 2 b ends",
        r#"10 2 "b""#,
        "10 2 0",
    ]);
}

#[test]
fn g18_cancelling_who_waits_leaves_the_result_to_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (a, b) = (worker(&stage, "a", 2.0), worker(&stage, "b", 3.0));
        let both: Vec<_> = stage
            .as_completed([&a, &b], None)
            .map(|next| stage.create_task(next))
            .collect();
        let one = both[0].clone();
        stage.call_later(1.0, "cancel", move || {
            one.cancel();
        });
        for next in both {
            stage.say(shown(&next.await));
        }
        stage.say(format_args!("{} {}", a.done(), b.done()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "5 1 CancelledError()",
        "7 2 a ends",
        r#"10 2 "a""#,
        "10 2 true false",
        "12 2 b CancelledError()",
    ]);
}

#[test]
fn g18_cancelling_who_was_woken_wakes_the_next() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let futures = [(); 2].map(|()| stage.create_future::<&'static str>());
        let mut takers = Vec::new();
        for (name, next) in ["one", "two"]
            .into_iter()
            .zip(stage.as_completed(&futures, None))
        {
            takers.push(
                stage.create_task(stage.coro(name, async move |stage: Stage| {
                    stage.say(format_args!("{name} {}", shown(&next.await)));
                    Ok(())
                })),
            );
        }
        stage.sleep(1.0).await?;
        futures[0].set_result("f")?;
        stage.sleep(0.0).await?;
        stage.say("the callback comes first in this iteration");
        takers[0].cancel();
        stage.sleep(1.0).await?;
        stage.say(takers[1].done());
        Ok(())
    });
    stage.said(&[
        "5 1 the callback comes first in this iteration",
        "6 1 one CancelledError()",
        r#"7 1 two "f""#,
        "9 2 true",
    ]);
}

#[test]
fn g18_a_future_of_another_loop_is_refused() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let other = Loop::new();
        let (here, there) = (stage.create_future::<i32>(), other.create_future::<i32>());
        let both = stage.as_completed([here, there], Some(1.0));
        for next in both {
            stage.say(shown(&next.await));
        }
        Ok(())
    });
    stage.said(&[
        "1 0 ValueError('The future belongs to a different loop than the one specified as the \
         loop argument')",
    ]);
}

#[test]
fn g19_out_of_time_each_that_waits_raises_and_nothing_is_cancelled() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let tasks = [("a", 1.0), ("b", 5.0), ("c", 6.0)]
            .map(|(name, seconds)| worker(&stage, name, seconds));
        for next in stage.as_completed(&tasks, Some(2.0)) {
            stage.say(shown(&next.await));
        }
        stage.say(format_args!("{} {}", tasks[1].done(), tasks[2].done()));
        stage.say((&tasks[1]).await?);
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
        "8 2 false false",
        "10 5 b ends",
        "11 5 b",
        "13 5 c CancelledError()",
    ]);
}

#[test]
fn g19_the_timer_goes_when_all_are_in_time() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for next in stage.as_completed([stage.worker("a", 1.0)], Some(2.0)) {
            stage.say(shown(&next.await));
        }
        stage.say(format_args!("{:?}", stage.next_deadline()));
        Ok(())
    });
    stage.said(&["2 0 a starts", "4 1 a ends", r#"6 1 "a""#, "6 1 None"]);
}

#[test]
fn g19_no_time_at_all() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let both = [stage.worker("a", 0.0), stage.worker("b", 1.0)];
        for next in stage.as_completed(both, Some(0.0)) {
            stage.say(shown(&next.await));
        }
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 a ends",
        "3 0 TimeoutError()",
        "3 0 TimeoutError()",
        "5 0 b CancelledError()",
    ]);
}

#[test]
fn g19_a_result_in_the_same_iteration_is_too_late() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let set = future.clone();
        stage.call_later(1.0, "set", move || set.set_result(1));
        for next in stage.as_completed([future], Some(1.0)) {
            stage.say(shown(&next.await));
        }
        Ok(())
    });
    stage.said(&["3 1 TimeoutError()"]);
}

#[test]
fn g19_what_was_in_time_is_kept_for_who_asks_late() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let both = [stage.worker("a", 1.0), stage.worker("b", 3.0)];
        let ahead: Vec<_> = stage.as_completed(both, Some(2.0)).collect();
        stage.sleep(4.0).await?;
        for next in ahead {
            stage.say(shown(&next.await));
        }
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 a ends",
        "8 3 b ends",
        r#"10 4 "a""#,
        "10 4 TimeoutError()",
    ]);
}
