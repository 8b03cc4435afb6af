//! Rules B1 to B3: context variables.

use crate::stage::Stage;
use asyncio::{Context, ContextVar, Exception, Loop};

#[test]
fn b1_a_callback_runs_in_a_copy_of_the_context_of_the_call() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let var = ContextVar::new("v");
        let tell = |when: &'static str| {
            let (stage, var) = (stage.clone(), var.clone());
            move || {
                stage.say(format_args!("{when} {:?}", var.get(&stage)));
                // Seen by this callback alone.
                let _ = var.set(&stage, 99);
            }
        };
        let _ = var.set(&stage, 1);
        let future = stage.create_future::<i32>();
        stage.call_soon("soon", tell("soon"));
        stage.call_later(1.0, "later", tell("later"));
        let done = tell("done");
        future.add_done_callback("done", move |_| done());
        let other = Context::new();
        stage.call_soon_in(&other, "in", tell("in"));
        let done = tell("done in");
        future.add_done_callback_in(&other, "done", move |_| done());
        let _ = var.set(&stage, 2);
        future.set_result(0)?;
        stage.sleep(2.0).await?;
        stage.say(format_args!("main {:?}", var.get(&stage)));
        stage.say(format_args!(
            "other {:?}",
            other.run(&stage, || var.get(&stage))
        ));
        Ok(())
    });
    stage.said(&[
        "2 0 soon Some(1)",
        "2 0 in None",
        "2 0 done Some(1)",
        // The context that was handed in is used itself, not copied.
        "2 0 done in Some(99)",
        "3 1 later Some(1)",
        "5 2 main Some(2)",
        "5 2 other Some(99)",
    ]);
}

#[test]
fn b2_a_task_has_a_copy_that_its_creator_never_sees() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let var = ContextVar::new("v");
        let _ = var.set(&stage, 1);
        let inside = var.clone();
        let task = stage.create_task(stage.coro("task", async move |stage: Stage| {
            stage.say(format_args!("first {:?}", inside.get(&stage)));
            let _ = inside.set(&stage, 10);
            stage.sleep(1.0).await?;
            stage.say(format_args!("second {:?}", inside.get(&stage)));
            Ok(())
        }));
        let _ = var.set(&stage, 2);
        stage.sleep(0.5).await?;
        stage.say(format_args!("main {:?}", var.get(&stage)));
        task.await?;
        stage.say(format_args!("main {:?}", var.get(&stage)));
        Ok(())
    });
    stage.said(&[
        "2 0 first Some(1)",
        "4 0.5 main Some(2)",
        "6 1 second Some(10)",
        "7 1 main Some(2)",
    ]);
}

#[test]
fn b2_a_context_that_is_handed_in_is_used_itself() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let var = ContextVar::new("v");
        let context = stage.copy_context();
        for name in ["a", "b"] {
            let var = var.clone();
            let coroutine = stage.coro(name, async move |stage: Stage| {
                stage.say(format_args!("{name} {:?}", var.get(&stage)));
                let _ = var.set(&stage, name);
                stage.sleep(0.0).await?;
                stage.say(format_args!("{name} {:?}", var.get(&stage)));
                Ok(())
            });
            stage.task().context(&context).spawn(coroutine);
        }
        stage.sleep(1.0).await?;
        stage.say(format_args!("main {:?}", var.get(&stage)));
        stage.say(format_args!(
            "{:?}",
            context.run(&stage, || var.get(&stage))
        ));
        Ok(())
    });
    stage.said(&[
        "2 0 a None",
        "2 0 b Some(\"a\")",
        "3 0 a Some(\"b\")",
        "3 0 b Some(\"b\")",
        "5 1 main None",
        "5 1 Some(\"b\")",
    ]);
}

#[test]
fn b3_an_awaited_coroutine_shares_the_context_and_a_task_does_not() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let var = ContextVar::new("v");
        let setter = |value: i32| {
            let var = var.clone();
            stage.coro("setter", async move |stage: Stage| {
                let _ = var.set(&stage, value);
                Ok(())
            })
        };
        setter(1).await?;
        stage.say(format_args!("{:?}", var.get(&stage)));
        stage.gather([setter(2)]).await?;
        stage.shield(setter(3)).await?;
        stage.say(format_args!("{:?}", var.get(&stage)));
        stage.wait_for(setter(4), 1.0).await?;
        stage.say(format_args!("{:?}", var.get(&stage)));
        Ok(())
    });
    assert_eq!(stage.timed(), ["0 Some(1)", "0 Some(1)", "0 Some(4)"]);
}

#[test]
fn b2_a_token_brings_back_what_was_there_before() {
    let aio = Loop::new();
    let (one, other) = (ContextVar::new("v"), ContextVar::new("v"));
    let first = one.set(&aio, 1);
    let second = one.set(&aio, 2);
    assert_eq!(
        other.get(&aio),
        None,
        "the name is not what tells them apart"
    );
    one.reset(&aio, second).unwrap();
    assert_eq!(one.get(&aio), Some(1));
    let wrong = other.reset(&aio, first);
    assert!(wrong.is_err_and(|error| error.is("ValueError")));
    let last = one.set(&aio, 3);
    one.reset(&aio, last).unwrap();
    assert_eq!(one.get_or(&aio, 0), 1);
}

#[test]
fn a17_the_exception_handler_runs_in_the_context_of_what_it_is_about() {
    let stage = Stage::new();
    let var = ContextVar::new("v");
    let (told, seen) = (stage.clone(), var.clone());
    stage.set_exception_handler(Some(asyncio::Handler::new(move |report| {
        told.say(format_args!("{} {:?}", report.message, seen.get(&told)));
    })));
    stage.play(async move |stage: Stage| {
        let _ = var.set(&stage, "callback");
        stage.call_soon("fails", || Err::<(), _>(Exception::new("ValueError", "x")));
        let inside = var.clone();
        stage.create_task(stage.coro("task", async move |stage: Stage| {
            let _ = inside.set(&stage, "task");
            Err::<(), _>(Exception::new("ValueError", "y"))
        }));
        let _ = var.set(&stage, "main");
        stage.sleep(1.0).await
    });
    stage.set_exception_handler(None);
    assert_eq!(
        stage.timed(),
        [
            "0 Exception in callback fails() Some(\"callback\")",
            "0 Task exception was never retrieved Some(\"task\")",
        ]
    );
}
