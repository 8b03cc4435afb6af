//! Rule F7: a time limit that is hit is to be read from the contexts of whatever the body made
//! of its cancellation.

use crate::stage::{Stage, oops};
use asyncio::{Coroutine, Exception, Result};

/// An exception and its contexts, each with its cause.
fn chain(error: &Exception) -> String {
    let mut text = error.repr();
    if let Some(cause) = error.cause() {
        text = format!("{text}<-{}", cause.repr());
    }
    match error.context() {
        Some(context) => format!("{text} / {}", chain(&context)),
        None => text,
    }
}

fn say_chain<T>(stage: &Stage, result: Result<T>) {
    let error = result.err().expect("it fails");
    stage.say(chain(&error));
    for member in error.members() {
        stage.say(format_args!("member {}", chain(member)));
    }
}

/// Sleeps, and makes an exception of its cancellation.
async fn turns(stage: Stage, name: &'static str) -> Result<()> {
    let turned = |error| Exception::new("ValueError", name).with_context(error);
    stage.sleep(5.0).await.map_err(turned)
}

fn turning(stage: &Stage, name: &'static str) -> Coroutine<()> {
    stage.coro(name, async move |stage: Stage| turns(stage, name).await)
}

#[test]
fn f7_the_cancellation_among_its_contexts_becomes_a_timeout() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let limit = stage.timeout(1.0);
        say_chain(&stage, limit.scope(turns(stage.clone(), "turned")).await);
        Ok(())
    });
    stage.said(&["3 1 ValueError('turned') / TimeoutError()<-CancelledError() / CancelledError()"]);
}

#[test]
fn f7_it_may_stand_further_down() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let turned = |error: Exception| {
            let key = Exception::new("KeyError", "k").with_context(error);
            oops().with_context(key)
        };
        let sleeper = stage.clone();
        let body = async move { sleeper.sleep(5.0).await.map_err(turned) };
        say_chain(&stage, stage.timeout(1.0).scope(body).await);
        Ok(())
    });
    stage.said(&[
        "3 1 ValueError('oops') / KeyError('k') / TimeoutError()<-CancelledError() / \
         CancelledError()",
    ]);
}

#[test]
fn f7_not_when_somebody_else_cancelled_as_well() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        // Before its limit, and at the same moment.
        for seconds in [5.0, 1.0] {
            let task = stage.create_task(stage.coro("limited", async move |stage: Stage| {
                let limit = stage.timeout(seconds);
                say_chain(&stage, limit.scope(turns(stage.clone(), "turned")).await);
                Ok(())
            }));
            let late = task.clone();
            stage.call_later(1.0, "cancel", move || {
                late.cancel();
            });
            task.await?;
        }
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        [
            "1 ValueError('turned') / CancelledError()",
            "2 ValueError('turned') / CancelledError()"
        ]
    );
}

#[test]
fn f7_in_the_members_of_a_group_and_in_the_context_of_the_group() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for body in [9.0, 0.0] {
            let group = stage.task_group();
            let scope = group.scope(async {
                group.create_task(turning(&stage, "child"))?;
                stage.sleep(body).await
            });
            say_chain(&stage, stage.timeout(1.0).scope(scope).await);
        }
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        [
            "1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('child')]) / \
             TimeoutError()<-CancelledError() / CancelledError()",
            "1 member ValueError('child') / TimeoutError()<-CancelledError() / CancelledError()",
            // Here the body had ended when time was up.
            "2 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('child')])",
            "2 member ValueError('child') / TimeoutError()<-CancelledError() / CancelledError()",
        ]
    );
}

#[test]
fn f7_not_in_the_members_of_a_base_exception_group() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let group = stage.task_group();
        let scope = group.scope(async {
            let child = stage.coro::<(), _>("child", async |stage: Stage| {
                let turned = |error| Exception::base("Base", "child").with_context(error);
                stage.sleep(5.0).await.map_err(turned)
            });
            group.create_task(child).map(|_| ())
        });
        say_chain(&stage, stage.timeout(1.0).scope(scope).await);
        Ok(())
    });
    assert_eq!(
        stage.timed(),
        [
            "1 BaseExceptionGroup('unhandled errors in a TaskGroup', [Base('child')])",
            "1 member Base('child') / CancelledError()"
        ]
    );
}

#[test]
fn f18_a_timeout_has_the_cancellation_as_cause_and_context() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        say_chain(&stage, stage.timeout(1.0).scope(stage.sleep(5.0)).await);
        say_chain(&stage, stage.wait_for(stage.sleep(5.0), 0.0).await);
        Ok(())
    });
    stage.said(&[
        "3 1 TimeoutError()<-CancelledError() / CancelledError()",
        "6 1 TimeoutError()<-CancelledError() / CancelledError()",
    ]);
}

#[test]
fn h9_a_group_is_raised_while_the_bodys_error_is_handled() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        for error in [oops(), Exception::system_exit(3)] {
            let group = stage.task_group();
            let ended: Result<()> = group.scope(async { Err(error) }).await;
            say_chain(&stage, ended);
        }
        Ok(())
    });
    stage.said(&[
        "1 0 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('oops')]) / \
         ValueError('oops')",
        "1 0 member ValueError('oops')",
        "1 0 SystemExit(3)",
    ]);
}

#[test]
fn contexts_never_make_a_circle() {
    let (a, b) = (Exception::new("A", "a"), Exception::new("B", "b"));
    let b = b.with_context(a.clone());
    assert_eq!(chain(&b), "B('b') / A('a')");
    let a = a.with_context(b.clone());
    // The older link is cut, as CPython does.
    assert_eq!(chain(&a), "A('a') / B('b')");
    assert_eq!(chain(&a.clone().with_context(a.clone())), chain(&a));
    // A cause and a member are no links that anybody may cut.
    let caused = Exception::runtime("c").from_cause(a.clone());
    let group = Exception::group("g", vec![caused]);
    assert_eq!(chain(&a.with_context(group)), "A('a') / B('b')");
}

#[test]
fn a_long_chain_goes_link_by_link() {
    let links = if cfg!(miri) { 100 } else { 300_000 };
    for link in [Exception::with_context, Exception::from_cause] {
        let mut error = oops();
        for _ in 0..links {
            error = link(oops(), error);
        }
        assert!(error.context().is_some());
        drop(error);
    }
}
