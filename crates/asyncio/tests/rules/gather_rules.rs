//! Rules G1 to G10: `gather`.

use crate::stage::{Stage, oops, shown};
use asyncio::{Coroutine, Exception, Loop, Task};

const NOTHING: [Coroutine<i32>; 0] = [];

#[test]
fn g1_gathering_nothing_is_done_at_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let nothing = stage.gather(NOTHING);
        stage.say(nothing.done());
        stage.say(shown(&nothing.await));
        stage.say(shown(&stage.gather_return_exceptions(NOTHING).await));
        Ok(())
    });
    stage.said(&["1 0 true", "1 0 []", "1 0 []"]);
}

#[test]
fn g2_results_follow_the_arguments() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let workers = [("a", 3.0), ("b", 1.0), ("c", 2.0)];
        let all = stage.gather(workers.map(|(name, seconds)| stage.worker(name, seconds)));
        stage.say("main goes on");
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "1 0 main goes on",
        "2 0 a starts",
        "2 0 b starts",
        "2 0 c starts",
        "4 1 b ends",
        "7 2 c ends",
        "10 3 a ends",
        r#"12 3 ["a", "b", "c"]"#,
    ]);
}

#[test]
fn g2_arguments_of_several_types() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let number = stage.create_future::<i32>();
        let word = stage.create_task(stage.worker("a", 1.0));
        let inner = stage.gather([&number]);
        let all = stage.gather([&*number, &**word, &*inner]);
        let of_all = stage.shield(&*all);
        number.set_result(7)?;
        let all = all.await?;
        stage.say(shown(&Ok::<_, Exception>(all[0].get::<i32>())));
        stage.say(shown(&Ok::<_, Exception>(all[1].get::<&str>())));
        stage.say(shown(&Ok::<_, Exception>(all[2].get::<Vec<i32>>())));
        stage.say(all[0].get::<&str>().is_none());
        stage.say(
            of_all
                .await?
                .get::<Vec<asyncio::Erased>>()
                .map_or(0, |all| all.len()),
        );
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "5 1 a ends",
        "7 1 Some(7)",
        "7 1 Some(\"a\")",
        "7 1 Some([7])",
        "7 1 true",
        "7 1 3",
    ]);
}

#[test]
fn g2_the_same_object_twice_shares_one_future() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let a = stage.create_task(stage.worker("a", 1.0));
        let b = stage.create_task(stage.worker("b", 0.0));
        stage.say(shown(&stage.gather([&a, &b, &a]).await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 b ends",
        "6 1 a ends",
        r#"8 1 ["a", "b", "a"]"#,
    ]);
}

#[test]
fn g3_the_waiter_runs_two_iterations_after_the_last_child() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let all = stage.gather([stage.worker("a", 0.0)]);
        let told = stage.clone();
        all.add_done_callback("outer", move |outer| {
            told.say(format_args!("outer's callback, {}", outer.done()));
        });
        all.await?;
        stage.say("waiter");
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "3 0 a ends",
        "5 0 outer's callback, true",
        "5 0 waiter",
    ]);
}

#[test]
fn g4_children_that_are_done_count_at_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let done = |value| {
            let future = stage.create_future::<i32>();
            future.set_result(value).expect("it is new");
            future
        };
        let all = stage.gather([done(1), done(2)]);
        stage.say(all.done());
        stage.say(shown(&all.await));
        let failed = done(3);
        let bad = stage.create_future::<i32>();
        bad.set_exception(oops())?;
        stage.say(shown(
            &stage.gather([failed, bad, stage.create_future()]).await,
        ));
        Ok(())
    });
    stage.said(&["1 0 true", "1 0 [1, 2]", "1 0 ValueError('oops')"]);
}

#[test]
fn g5_the_first_exception_ends_it_and_the_others_go_on() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let slow = stage.create_task(stage.worker("slow", 2.0));
        let late = stage.create_task(stage.failing("late", 3.0));
        let first = stage.create_task(stage.failing("first", 1.0));
        let all = stage.gather([&slow, &late, &first]);
        stage.say(shown(&all.await));
        stage.say(format_args!("{} {}", slow.done(), late.done()));
        stage.sleep(4.0).await?;
        stage.say(format_args!("retrieved: {}", !late.exception_unretrieved()));
        Ok(())
    });
    stage.said(&[
        "2 0 slow starts",
        "2 0 late starts",
        "2 0 first starts",
        "4 1 first ends",
        "6 1 ValueError('first')",
        "6 1 false false",
        "8 2 slow ends",
        "11 3 late ends",
        "14 5 retrieved: true",
    ]);
}

#[test]
fn g6_a_cancelled_child_is_an_exception_of_the_whole() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let child = stage.create_task(stage.worker("a", 5.0));
        let all = stage.gather([&child]);
        stage.call_later(1.0, "cancel", move || {
            child.cancel_with("why");
        });
        stage.say(shown(&(&all).await));
        let me = stage.current_task().expect("a task");
        stage.say(format_args!("{} {}", all.cancelled(), me.cancelling()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "4 1 a CancelledError('why')",
        "6 1 CancelledError('why')",
        "6 1 false 0",
    ]);
}

