//! A recording moves as the run did that it is of.

mod common;

use std::collections::VecDeque;

use common::{busy, program, session, sleeper, take, trace};
use coroscope_engine::{Course, End, Goal, Halt, Playback, Program, Pursuit, Step, Verb};
use coroscope_lessons::Env;
use coroscope_trace::{Event, EventKind};

const VERBS: [Verb; 5] = [
    Verb::Callback,
    Verb::Iteration,
    Verb::TaskSwitch,
    Verb::Moment,
    Verb::End,
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A recording that becomes known bit by bit, as late as it may.
struct Stream {
    coming: VecDeque<Event>,
    playback: Playback,
}

impl Stream {
    fn new(events: Vec<Event>) -> Self {
        let mut stream = Self {
            coming: events.into(),
            playback: Playback::new(),
        };
        stream.more(1);
        stream
    }

    fn more(&mut self, count: usize) {
        assert!(!self.coming.is_empty(), "nothing more comes");
        let count = count.min(self.coming.len());
        self.playback.push(self.coming.drain(..count));
    }

    fn reach(&mut self, verb: Verb, dice: &mut Dice) -> Pursuit {
        let mut goal = Goal::new(verb, &self.playback);
        loop {
            match goal.pursue(&mut self.playback) {
                Ok(Pursuit::Going) | Err(Halt::Blocked { .. }) => {}
                Ok(there) => return there,
                Err(Halt::NotYet) => self.more(1 + dice.below(9)),
            }
        }
    }
}

type Make = Box<dyn Fn() -> Program>;

/// Programs, to be made twice.
fn programs() -> Vec<(&'static str, Make)> {
    let lessons = coroscope_lessons::lessons().iter().map(|lesson| {
        let make: Make = Box::new(|| Program::lesson(lesson));
        (lesson.slug, make)
    });
    let ours: Vec<(_, Make)> = vec![
        ("busy", Box::new(busy)),
        (
            "deadlock",
            Box::new(|| program(|env| async move { env.create_future::<()>().await })),
        ),
        (
            "failing",
            Box::new(|| {
                program(|env| async move {
                    drop(env.create_task(sleeper(&env, "left", 9.0)));
                    env.sleep(0.5).await?;
                    Err(asyncio::Exception::new("ValueError", "no"))
                })
            }),
        ),
        (
            "leaving",
            Box::new(|| {
                program(|env| async move {
                    let exit =
                        env.coroutine("exit", async { Err(asyncio::Exception::system_exit(3)) });
                    let _tasks = (
                        env.create_task::<()>(exit),
                        env.create_task(sleeper(&env, "left", 9.0)),
                    );
                    env.sleep(1.0).await
                })
            }),
        ),
        (
            "late",
            Box::new(|| {
                // What is left of them runs while `asyncio.run` cleans up.
                fn chain(env: &Env, left: u32) {
                    let again = env.clone();
                    env.call_soon("link", move || {
                        if left > 0 {
                            chain(&again, left - 1);
                        }
                    });
                }
                program(|env| async move {
                    for links in 0..9 {
                        chain(&env, links);
                    }
                    Ok(())
                })
            }),
        ),
        (
            "orphan",
            Box::new(|| {
                program(|env| async move {
                    let stubborn = env.coroutine("stubborn", {
                        let env = env.clone();
                        async move {
                            let slept = env.sleep(9.0).await;
                            drop(env.create_task(sleeper(&env, "orphan", 9.0)));
                            slept
                        }
                    });
                    drop(env.create_task(stubborn));
                    env.sleep(0.5).await
                })
            }),
        ),
        (
            "many",
            Box::new(|| {
                program(|env| async move {
                    for turn in 0..5 {
                        let tasks: Vec<_> = (0..4)
                            .map(|n| env.create_task(sleeper(&env, "one", f64::from(n % 3) * 0.25)))
                            .collect();
                        env.call_later(0.25, "plain", || ());
                        env.time_sleep(f64::from(turn) * 0.125);
                        for task in tasks {
                            task.await?;
                        }
                    }
                    Ok(())
                })
            }),
        ),
        (
            "pressed",
            Box::new(|| {
                program(|env| async move {
                    for label in ["one", "two"] {
                        let future = env.create_future::<()>();
                        env.button(label, {
                            let future = future.clone();
                            move || drop(future.set_result(()))
                        });
                        let nap = env.create_task(sleeper(&env, "nap", 2.0));
                        future.await?;
                        env.print(label);
                        nap.cancel();
                    }
                    Ok(())
                })
                .pressing(0.75, "one")
                .pressing(2.75, "two")
            }),
        ),
    ];
    lessons.chain(ours).collect()
}

#[test]
fn every_verb_moves_a_recording_as_it_moves_the_run() {
    let mut dice = Dice(1);
    for (name, make) in programs() {
        let events = trace(make());
        // Some rounds never leave their verb, the others mix them.
        for only in VERBS.map(Some).into_iter().chain([None; 55]) {
            let mut session = session(make());
            let mut stream = Stream::new(events.clone());
            assert_eq!(stream.playback.take(), (0, take(&session)), "{name}");
            let mut verbs = Vec::new();
            while session.end().is_none() {
                let verb = only.unwrap_or_else(|| VERBS[dice.below(4)]);
                verbs.push(verb);
                let (run, played) = (
                    Goal::new(verb, &session).reach(&mut session),
                    stream.reach(verb, &mut dice),
                );
                let (first, theirs) = stream.playback.take();
                let at = format!("{name}, {first}, {verbs:?}");
                assert_eq!(theirs, take(&session), "{at}");
                assert_eq!(played, run, "{at}");
                assert_eq!(stream.playback.time(), session.time(), "{at}");
                assert_eq!(stream.playback.idle(), session.idle(), "{at}");
                assert_eq!(stream.playback.end(), session.end(), "{at}");
                assert!(stream.playback.is_between_steps(), "{at}");
            }
            assert!(stream.coming.is_empty() && stream.playback.known() == 0);
        }
    }
}

#[test]
fn a_step_that_is_not_wholly_known_shows_what_is() {
    let events = trace(busy());
    let stepped = |event: &Event| matches!(event.kind, EventKind::TaskStepped { .. });
    let known = events.iter().position(stepped).expect("a task runs") + 1;
    let mut playback = Playback::new();
    playback.push(events[..known].to_vec());
    let mut goal = Goal::new(Verb::TaskSwitch, &playback);
    let halted = loop {
        match goal.pursue(&mut playback) {
            Ok(pursuit) => assert_eq!(pursuit, Pursuit::Going),
            Err(halt) => break halt,
        }
    };
    assert_eq!(halted, Halt::NotYet);
    assert!(!playback.is_between_steps());
    assert_eq!(playback.take(), (0, events[..known].to_vec()));
    assert_eq!(goal.pursue(&mut playback), Err(Halt::NotYet));

    playback.push(events[known..].to_vec());
    assert_eq!(goal.pursue(&mut playback), Ok(Pursuit::Reached));
    let (first, rest) = playback.take();
    assert_eq!(first as usize, known);
    let last = rest.last().map(|event| &event.kind);
    assert!(
        matches!(last, Some(EventKind::HandleFinished { .. })),
        "{last:?}"
    );
}

#[test]
fn a_wait_is_known_before_it_is_over() {
    let events = trace(busy());
    let waits = |event: &Event| matches!(event.kind, EventKind::Idle { until: Some(_) });
    let known = events.iter().position(waits).expect("it waits") + 1;
    let mut playback = Playback::new();
    playback.push(events[..known].to_vec());
    let idle = loop {
        match playback.step() {
            Ok(Step::Idle(idle)) => break idle,
            Ok(Step::Ran) | Err(Halt::Blocked { .. }) => {}
            other => panic!("{other:?}"),
        }
    };
    assert!(idle.until.is_some() && playback.is_between_steps());
    assert_eq!(playback.jump(), Err(Halt::NotYet));
}

#[test]
fn a_program_that_blocks_says_until_when() {
    let events = trace(program(|env| async move {
        env.sleep(1.0).await?;
        env.time_sleep(0.5);
        Ok(())
    }));
    let mut playback = Playback::new();
    playback.push(events);
    let mut halts = Vec::new();
    loop {
        match playback.step() {
            Ok(Step::Ended(End::Finished)) => break,
            Ok(Step::Idle(_)) => assert_eq!(playback.jump(), Ok(true)),
            Ok(_) => {}
            Err(halt) => {
                let last = playback.take().1.pop().map(|event| event.kind);
                assert!(matches!(last, Some(EventKind::BlockingCalled { .. })));
                halts.push(halt);
            }
        }
    }
    assert_eq!(halts, [Halt::Blocked { until: 1.5 }]);
}

#[test]
fn a_recording_that_rests_waits_for_a_button_or_for_more() {
    let button = || {
        program(|env| async move {
            let future = env.create_future::<()>();
            env.button("Go", {
                let future = future.clone();
                move || drop(future.set_result(()))
            });
            future.await
        })
    };
    let mut played = session(button());
    assert_eq!(
        Goal::new(Verb::End, &played).reach(&mut played),
        Pursuit::NeedsButton
    );
    let mut playback = Playback::new();
    playback.push(take(&played));
    let mut goal = Goal::new(Verb::End, &playback);
    let mut pursue = |playback: &mut Playback| loop {
        match goal.pursue(playback) {
            Ok(Pursuit::Going) => {}
            other => return other,
        }
    };
    // It might be a deadlock, for all that is known.
    assert_eq!(pursue(&mut playback), Err(Halt::NotYet));
    assert!(playback.rest() && !playback.rest());
    assert_eq!(pursue(&mut playback), Ok(Pursuit::NeedsButton));
    assert!(playback.is_between_steps());
    assert!(playback.offers(coroscope_trace::ButtonId(0)));

    played.press(coroscope_trace::ButtonId(0)).expect("offered");
    let pressed = take(&played);
    playback.forget();
    assert_eq!(playback.outside(), Err(Halt::NotYet));
    for event in pressed {
        playback.push([event]);
    }
    assert_eq!(playback.outside(), Err(Halt::NotYet));
    assert_eq!(
        Goal::new(Verb::End, &played).reach(&mut played),
        Pursuit::Ended(End::Finished)
    );
    playback.push(take(&played));
    assert_eq!(playback.outside(), Ok(()));
    assert!(!playback.offers(coroscope_trace::ButtonId(0)));
    assert_eq!(pursue(&mut playback), Ok(Pursuit::Ended(End::Finished)));
    assert_eq!(playback.known(), 0);
}
