//! Rules G15 to G17: `wait`.

use crate::stage::{Stage, oops, shown};
use asyncio::{Future, FutureRef, Result, ReturnWhen, Task, TaskRef, Waited, observe::Event};

/// Which of the named are done, and which are not.
fn tell(stage: &Stage, waited: &Waited<Task<&'static str>>) {
    let names = |tasks: &[Task<_>]| tasks.iter().map(|task| task.name()).collect::<Vec<_>>();
    let (done, pending) = (names(&waited.done), names(&waited.pending));
    stage.say(format_args!("{done:?} {pending:?}"));
}

fn worker(stage: &Stage, name: &'static str, seconds: f64) -> Task<&'static str> {
    stage.task().name(name).spawn(stage.worker(name, seconds))
}

fn failing(stage: &Stage, name: &'static str, seconds: f64) -> Task<&'static str> {
    stage.task().name(name).spawn(stage.failing(name, seconds))
}

/// Cancels it after a while.
fn cancel_later(stage: &Stage, seconds: f64, future: &FutureRef) {
    let future = future.clone();
    stage.call_later(seconds, "cancel", move || {
        future.cancel();
    });
}

#[test]
fn g15_there_must_be_something_to_wait_for() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let nothing: [FutureRef; 0] = [];
        let waited = stage.wait(&nothing, None, ReturnWhen::AllCompleted).await;
        stage.say(shown(&waited.map(|_| ())));
        Ok(())
    });
    stage.said(&["1 0 ValueError('Set of Tasks/Futures is empty.')"]);
}

#[test]
fn g15_the_same_object_twice_counts_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let b = worker(&stage, "b", 1.0);
        let a = worker(&stage, "a", 1.0);
        let many = [&a, &b, &a, &b, &b].map(Task::clone);
        tell(
            &stage,
            &stage.wait(&many, None, ReturnWhen::AllCompleted).await?,
        );
        Ok(())
    });
    stage.said(&[
        "2 0 b starts",
        "2 0 a starts",
        "4 1 b ends",
        "4 1 a ends",
        r#"6 1 ["a", "b"] []"#,
    ]);
}

#[test]
fn g15_handles_of_every_kind() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let task = worker(&stage, "a", 1.0);
        let future: Future<i32> = stage.create_future();
        future.set_result(1)?;
        let all = ReturnWhen::default();
        assert_eq!(
            stage
                .wait::<TaskRef>(&[(*task).clone()], None, all)
                .await?
                .done
                .len(),
            1
        );
        let plain: [FutureRef; 2] = [(**task).clone(), (*future).clone()];
        assert_eq!(stage.wait(&plain, None, all).await?.done.len(), 2);
        assert_eq!(stage.wait(&[future], None, all).await?.pending.len(), 0);
        Ok(())
    });
}

#[test]
fn g16_it_suspends_even_if_all_are_done() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let good: Future<i32> = stage.create_future();
        good.set_result(1)?;
        let bad: Future<i32> = stage.create_future();
        bad.set_exception(oops())?;
        for when in [
            ReturnWhen::AllCompleted,
            ReturnWhen::FirstCompleted,
            ReturnWhen::FirstException,
        ] {
            stage.wait(&[good.clone(), bad.clone()], None, when).await?;
            stage.say(format_args!("{when:?} {}", bad.exception_unretrieved()));
        }
        // As the last one it ends the waiting before anybody looks at its exception.
        let all = [bad.clone(), good];
        let other: Future<i32> = stage.create_future();
        other.set_result(2)?;
        let first = ReturnWhen::FirstException;
        stage.wait(&[all[0].clone(), other], None, first).await?;
        stage.say(bad.exception_unretrieved());
        Ok(())
    });
    stage.said(&[
        "3 0 AllCompleted true",
        "5 0 FirstCompleted true",
        "7 0 FirstException true",
        "9 0 false",
    ]);
}

/// CPython walks a set of them; the order here is that of the arguments (rule D14). As the
/// first of them has an exception, nobody looks at that of the second.
#[test]
fn g17_those_done_before_count_in_the_order_of_the_arguments() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let made: [Future<i32>; 2] = [stage.create_future(), stage.create_future()];
        for future in &made {
            future.set_exception(oops())?;
        }
        let [second, first] = made;
        let all = [first.clone(), second.clone()];
        stage.wait(&all, None, ReturnWhen::FirstException).await?;
        stage.say(first.exception_unretrieved());
        stage.say(second.exception_unretrieved());
        second.exception().map(|_| ())
    });
    stage.said(&["3 0 false", "3 0 true"]);
}

#[test]
fn g17_until_all_are_done_however_they_end() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 2.0);
        let b = failing(&stage, "b", 1.0);
        let c = worker(&stage, "c", 9.0);
        cancel_later(&stage, 1.5, &c);
        let waited = stage.wait(&[a, b.clone(), c], None, ReturnWhen::AllCompleted);
        tell(&stage, &waited.await?);
        b.exception().map(|_| ())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 b ends",
        "7 1.5 c CancelledError()",
        "10 2 a ends",
        r#"12 2 ["a", "b", "c"] []"#,
    ]);
}

#[test]
fn g17_until_one_is_done_and_the_others_go_on() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 2.0);
        let b = worker(&stage, "b", 1.0);
        let waited = stage.wait(&[a.clone(), b], None, ReturnWhen::FirstCompleted);
        tell(&stage, &waited.await?);
        a.await?;
        stage.say("a goes on");
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 b ends",
        r#"6 1 ["b"] ["a"]"#,
        "8 2 a ends",
        "9 2 a goes on",
    ]);
}

