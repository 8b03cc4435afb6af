//! Every lesson, against what `CPython` 3.14 did with its Python twin.

mod common;

use common::{finish, session, stderr, stdout, take};
use coroscope_engine::{End, Goal, Program, Pursuit, Verb};
use coroscope_lessons::{Lesson, lessons};
use coroscope_trace::{
    Event, EventKind, History, Model, Stream, apply,
    narrator::{Lang, narrate},
};

fn trace(lesson: &'static Lesson) -> Vec<Event> {
    common::trace(Program::lesson(lesson))
}

/// What was written, as `golden.jsonl` has it: time, stream, text. Of a warning the
/// recording keeps class and message only.
fn writes(events: &[Event]) -> Vec<(f64, &'static str, String)> {
    events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Output {
                stream: Stream::Stdout,
                text,
                ..
            } => Some((event.time, "stdout", text.clone())),
            EventKind::Output {
                stream: Stream::Stderr,
                text,
                ..
            } => {
                let at = text.find("RuntimeWarning:").unwrap_or(0);
                Some((event.time, "stderr", text[at..].into()))
            }
            _ => None,
        })
        .collect()
}

fn golden(lesson: &Lesson) -> Vec<(f64, String, String)> {
    lesson
        .writes()
        .lines()
        .map(|line| serde_json::from_str(line).expect("the recording is JSON"))
        .collect()
}

#[test]
fn standard_output_is_cpythons() {
    for lesson in lessons() {
        assert_eq!(
            stdout(&trace(lesson)),
            lesson.transcript(),
            "{}",
            lesson.slug
        );
    }
}

#[test]
fn times_and_warnings_are_cpythons() {
    for lesson in lessons() {
        let events = trace(lesson);
        let ours: Vec<_> = writes(&events)
            .into_iter()
            .map(|(time, stream, text)| (time, stream.to_owned(), text))
            .collect();
        assert_eq!(ours, golden(lesson), "{}: {}", lesson.slug, stderr(&events));
    }
}

#[test]
fn every_verb_comes_to_the_same_trace() {
    const VERBS: [&[Verb]; 5] = [
        &[Verb::Callback],
        &[Verb::Iteration],
        &[Verb::TaskSwitch],
        &[Verb::Moment],
        &[
            Verb::Callback,
            Verb::Moment,
            Verb::Iteration,
            Verb::TaskSwitch,
        ],
    ];
    for lesson in lessons() {
        let at_once = trace(lesson);
        for verbs in VERBS {
            let mut session = session(Program::lesson(lesson));
            for verb in verbs.iter().cycle() {
                match Goal::new(*verb, &session).reach(&mut session) {
                    Pursuit::Ended(end) => {
                        assert_eq!(end, End::Finished, "{}", lesson.slug);
                        break;
                    }
                    Pursuit::NeedsButton => panic!("{} needs a button", lesson.slug),
                    Pursuit::Reached | Pursuit::Going => {}
                }
            }
            assert_eq!(take(&session), at_once, "{} by {verbs:?}", lesson.slug);
        }
    }
}

#[test]
fn seeking_equals_folding() {
    for lesson in lessons() {
        let events = trace(lesson);
        let mut history = History::new();
        history.extend(events.iter().cloned());
        let mut folded = Model::new();
        assert_eq!(history.seek(0), folded);
        for (position, event) in (1..).zip(&events) {
            apply(&mut folded, event);
            assert_eq!(
                history.seek(position),
                folded,
                "{} at {position}",
                lesson.slug
            );
        }
    }
}

#[test]
fn every_event_has_a_sentence_in_every_language() {
    for lesson in lessons() {
        let mut after = Model::new();
        for event in trace(lesson) {
            let before = after.clone();
            apply(&mut after, &event);
            for lang in Lang::ALL {
                let sentence = narrate(&before, &after, &event, lang).plain();
                assert!(!sentence.trim().is_empty(), "{}: {event:?}", lesson.slug);
            }
        }
    }
}

#[test]
fn every_place_has_a_line_in_both_editions() {
    for lesson in lessons() {
        let (python, rust) = (
            lesson.python().lines().count(),
            lesson.rust().lines().count(),
        );
        for event in trace(lesson) {
            let (EventKind::Output {
                stream: Stream::Stdout,
                place,
                ..
            }
            | EventKind::BlockingCalled { place, .. }
            | EventKind::Blocked { place, .. }
            | EventKind::TaskSuspended { place, .. }
            | EventKind::TaskCreated { place, .. }
            | EventKind::CoroutineCreated { place, .. }
            | EventKind::ButtonOffered { place, .. }) = event.kind
            else {
                continue;
            };
            let known = (1..=python).contains(&(place.python as usize))
                && (1..=rust).contains(&(place.rust as usize));
            assert!(known, "{}: {event:?}", lesson.slug);
        }
    }
}

#[test]
fn every_coroutine_function_is_found() {
    for lesson in lessons() {
        for event in trace(lesson) {
            if let EventKind::CoroutineCreated {
                name, definition, ..
            } = &event.kind
            {
                let line = |source: &str, number: u32| {
                    source
                        .lines()
                        .nth(number.max(1) as usize - 1)
                        .unwrap_or("")
                        .to_owned()
                };
                let python = line(lesson.python(), definition.python);
                let rust = line(&lesson.rust(), definition.rust);
                assert!(
                    python.contains(&format!("def {name}(")),
                    "{}: {python}",
                    lesson.slug
                );
                assert!(
                    rust.contains(&format!("fn {name}")),
                    "{}: {rust}",
                    lesson.slug
                );
            }
        }
    }
}

#[test]
fn a_lesson_stopped_anywhere_and_run_again_leaves_nothing() {
    for lesson in lessons() {
        let callbacks = {
            let mut session = session(Program::lesson(lesson));
            let mut callbacks = 0;
            while session.end().is_none() {
                let _ = Goal::new(Verb::Callback, &session).reach(&mut session);
                callbacks += 1;
            }
            callbacks
        };
        for round in 0..100 {
            let mut session = session(Program::lesson(lesson));
            for _ in 0..round % (callbacks + 1) {
                let _ = Goal::new(Verb::Callback, &session).reach(&mut session);
            }
            let aio = session.aio().clone();
            drop(session);
            assert_eq!(
                aio.live(),
                asyncio::Live::default(),
                "{}, {round}",
                lesson.slug
            );
        }
    }
}

#[test]
fn lessons_end_well() {
    for lesson in lessons() {
        let mut session = session(Program::lesson(lesson));
        assert_eq!(
            finish(&mut session),
            Pursuit::Ended(End::Finished),
            "{}",
            lesson.slug
        );
        assert_eq!(session.outcome(), Some(&Ok(())), "{}", lesson.slug);
    }
}
