//! Odd delays, blocking, deadlocks, buttons.

mod common;

use std::{cell::RefCell, rc::Rc};

use common::{finish, program, session, sleeper, stdout, take, trace};
use coroscope_engine::{End, Limits, Outbox, Outside, Program, Pursuit, Session, Step};
use coroscope_trace::{EventKind, Outcome, TaskId};

fn sleeping(seconds: f64) -> Program {
    program(move |env| async move {
        match env.sleep(seconds).await {
            Ok(()) => env.print("awake"),
            Err(error) => env.print(error.repr()),
        }
        Ok(())
    })
}

#[test]
fn a_negative_sleep_takes_no_time() {
    let mut session = session(sleeping(-1.0));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(session.time(), 0.0);
    assert_eq!(stdout(&take(&session)), "awake\n");
}

#[test]
fn a_sleep_of_nan_is_refused() {
    let events = trace(sleeping(f64::NAN));
    assert_eq!(
        stdout(&events),
        "ValueError('Invalid delay: NaN (not a number)')\n"
    );
}

#[test]
fn thirty_years_pass_at_once() {
    let mut session = session(sleeping(1e9));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(session.time(), 1e9);
    let events = take(&session);
    assert_eq!(stdout(&events), "awake\n");
    assert!(events.len() < 100, "{} events", events.len());
}

#[test]
fn an_infinite_sleep_never_ends() {
    let mut session = session(sleeping(f64::INFINITY));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Deadlocked));
    let last = take(&session).pop().expect("there are events");
    assert_eq!(
        last.kind,
        EventKind::Deadlocked {
            waiting: vec![TaskId(0)]
        }
    );
}

#[test]
fn whoever_waits_for_ever_is_named() {
    let mut session = session(program(|env| async move {
        let future = env.create_future::<()>();
        let _done = env.create_task(sleeper(&env, "done", 1.0));
        let stuck = env.create_task({
            let (env, future) = (env.clone(), future.clone());
            env.clone().coroutine("stuck", async move {
                let _keep = env;
                future.await
            })
        });
        stuck.await
    }));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Deadlocked));
    assert!(session.outcome().is_none());
    let last = take(&session).pop().expect("there are events");
    let waiting = vec![TaskId(0), TaskId(2)];
    assert_eq!(
        (last.time, last.kind),
        (1.0, EventKind::Deadlocked { waiting })
    );
}

/// Notes for how long the thread was blocked, and what was known by then.
#[derive(Default)]
struct Blocks(RefCell<Vec<(f64, usize)>>);

impl Outside for Blocks {
    fn recorded(&self, _: Outbox<'_>) {}
    fn about_to_run(&self, _: Outbox<'_>) {}
    fn block(&self, seconds: f64, outbox: Outbox<'_>) {
        self.0.borrow_mut().push((seconds, outbox.len()));
    }
}

#[test]
fn blocking_stops_everybody_and_moves_time() {
    let blocks = Rc::new(Blocks::default());
    let program = program(|env| async move {
        let _other = env.create_task(sleeper(&env, "other", 1.0));
        env.sleep(0.0).await?;
        env.time_sleep(5.0);
        env.print("blocked");
        env.sleep(0.0).await?;
        env.sleep(0.0).await?;
        Ok(())
    });
    let mut session = Session::new(program, Limits::PAGE, Rc::clone(&blocks) as _);
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    let events = take(&session);
    assert_eq!(stdout(&events), "other begins\nblocked\nother ends\n");
    assert_eq!(session.time(), 5.0);
    let at = events
        .iter()
        .position(|event| matches!(event.kind, EventKind::Blocked { .. }))
        .expect("it blocked");
    let EventKind::Blocked {
        seconds,
        task,
        place,
    } = events[at].kind
    else {
        unreachable!()
    };
    assert_eq!(
        (seconds, task, events[at].time),
        (5.0, Some(TaskId(0)), 5.0)
    );
    assert_ne!(place.rust, 0);
    // Time does not seem to pass while the loop waits: it did not wait.
    assert!(
        !events
            .iter()
            .any(|event| matches!(event.kind, EventKind::ClockAdvanced { .. }))
    );
    assert_eq!(*blocks.0.borrow(), [(5.0, at)]);
}

#[test]
fn a_block_of_no_length_is_none() {
    let mut session = session(program(|env| async move {
        env.time_sleep(-1.0);
        env.time_sleep(f64::NAN);
        Ok(())
    }));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(session.time(), 0.0);
}

/// Waits for a button, beside a task that sleeps for `seconds`.
fn waiting_for_button(seconds: f64) -> Program {
    program(move |env| async move {
        let future = env.create_future::<&'static str>();
        let _sleeper = env.create_task(sleeper(&env, "sleeper", seconds));
        env.button("Resolve", {
            let future = future.clone();
            move || drop(future.set_result("pressed"))
        });
        env.print(future.await?);
        env.print(env.time());
        Ok(())
    })
}

#[test]
fn a_scripted_press_happens_at_its_time() {
    let events = trace(waiting_for_button(1.0).pressing(2.0, "Resolve"));
    assert_eq!(
        stdout(&events),
        "sleeper begins\nsleeper ends\npressed\n2\n"
    );
}

#[test]
fn a_scripted_press_comes_before_a_later_deadline() {
    let events = trace(waiting_for_button(9.0).pressing(2.0, "Resolve"));
    assert_eq!(stdout(&events), "sleeper begins\npressed\n2\n");
}

#[test]
fn without_a_script_the_run_waits_for_the_learner() {
    let mut session = session(waiting_for_button(1.0));
    assert_eq!(finish(&mut session), Pursuit::NeedsButton);
    assert!(matches!(session.step(), Step::Idle(idle) if idle.until.is_none()));
    let button = take(&session)
        .iter()
        .find_map(|event| match &event.kind {
            EventKind::ButtonOffered { button, label, .. } if label == "Resolve" => Some(*button),
            _ => None,
        })
        .expect("a button is offered");
    session.pass_to(4.0);
    session.press(button).expect("it is offered");
    assert!(session.press(button).is_err(), "a button is pressed once");
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(stdout(&take(&session)), "pressed\n4\n");
    assert!(session.press(button).is_err());
}

#[test]
fn the_learner_may_be_faster_than_the_script() {
    let mut session = session(waiting_for_button(9.0).pressing(2.0, "Resolve"));
    while !matches!(session.step(), Step::Idle(_)) {}
    let button = coroscope_trace::ButtonId(0);
    session.pass_to(0.5);
    session.press(button).expect("it is offered");
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(stdout(&take(&session)), "sleeper begins\npressed\n0.5\n");
}

#[test]
fn time_does_not_pass_a_deadline() {
    let mut session = session(sleeping(3.0));
    while session.idle().is_none() {
        let _ = session.step();
    }
    assert_eq!(session.next_moment(), Some(3.0));
    session.pass_to(1.0);
    assert_eq!(session.time(), 1.0);
    assert!(session.idle().is_some());
    session.pass_to(7.0);
    assert_eq!(session.time(), 3.0);
    assert!(session.idle().is_none());
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    let outcome = take(&session).pop().map(|event| event.kind);
    let none = Outcome::Result("None".into());
    assert_eq!(outcome, Some(EventKind::ProgramFinished { outcome: none }));
}
