//! Chains and circles of any length: an error or a documented limit comes of
//! them, never an overflow of the stack. (Long chains of tasks are in `size.rs`.)

use crate::stage::{Stage, oops, shown};
use asyncio::{Coroutine, Exception, Future, Handler, Live, Loop, Result, Task, Turn};
use std::{cell::RefCell, rc::Rc};

const IDLE: Turn = Turn::Idle { deadline: None };

/// Far more than a stack would hold. Miri is some thousand times slower.
const MANY: usize = match (cfg!(miri), cfg!(debug_assertions)) {
    (true, _) => 100,
    (false, true) => 200_000,
    (false, false) => 1_000_000,
};

/// Coroutines that await each other so deep; the innermost sleeps.
fn nest(aio: &Loop, left: u32) -> Coroutine<u32> {
    let inner = aio.clone();
    aio.coroutine("nest", async move {
        if left == 0 {
            inner.sleep(1.0).await?;
            return Ok(0);
        }
        Ok(nest(&inner, left - 1).await? + 1)
    })
}

#[test]
fn coroutines_may_await_each_other_a_thousand_deep() {
    let stage = Stage::new();
    let limit = stage.recursion_limit();
    assert_eq!(limit, 1000);
    assert_eq!(stage.run_until_complete(nest(&stage, limit)), Ok(limit));
    let deeper = stage.run_until_complete(nest(&stage, limit + 1));
    assert_eq!(
        shown(&deeper),
        "RecursionError('maximum recursion depth exceeded')"
    );
    // Nothing is left of that, and the loop goes on.
    assert_eq!(stage.run_until_complete(nest(&stage, limit)), Ok(limit));
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_coroutine_can_catch_that_it_stands_too_deep() {
    fn careful(stage: &Stage) -> Coroutine<u32> {
        stage.coro("careful", async |stage: Stage| {
            match careful(&stage).await {
                Ok(depth) => Ok(depth + 1),
                Err(error) if error.is("RecursionError") => Ok(0),
                Err(error) => Err(error),
            }
        })
    }
    let stage = Stage::new();
    stage.set_recursion_limit(50);
    assert_eq!(stage.run_until_complete(careful(&stage)), Ok(50));
}

#[test]
fn a_coroutine_that_is_cancelled_deep_down_comes_up_again() {
    let stage = Stage::new();
    let task = stage.create_task(nest(&stage, 500));
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    task.cancel();
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(task.cancelled());
    drop(task);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn eager_tasks_that_start_each_other_for_ever_end_with_an_error() {
    fn eager(stage: &Stage) -> Coroutine<u32> {
        stage.coro("eager", async |stage: Stage| {
            let inner = stage.task().eager(true).spawn(eager(&stage));
            match inner.await {
                Err(error) if error.is("RecursionError") => Ok(0),
                ended => ended.map(|depth| depth + 1),
            }
        })
    }
    let stage = Stage::new();
    let depth = stage.run_until_complete(eager(&stage));
    // An eager start counts as much as four coroutines that are awaited.
    assert_eq!(depth, Ok(1000 / 5));
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_nest_of_coroutines_that_nobody_awaits() {
    let stage = Stage::new();
    let mut nested = stage.coro("innermost", async |_| Ok(()));
    for _ in 0..MANY {
        nested = stage.coro("link", async move |_| nested.await);
    }
    assert_eq!(stage.live().coroutines, MANY + 1);
    drop(nested);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_nest_of_coroutines_that_is_awaited() {
    let stage = Stage::new();
    stage.set_recursion_limit(50);
    let mut nested = stage.coro("innermost", async |_| Ok(()));
    for _ in 0..MANY {
        nested = stage.coro("link", async move |_| nested.await);
    }
    let ended = stage.run_until_complete(nested);
    assert!(ended.is_err_and(|error| error.is("RecursionError")));
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_callbacks_that_hold_futures() {
    let stage = Stage::new();
    let mut last = stage.create_future::<()>();
    for _ in 0..MANY {
        let next = stage.create_future::<()>();
        next.add_done_callback("holds", move |_| last.set_result(()));
        last = next;
    }
    drop(last);
    assert_eq!(stage.live(), Live::default());
}

#[derive(Clone)]
struct Link(Option<Future<Link>>);

impl asyncio::Repr for Link {
    fn repr(&self) -> String {
        "Link".into()
    }
}

#[test]
fn a_long_chain_of_futures_that_hold_futures() {
    let stage = Stage::new();
    let mut last = Link(None);
    for _ in 0..MANY {
        let next = stage.create_future::<Link>();
        next.set_result(last).unwrap();
        last = Link(Some(next));
    }
    assert!(last.0.as_ref().is_some_and(|future| future.done()));
    drop(last);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_shields_and_gathers() {
    let stage = Stage::new();
    let first = stage.create_future::<()>();
    let mut shielded = first.clone();
    for _ in 0..MANY / 10 {
        let all = stage.gather([stage.shield(shielded)]);
        shielded = stage.create_future();
        let next = shielded.clone();
        all.add_done_callback("next", move |_| next.set_result(()));
    }
    assert_eq!(first.set_result(()), Ok(()));
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(shielded.result(), Ok(()));
    drop((first, shielded));
    assert_eq!(stage.live(), Live::default());
    // Pending ones are let go of by the loop, which knows those in circles.
    let first = stage.create_future::<()>();
    let mut shielded = first.clone();
    for _ in 0..MANY / 10 {
        shielded = stage.shield(shielded);
    }
    assert_eq!(stage.close(), Ok(()));
    drop((first, shielded));
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_tasks_that_await_each_other() {
    let stage = Stage::new();
    let never = stage.create_future::<()>();
    let mut last = stage.create_task(stage.coro("link", async |_| never.await));
    for _ in 0..MANY {
        last = stage.create_task(stage.coro("link", async |_| last.await));
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert_eq!(stage.live().futures, MANY + 2);
    assert_eq!(stage.close(), Ok(()));
    drop(last);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_tasks_that_is_cancelled() {
    let stage = Stage::new();
    let never = stage.create_future::<()>();
    let mut last = stage.create_task(stage.coro("link", async |_| never.await));
    for _ in 0..MANY {
        last = stage.create_task(stage.coro("link", async |_| last.await));
    }
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(last.cancel());
    assert_eq!(stage.run_until_stalled(), IDLE);
    assert!(last.cancelled());
    drop(last);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_long_chain_of_causes() {
    let mut last = oops();
    for _ in 0..MANY {
        last = Exception::runtime("because").from_cause(last);
    }
    let (twin, context) = (last.clone(), last.clone());
    drop((last, twin));
    drop(oops().with_context(context));
}

#[test]
fn a_task_that_awaits_itself_is_told_so() {
    let stage = Stage::new();
    let own: Rc<RefCell<Option<Task<()>>>> = Rc::default();
    let itself = own.clone();
    let task = stage.create_task(stage.coro("itself", async move |_| {
        let task = itself.take().expect("it was put there");
        task.await
    }));
    own.replace(Some(task.clone()));
    assert_eq!(
        shown(&stage.run_until_complete(task)),
        "RuntimeError('Task cannot await on itself')"
    );
}

#[test]
fn a_circle_of_awaits_is_a_deadlock_that_is_reported() {
    let stage = Stage::new();
    let number = if cfg!(miri) { 5 } else { 1000 };
    let ring: Rc<RefCell<Vec<Task<()>>>> = Rc::default();
    for index in 0..number {
        let ring = ring.clone();
        let task = stage.create_task(stage.coro("ring", {
            let ring = ring.clone();
            async move |_| {
                let next = ring.borrow()[(index + 1) % number].clone();
                next.await
            }
        }));
        ring.borrow_mut().push(task);
    }
    let first = ring.borrow()[0].clone();
    let ended = stage.run_until_complete(&first);
    assert!(ended.is_err_and(|error| error.message().is_some_and(|m| m.starts_with("deadlock"))));
    // It goes round once.
    assert!(first.cancel());
    assert!(ring.borrow().iter().all(|task| task.cancelling() == 1));
    assert_eq!(stage.close(), Ok(()));
    ring.take();
    drop(first);
    assert_eq!(stage.live(), Live::default());
}

#[test]
fn a_future_that_waits_for_itself_through_gather_and_shield() {
    let stage = Stage::new();
    let future = stage.create_future::<()>();
    let all = stage.gather([stage.shield(&future)]);
    let own = future.clone();
    all.add_done_callback("closes the circle", move |_| own.set_result(()));
    let ended: Result<Vec<()>> = stage.run_until_complete(&all);
    assert!(ended.is_err_and(|error| error.is("RuntimeError")));
    all.cancel();
    assert_eq!(stage.run_until_stalled(), IDLE);
    drop((all, future));
    assert_eq!(stage.close(), Ok(()));
    assert_eq!(stage.live(), Live::default());
}

/// An order that is not the usual one is seen only far down.
#[test]
fn destructors_run_from_the_outside_in_at_any_usual_depth() {
    struct Told(u32, Rc<RefCell<Vec<u32>>>);
    impl Drop for Told {
        fn drop(&mut self) {
            self.1.borrow_mut().push(self.0);
        }
    }
    let stage = Stage::new();
    stage.set_exception_handler(Some(Handler::new(|_| ())));
    let order: Rc<RefCell<Vec<u32>>> = Rc::default();
    let told = Told(0, order.clone());
    let mut nested: Coroutine<()> = stage.coro("nested", async move |stage: Stage| {
        let _told = told;
        stage.sleep(1.0).await
    });
    for number in 1..40 {
        let told = Told(number, order.clone());
        nested = stage.coro("nested", async move |_| {
            let _told = told;
            nested.await
        });
    }
    let task = stage.create_task(nested);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert_eq!(stage.close(), Ok(()));
    drop(task);
    // What is awaited goes before what awaits it, as in any Rust program.
    assert_eq!(*order.borrow(), (0..40).collect::<Vec<_>>());
}