#[test]
fn g17_until_one_has_an_exception_and_cancelled_is_none() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 1.0);
        let b = worker(&stage, "b", 9.0);
        let c = failing(&stage, "c", 3.0);
        let e = worker(&stage, "e", 4.0);
        cancel_later(&stage, 2.0, &b);
        let waited = stage.wait(&[a, b, c, e], None, ReturnWhen::FirstException);
        tell(&stage, &waited.await?);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "2 0 e starts",
        "4 1 a ends",
        "7 2 b CancelledError()",
        "10 3 c ends",
        r#"12 3 ["a", "b", "c"] ["e"]"#,
        "14 3 e CancelledError()",
    ]);
}

#[test]
fn g17_without_an_exception_until_all_are_done() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 1.0);
        let b = worker(&stage, "b", 9.0);
        cancel_later(&stage, 2.0, &b);
        let waited = stage.wait(&[a, b], None, ReturnWhen::FirstException);
        tell(&stage, &waited.await?);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 a ends",
        "7 2 b CancelledError()",
        r#"9 2 ["a", "b"] []"#,
    ]);
}

#[test]
fn g17_until_time_is_up_without_an_error() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 1.0);
        let b = worker(&stage, "b", 3.0);
        let all = ReturnWhen::AllCompleted;
        tell(&stage, &stage.wait(&[a, b.clone()], Some(2.0), all).await?);
        for seconds in [0.0, -1.0, 5.0] {
            tell(
                &stage,
                &stage
                    .wait(std::slice::from_ref(&b), Some(seconds), all)
                    .await?,
            );
        }
        stage.say(format_args!("{:?}", stage.next_deadline()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "4 1 a ends",
        r#"7 2 ["a"] ["b"]"#,
        r#"9 2 [] ["b"]"#,
        r#"11 2 [] ["b"]"#,
        "13 3 b ends",
        r#"15 3 ["b"] []"#,
        "15 3 None",
    ]);
}

#[test]
fn g17_membership_is_looked_at_when_the_waiter_runs() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let (a, b) = (stage.create_future::<i32>(), stage.create_future::<i32>());
        let both = [b.clone(), a.clone()];
        stage.create_task(stage.coro("sets", async move |stage: Stage| {
            stage.sleep(0.0).await?;
            stage.sleep(0.0).await?;
            a.set_result(1)?;
            stage.say("a is set");
            stage.sleep(0.0).await?;
            b.set_result(2)?;
            stage.say("b is set");
            Ok(())
        }));
        let waited = stage.wait(&both, None, ReturnWhen::FirstCompleted).await?;
        stage.say(format_args!(
            "{} {}",
            waited.done.len(),
            waited.pending.len()
        ));
        Ok(())
    });
    stage.said(&["4 0 a is set", "5 0 b is set", "6 0 2 0"]);
}

#[test]
fn g17_the_timer_first_at_equal_deadlines() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 1.0);
        let waited = stage
            .wait(&[a], Some(1.0), ReturnWhen::AllCompleted)
            .await?;
        tell(&stage, &waited);
        stage.sleep(0.0).await
    });
    stage.said(&["2 0 a starts", r#"4 1 [] ["a"]"#, "4 1 a ends"]);
}

#[test]
fn g17_cancelling_the_waiter_cancels_none_of_them() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = worker(&stage, "a", 3.0);
        let waiter = stage.create_task(stage.coro("waits", {
            let a = a.clone();
            async move |stage: Stage| {
                let waited = stage.wait(&[a], Some(9.0), ReturnWhen::AllCompleted).await;
                stage.say(shown(&waited.as_ref().map(|_| ()).map_err(Clone::clone)));
                waited.map(|_| ())
            }
        }));
        let late = waiter.clone();
        stage.call_later(1.0, "cancel", move || {
            late.cancel_with("why");
        });
        stage.say(shown(&waiter.await));
        stage.say(a.await?);
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "4 1 CancelledError('why')",
        "5 1 CancelledError('why')",
        "7 3 a ends",
        "8 3 a",
    ]);
}

#[test]
fn g17_a_cancelled_future_does_not_cancel_the_waiter() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        cancel_later(&stage, 1.0, &future);
        let waited = stage
            .wait(&[future], Some(9.0), ReturnWhen::AllCompleted)
            .await?;
        stage.say(waited.done[0].cancelled());
        Ok(())
    });
    stage.said(&["4 1 true"]);
}

#[test]
fn g17_it_takes_its_callbacks_and_its_timer_back() {
    let stage = Stage::observing(|event| match event {
        Event::HandleScheduled { callback, .. } | Event::TimerSet { callback, .. } => {
            let callback = format!("{callback:?}");
            callback.contains("User").then_some(callback)
        }
        Event::TimerCancelled { .. } => Some("timer cancelled".into()),
        _ => None,
    });
    stage.play(async |stage: Stage| {
        let futures = [(); 3].map(|()| stage.create_future::<i32>());
        let set = futures[0].clone();
        stage.call_soon("set", move || set.set_result(1));
        let first = ReturnWhen::FirstCompleted;
        let dropped = stage.wait(&futures, Some(9.0), first);
        drop(dropped);
        stage.wait(&futures, Some(5.0), first).await?;
        futures[1].set_result(2)?;
        let taken_back: Result<_> = stage.sleep(0.0).await;
        taken_back
    });
    assert_eq!(
        stage.all(),
        [
            r#"User("set")"#,
            r#"User("_release_waiter")"#,
            r#"User("_on_completion")"#,
            "timer cancelled",
        ]
    );
}
