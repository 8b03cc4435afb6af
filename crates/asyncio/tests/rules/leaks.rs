//! Nothing stays alive once a run is over, however it ended.

use crate::stage::{Stage, oops};
use asyncio::{Drive, Live, Loop, Observer, Progress, Result, Run, Sent, Turn, observe::Event};
use std::rc::Rc;

#[track_caller]
pub(crate) fn nothing_lives(stage: &Stage) {
    assert_eq!(stage.live(), Live::default());
}

/// A bit of everything.
async fn busy(stage: Stage) -> Result<()> {
    let pending = stage.create_future::<i32>();
    let waiter = stage.create_task(stage.coro("waiter", {
        let pending = pending.clone();
        async move |_| pending.await
    }));
    pending.add_done_callback("told", |_| ());
    let failing = stage.create_task(stage.failing("failing", 1.0));
    let shielded = stage.create_task(stage.cleaner("shielded", 1.0));
    let all = stage.gather(["a", "b"].map(|name| stage.worker(name, 2.0)));
    let mixed = stage.gather_return_exceptions([&failing, &shielded]);
    stage.call_later(100.0, "late", || ());
    drop(stage.wait_for(stage.shield(&shielded), 1.5).await);
    drop(stage.timeout(0.5).scope(stage.stubborn("stubborn")).await);
    drop(stage.wait_for(stage.worker("c", 1.0), 0.0).await);
    drop(stage.worker("never awaited", 1.0));
    drop(all.await);
    shielded.cancel();
    let nested = stage.clone();
    stage.call_soon("spawns", move || {
        nested.create_task(nested.worker("d", 9.0));
    });
    drop(mixed.await);
    drop(stage.gather([stage.create_future::<()>()]));
    drop(stage.shield(waiter));
    stage.sleep(0.0).await
}

#[test]
fn after_a_run_that_was_complete() {
    let stage = Stage::new();
    stage.play(busy);
    nothing_lives(&stage);
}

/// Drops a run of `body` after each number of steps, until one is complete; each
/// time nothing lives on, and `check` holds of what `prepare` made. Gives how many
/// steps the complete one took.
pub(crate) fn dropped_at_any_moment<S, B>(
    prepare: impl Fn(&Stage) -> S,
    body: impl Fn(Stage, &S) -> B,
    check: impl Fn(&Stage, &S),
) -> usize
where
    B: Future<Output = Result<()>> + 'static,
{
    let mut steps = 0;
    loop {
        let stage = Stage::new();
        let prepared = prepare(&stage);
        let mut run = Run::new(&stage, stage.coro("main", |stage| body(stage, &prepared)));
        let mut progress = Progress::Ran;
        for _ in 0..steps {
            progress = run.step();
            if let Progress::Idle { .. } = progress {
                assert!(stage.advance_to_next_deadline());
            }
        }
        drop(run);
        assert!(steps == 0 || stage.is_closed());
        nothing_lives(&stage);
        check(&stage, &prepared);
        if progress == Progress::Finished {
            return steps;
        }
        steps += if cfg!(miri) { 29 } else { 1 };
    }
}

#[test]
fn after_a_run_that_was_dropped_at_any_moment() {
    let steps = dropped_at_any_moment(|_| (), |stage, ()| busy(stage), |_, ()| ());
    assert!(steps > 40, "it took only {steps} steps");
}

#[test]
fn after_a_run_that_was_never_stepped() {
    let stage = Stage::new();
    drop(Run::new(&stage, stage.coro("main", busy)));
    nothing_lives(&stage);
    assert!(!stage.is_closed());
}

#[test]
fn after_a_run_in_whose_clean_up_a_task_hangs() {
    let stage = Stage::new();
    let ended = stage.run(async |stage: Stage| {
        stage.create_task(stage.coro("hangs", async |stage: Stage| {
            drop(stage.sleep(1.0).await);
            stage.create_future::<()>().await
        }));
        stage.sleep(0.0).await
    });
    assert!(ended.is_err_and(|error| error.is("RuntimeError")));
    nothing_lives(&stage);
}

#[test]
fn what_a_pending_gather_shield_or_limit_holds() {
    let stage = Stage::new();
    let never = stage.create_future::<i32>();
    let pending = [
        stage.coro("gather", {
            let never = never.clone();
            async move |stage: Stage| stage.gather([&never, &never]).await.map(|_| ())
        }),
        stage.coro("shield", {
            let never = never.clone();
            async move |stage: Stage| stage.shield(&never).await.map(|_| ())
        }),
        stage.coro("limit", {
            let never = never.clone();
            async move |stage: Stage| stage.wait_for(&never, 5.0).await.map(|_| ())
        }),
        stage.coro("nested", async move |stage: Stage| {
            let inner = stage.shield(stage.gather([never]));
            stage.gather([inner]).await.map(|_| ())
        }),
    ];
    for coroutine in pending {
        stage.create_task(coroutine);
    }
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    assert!(stage.live().futures > 4);
    assert_eq!(stage.close(), Ok(()));
    nothing_lives(&stage);
}

#[test]
fn what_was_dropped_while_it_was_awaited() {
    let stage = Stage::new();
    let never = stage.create_future::<i32>();
    for _ in 0..3 {
        let waited = never.clone();
        let mut coroutine = stage.coro("dropped", async |_| waited.await);
        assert_eq!(coroutine.send(), Sent::Suspended);
    }
    let mut sleeper = stage.coro("sleeper", async |stage: Stage| stage.sleep(5.0).await);
    assert_eq!(sleeper.send(), Sent::Suspended);
    assert_eq!(stage.next_deadline(), Some(5.0));
    sleeper.close();
    assert_eq!(stage.next_deadline(), None);
    drop(never);
    nothing_lives(&stage);
}

#[test]
fn a_closed_loop_takes_nothing_in() {
    let stage = Stage::new();
    assert_eq!(stage.close(), Ok(()));
    let task = stage.create_task(stage.worker("a", 1.0));
    let all = stage.gather([stage.worker("b", 1.0)]);
    let shielded = stage.shield(&task);
    assert!(task.cancel() && !task.done());
    drop((task, all, shielded));
    let future = stage.create_future::<i32>();
    future.add_done_callback("told", |_| ());
    future.set_exception(oops()).unwrap();
    drop(future);
    nothing_lives(&stage);
}

#[test]
fn the_loop_itself_goes_with_its_last_reference() {
    struct Holds(#[expect(dead_code, reason = "it is counted")] Rc<()>);
    impl Observer for Holds {
        fn observe(&self, _: f64, _: &Event<'_>) {}
    }
    let held = Rc::new(());
    let stage = Stage::on(Loop::with_observer(Rc::new(Holds(held.clone()))));
    stage.play(busy);
    drop(stage);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn a_hundred_runs_one_after_the_other() {
    for _ in 0..if cfg!(miri) { 1 } else { 100 } {
        let stage = Stage::new();
        let mut run = Run::new(&stage, stage.coro("main", busy));
        for _ in 0..30 {
            if let Progress::Idle { .. } = run.step() {
                assert!(stage.advance_to_next_deadline());
            }
        }
        drop(run);
        nothing_lives(&stage);
    }
}
