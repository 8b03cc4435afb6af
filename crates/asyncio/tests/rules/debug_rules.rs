//! Rules W5 to W7: what debug mode adds. The messages are CPython 3.14's, with
//! places in Rust.

use crate::{
    handler_rules::logging,
    stage::{Stage, oops},
};
use asyncio::{CallbackOutcome, Coroutine, Future, Live, Loop, Run, Runner, Task, Turn};
use std::panic::Location;

fn debugging() -> Stage {
    let stage = Stage::on(Loop::builder().debug(true).build());
    logging(&stage);
    stage
}

fn stalled(stage: &Stage) {
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
}

/// A place in this file, so many lines above.
#[track_caller]
fn above(lines: u32) -> String {
    let here = Location::caller();
    format!("{}:{}", here.file(), here.line() - lines)
}

/// Does to the clock what a callback does that blocks its thread.
fn block(stage: &Stage, seconds: f64) {
    stage.advance_to(stage.time() + seconds);
}

#[test]
fn w5_debug_mode_logs_callbacks_that_are_slow() {
    let stage = debugging();
    let blocks = |seconds| {
        let nested = stage.clone();
        move || block(&nested, seconds)
    };
    stage.call_soon("quick", blocks(0.0625));
    stage.call_soon("slow", blocks(0.12));
    let soon = above(1);
    stage.call_later(1.0, "timer", blocks(2.5));
    let timer = above(1);
    let future = stage.create_future::<i32>();
    let tells = blocks(1.5);
    future.add_done_callback("told", move |_| tells());
    future.set_result(3).unwrap();
    stalled(&stage);
    assert!(stage.advance_to_next_deadline() || stage.time() > 1.0);
    stalled(&stage);
    stage.said(&[
        &format!("Warning: Executing <Handle slow() created at {soon}> took 0.120 seconds"),
        "Warning: Executing <Handle told()> took 1.500 seconds",
        &format!(
            "Warning: Executing <TimerHandle when=1.0 timer() created at {timer}> took 2.500 seconds"
        ),
    ]);
}

#[test]
fn w5_debug_mode_logs_tasks_that_are_slow_as_they_stand_then() {
    let stage = debugging();
    let inner = stage.coro("inner", async |stage: Stage| stage.sleep(1.0).await);
    let made = above(1);
    let main = stage.coro("main", async move |stage: Stage| {
        let task = stage.task().name("tea").spawn(inner);
        block(&stage, 0.25);
        task.await?;
        block(&stage, 0.5);
        Ok(5)
    });
    let (main_made, tea_made, main_waits) = (above(7), above(6), above(4));
    assert_eq!(stage.run_until_complete(main), Ok(5));
    let run = above(1);
    assert_eq!(stage.all().len(), 2);
    stage.said(&[
        &format!(
            "Warning: Executing <Task pending name='Task-1' coro=<main() running at {main_waits}> \
             wait_for=<Task pending name='tea' coro=<inner() running at {made}> \
             cb=[Task.task_wakeup()] created at {tea_made}> \
             cb=[_run_until_complete_cb()] created at {run}> took 0.250 seconds"
        ),
        &format!(
            "Warning: Executing <Task finished name='Task-1' \
             coro=<main() done, defined at {main_made}> result=5 created at {run}> \
             took 0.500 seconds"
        ),
    ]);
}

#[test]
fn w5_a_task_runs_where_its_own_coroutine_awaits() {
    let stage = debugging();
    let innermost = stage.coro("innermost", async |stage: Stage| stage.sleep(1.0).await);
    let inner = stage.coro("inner", async move |_| innermost.await);
    let task = stage.create_task(stage.coro("outer", async |stage: Stage| {
        inner.await?;
        block(&stage, 0.5);
        stage.sleep(1.0).await
    }));
    let (awaits, sleeps, made) = (above(4), above(2), above(5));
    let running = |place: &str, waiter: &str| {
        format!(
            "<Task pending name='Task-1' coro=<outer() running at {place}>{waiter} \
             created at {made}>"
        )
    };
    assert_eq!(task.repr(), running(&made, ""));
    stalled(&stage);
    let waiter = task.waiting_on().expect("it sleeps").repr();
    assert_eq!(
        task.repr(),
        running(&awaits, &format!(" wait_for={waiter}"))
    );
    assert!(stage.advance_to_next_deadline());
    stalled(&stage);
    let waiter = task.waiting_on().expect("it sleeps").repr();
    assert_eq!(
        task.repr(),
        running(&sleeps, &format!(" wait_for={waiter}"))
    );
    assert_eq!(stage.all().len(), 1);
}

#[test]
fn w5_without_debug_mode_nothing_is_logged() {
    let stage = Stage::new();
    logging(&stage);
    let nested = stage.clone();
    stage.call_soon("slow", move || block(&nested, 9.0));
    stalled(&stage);
    assert_eq!(stage.close(), Ok(()));
    stage.said(&[]);
}