#[test]
fn g7_exceptions_can_be_results() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let cancelled = stage.create_task(stage.worker("b", 5.0));
        stage.call_later(1.0, "cancel", {
            let cancelled = cancelled.clone();
            move || assert!(cancelled.cancel())
        });
        let children: [Task<_>; 3] = [
            stage.create_task(stage.failing("a", 0.0)),
            cancelled,
            stage.create_task(stage.worker("c", 2.0)),
        ];
        let all = stage.gather_return_exceptions(&children).await?;
        for result in &all {
            stage.say(shown(result));
        }
        Ok(())
    });
    stage.said(&[
        "2 0 b starts",
        "2 0 a starts",
        "2 0 c starts",
        "3 0 a ends",
        "6 1 b CancelledError()",
        "9 2 c ends",
        "11 2 ValueError('a')",
        "11 2 CancelledError('')",
        "11 2 \"c\"",
    ]);
}

#[test]
fn g8_cancelling_the_whole_cancels_each_child_in_order() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let all = stage.gather(["a", "b"].map(|name| stage.worker(name, 5.0)));
        stage.sleep(0.0).await?;
        stage.say(all.cancel_with("stop"));
        stage.say(all.done());
        stage.say(shown(&(&all).await));
        stage.say(format_args!("{} {}", all.cancelled(), all.cancel()));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "2 0 true",
        "2 0 false",
        "3 0 a CancelledError('stop')",
        "3 0 b CancelledError('stop')",
        "5 0 CancelledError('stop')",
        "5 0 false false",
    ]);
}

#[test]
fn g8_cancelling_the_waiting_task_arrives_at_the_children() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let waiter = stage.create_task(stage.coro("waits", async |stage: Stage| {
            let ended = stage
                .gather(["a", "b"].map(|name| stage.worker(name, 5.0)))
                .await;
            stage.say(shown(&ended));
            ended
        }));
        stage.sleep(1.0).await?;
        waiter.cancel();
        stage.say(shown(&(&waiter).await));
        stage.say(waiter.cancelled());
        Ok(())
    });
    stage.said(&[
        "3 0 a starts",
        "3 0 b starts",
        "6 1 a CancelledError()",
        "6 1 b CancelledError()",
        "8 1 CancelledError()",
        "9 1 CancelledError()",
        "9 1 true",
    ]);
}

#[test]
fn g9_the_first_child_to_end_cancelled_ends_the_whole() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let all = stage.gather([stage.cleaner("a", 1.0), stage.worker("b", 5.0)]);
        stage.sleep(0.0).await?;
        all.cancel();
        stage.say(shown(&all.await));
        stage.sleep(2.0).await
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 a CancelledError()",
        "3 0 b CancelledError()",
        "5 0 CancelledError()",
        "7 1 a has cleaned up",
    ]);
}

#[test]
fn g9_with_exceptions_as_results_it_waits_for_all_and_raises() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let children = [stage.cleaner("a", 1.0), stage.stubborn("b")];
        let all = stage.gather_return_exceptions(children);
        stage.sleep(0.0).await?;
        all.cancel();
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 a CancelledError()",
        "3 0 b CancelledError()",
        "6 1 a has cleaned up",
        "8 1 CancelledError()",
    ]);
}

#[test]
fn g9_a_cancellation_that_all_swallow_is_raised_all_the_same() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let all = stage.gather([stage.stubborn("a"), stage.stubborn("b")]);
        stage.sleep(0.0).await?;
        all.cancel_with("stop");
        stage.say(shown(&all.await));
        Ok(())
    });
    stage.said(&[
        "2 0 a starts",
        "2 0 b starts",
        "3 0 a CancelledError('stop')",
        "3 0 b CancelledError('stop')",
        "5 0 CancelledError()",
    ]);
}

#[test]
fn g10_futures_of_another_loop_are_refused() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let stranger = Loop::new().create_future::<i32>();
        let refused = stage.gather([stage.create_future(), stranger]);
        stage.say(shown::<Vec<i32>>(&refused.await));
        Ok(())
    });
    let message =
        "The future belongs to a different loop than the one specified as the loop argument";
    let line = format!("1 0 {}", Exception::new("ValueError", message).repr());
    stage.said(&[&line]);
}

#[test]
fn g10_tasks_made_by_gather_die_without_a_word() {
    let stage = Stage::new();
    stage.handler();
    let all = stage.gather([stage.worker("a", 5.0)]);
    let own = stage.task().name("own").spawn(stage.worker("b", 5.0));
    assert_eq!(stage.close(), Ok(()));
    assert!(!all.done() && !own.done());
    stage.said(&["Task was destroyed but it is pending!"]);
}
