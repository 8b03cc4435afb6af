//! Much output, many tasks, full traces, and runs that are stopped half-way.

mod common;

use std::rc::Rc;

use common::{busy, finish, program, session, sleeper, stdout, take, trace};
use coroscope_engine::{End, Goal, Limits, Nobody, Pursuit, Session, Verb};
use coroscope_trace::EventKind;

#[test]
fn a_hundred_thousand_lines_in_one_step() {
    let events = trace(program(|env| async move {
        for line in 0..100_000 {
            env.print(line);
        }
        Ok(())
    }));
    let text = stdout(&events);
    assert_eq!(text.lines().count(), 100_000);
    assert!(text.ends_with("99999\n"));
}

#[test]
fn a_hundred_thousand_tasks() {
    let mut session = Session::new(
        program(|env| async move {
            let mut tasks = Vec::new();
            for _ in 0..100_000 {
                tasks.push(env.create_task(env.coroutine("small", async { Ok(1) })));
            }
            let mut sum = 0;
            for task in tasks {
                sum += task.await?;
            }
            env.print(sum);
            Ok(())
        }),
        Limits::NONE,
        Rc::new(Nobody),
    );
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    assert_eq!(stdout(&take(&session)), "100000\n");
}

#[test]
fn a_full_trace_says_how_much_is_missing() {
    let limits = Limits {
        events: 100,
        ..Limits::PAGE
    };
    let program = program(|env| async move {
        loop {
            for _ in 0..30 {
                env.print("again");
            }
            env.sleep(1.0).await?;
        }
    });
    let mut session = Session::new(program, limits, Rc::new(Nobody));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Full));
    let events = take(&session);
    assert_eq!(events.len(), 101);
    let Some(EventKind::Truncated { dropped }) = events.last().map(|event| &event.kind) else {
        panic!("{:?} is last", events.last());
    };
    assert!(*dropped > 0 && *dropped < 60, "{dropped}");
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Full));
    assert!(take(&session).is_empty());
}

#[test]
fn output_is_bounded_by_its_size() {
    let limits = Limits {
        output: 1000,
        ..Limits::PAGE
    };
    let program = program(|env| async move {
        for _ in 0..20 {
            env.print("x".repeat(99));
        }
        Ok(())
    });
    let mut session = Session::new(program, limits, Rc::new(Nobody));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Full));
    let events = take(&session);
    assert_eq!(stdout(&events).len(), 1000);
    let last = &events.last().expect("there are events").kind;
    assert!(
        matches!(last, EventKind::Truncated { dropped } if *dropped >= 10),
        "{last:?}"
    );
}

#[test]
fn a_text_that_is_too_long_is_cut_between_letters() {
    let limits = Limits {
        output: 1000,
        ..Limits::PAGE
    };
    let program = program(|env| async move {
        env.print("й".repeat(5000));
        Ok(())
    });
    let mut session = Session::new(program, limits, Rc::new(Nobody));
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Full));
    let events = take(&session);
    assert_eq!(stdout(&events), "й".repeat(500));
    let last = &events.last().expect("there are events").kind;
    assert!(matches!(last, EventKind::Truncated { .. }), "{last:?}");
}

#[test]
fn batches_follow_each_other_without_a_gap() {
    let whole = trace(busy());
    let mut session = session(busy());
    let mut events = Vec::new();
    while session.end().is_none() {
        let _ = Goal::new(Verb::Callback, &session).reach(&mut session);
        let (first, batch) = session.outbox().take();
        assert_eq!(first as usize, events.len());
        events.extend(batch.unpack().expect("whole"));
    }
    assert_eq!(events, whole);
}

#[test]
fn a_run_that_is_stopped_half_way_leaves_nothing() {
    let steps = {
        let mut session = session(busy());
        let mut steps = 0;
        while session.end().is_none() {
            let _ = Goal::new(Verb::Callback, &session).reach(&mut session);
            steps += 1;
        }
        steps
    };
    for round in 0..100 {
        let mut session = session(busy());
        for _ in 0..round % steps {
            let _ = Goal::new(Verb::Callback, &session).reach(&mut session);
        }
        let aio = session.aio().clone();
        drop(session);
        assert_eq!(
            aio.live(),
            asyncio::Live::default(),
            "stopped after {} steps",
            round % steps
        );
    }
}

#[test]
fn a_cycle_of_tasks_leaves_nothing() {
    let mut session = session(program(|env| async move {
        let future = env.create_future::<()>();
        let task = env.create_task({
            let (env, future) = (env.clone(), future.clone());
            env.clone().coroutine("waits", async move {
                let _both = env
                    .gather([sleeper(&env, "x", 5.0), sleeper(&env, "y", 6.0)])
                    .await?;
                env.shield(&future).await
            })
        });
        env.button("Never", move || drop(future.set_result(())));
        task.await
    }));
    assert_eq!(finish(&mut session), Pursuit::NeedsButton);
    let aio = session.aio().clone();
    drop(session);
    assert_eq!(aio.live(), asyncio::Live::default());
}