#[test]
fn w6_messages_show_where_things_were_created() {
    let stage = debugging();
    stage.call_soon("f", || Err(oops()));
    let soon = above(1);
    let future = stage.create_future::<i32>();
    let made = above(1);
    future.set_exception(oops()).unwrap();
    stalled(&stage);
    drop(future);
    let fails = stage.coro("fails", async |_| Err::<(), _>(oops()));
    let defined = above(1);
    let task = stage.create_task(fails);
    let created = above(1);
    stalled(&stage);
    drop(task);
    let traceback = |place: &str| {
        let (file, line) = place.rsplit_once(':').expect("it is a place");
        format!(
            "source_traceback: Object created at (most recent call last):\n  \
             File \"{file}\", line {line}"
        )
    };
    stage.said(&[
        &format!(
            "Error: Exception in callback f()\nhandle: <Handle f() created at {soon}>\n{}\n\
             ValueError: oops",
            traceback(&soon)
        ),
        &format!(
            "Error: Future exception was never retrieved\n\
             future: <Future finished exception=ValueError('oops') created at {made}>\n{}\n\
             ValueError: oops",
            traceback(&made)
        ),
        &format!(
            "Error: Task exception was never retrieved\n\
             future: <Task finished name='Task-1' coro=<fails() done, defined at {defined}> \
             exception=ValueError('oops') created at {created}>\n{}\n\
             ValueError: oops",
            traceback(&created)
        ),
    ]);
}

#[test]
fn w6_a_report_by_hand_shows_where_the_handle_was_created() {
    let stage = debugging();
    let nested = stage.clone();
    stage.call_soon("f", move || nested.call_exception_handler("by hand", None));
    let (file, line) = (file!(), line!() - 1);
    stalled(&stage);
    stage.said(&[&format!(
        "Error: by hand\nhandle_traceback: Handle created at (most recent call last):\n  \
         File \"{file}\", line {line}"
    )]);
}

#[test]
fn w6_a_coroutine_that_nobody_awaits_shows_where_it_was_created() {
    let stage = debugging();
    drop(stage.coro("fails", async |_| Ok(())));
    let (file, line) = (file!(), line!() - 1);
    stage.set_debug(false);
    drop(stage.coro("fails", async |_| Ok(())));
    stage.said(&[
        &format!(
            "Warning: coroutine 'fails' was never awaited\n\
             Coroutine created at (most recent call last)\n  File \"{file}\", line {line}"
        ),
        "Warning: coroutine 'fails' was never awaited",
    ]);
}

#[test]
fn w6_what_was_made_in_debug_mode_remembers_it_afterwards() {
    let stage = debugging();
    let before = stage.create_future::<i32>();
    let made = above(1);
    stage.set_debug(false);
    let after = stage.create_future::<i32>();
    assert_eq!(before.repr(), format!("<Future pending created at {made}>"));
    assert_eq!(after.repr(), "<Future pending>");
}

/// Whether a type lacks a trait is asked of the compiler like this: if it had
/// it, the call would be ambiguous.
trait Lacks<Trait, How> {
    fn is_so() -> bool {
        true
    }
}
struct Has;
struct ToSend;
struct ToBeACallback;
impl<T: ?Sized> Lacks<ToSend, ()> for T {}
impl<T: ?Sized + Send> Lacks<ToSend, Has> for T {}
impl<T: ?Sized> Lacks<ToBeACallback, ()> for T {}
impl<T: ?Sized + CallbackOutcome> Lacks<ToBeACallback, Has> for T {}

/// CPython's debug mode finds these when the program runs; here they are errors
/// when it is compiled.
#[test]
fn w6_threads_and_coroutines_as_callbacks_are_refused_by_the_compiler() {
    assert!(<Loop as Lacks<ToSend, _>>::is_so());
    assert!(<Task<()> as Lacks<ToSend, _>>::is_so());
    assert!(<Future<()> as Lacks<ToSend, _>>::is_so());
    assert!(<Coroutine<()> as Lacks<ToBeACallback, _>>::is_so());
}

#[test]
fn w7_debug_mode_is_turned_on_in_any_of_these_ways() {
    assert!(!Loop::new().debug());
    assert!(Loop::builder().debug(true).build().debug());
    assert!(!Loop::builder().debug(true).debug(false).build().debug());
    let aio = Loop::new();
    aio.set_debug(true);
    assert!(aio.debug());
    let runner = Runner::new(&aio).debug(false);
    assert!(!runner.get_loop().debug());
    let run = Run::new(&aio, aio.sleep(1.0)).debug(true);
    assert!(aio.debug());
    assert_eq!(run.complete(), Ok(()));
}

#[test]
fn w7_closing_a_loop_in_debug_mode_is_logged() {
    let stage = debugging();
    assert_eq!(stage.close(), Ok(()));
    assert_eq!(stage.close(), Ok(()));
    stage.said(&["Debug: Close <Loop running=False closed=False debug=True>"]);
    assert_eq!(
        format!("{:?}", *stage),
        "<Loop running=False closed=True debug=True>"
    );
}

#[test]
fn debug_mode_remembers_nothing_that_is_gone() {
    let stage = debugging();
    stage.play(async |stage: Stage| {
        for _ in 0..3 {
            let task = stage.create_task(stage.worker("a", 1.0));
            let all = stage.gather([&task]);
            stage.call_later(9.0, "never", || ()).cancel();
            drop(stage.wait_for(stage.shield(all), 0.5).await);
            task.await?;
        }
        Ok(())
    });
    assert_eq!(stage.live(), Live::default());
    let future = stage.create_future::<()>();
    assert_eq!(stage.live().places, 1);
    drop(future);
    assert_eq!(stage.live(), Live::default());
}
