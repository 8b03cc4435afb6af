//! Each lesson, on the compiled engine and on Python's.

use std::rc::Rc;

use coroscope_engine::{Goal, Limits, Nobody, Program as Compiled, Pursuit, Session, Verb};
use coroscope_lessons::{Lesson, lessons};
use coroscope_python::{Bounds, Press, Program, Script};
use coroscope_trace::{ButtonId, Event, EventKind};

use crate::{
    common,
    skeleton::{Of, difference, nothing_of, skeleton},
};

fn on_the_core(lesson: &'static Lesson) -> Vec<Event> {
    let mut session = Session::new(Compiled::lesson(lesson), Limits::PAGE, Rc::new(Nobody));
    let ended = Goal::new(Verb::End, &session).reach(&mut session);
    assert!(matches!(ended, Pursuit::Ended(_)), "{}", lesson.slug);
    session.outbox().take().1.unpack().expect("they are whole")
}

fn in_python(lesson: &Lesson, presses: Vec<f64>) -> Vec<Event> {
    let presses = presses.into_iter().zip(0..).map(|(at, button)| Press {
        after: 0,
        at,
        button: ButtonId(button),
    });
    let program = Program {
        script: Script {
            presses: presses.collect(),
            answers: Vec::new(),
        },
        ..Program::new(lesson.python().to_string())
    };
    common::trace(&program, Bounds::PAGE).1
}

/// Both gather what is left of the tasks; only CPython's gathering has a result that says what came of it.
fn without_leftovers(events: &mut [Event]) {
    let leftovers = events
        .iter()
        .position(|it| matches!(it.kind, EventKind::RunStage { tasks: 1.., .. }));
    let Some(leftovers) = leftovers else { return };
    for event in &mut events[leftovers..] {
        if let EventKind::FutureResolved { outcome, .. } = &mut event.kind {
            nothing_of(outcome);
        }
    }
}

#[test]
fn lessons_have_one_trace_in_both_languages() {
    let mut wrong = Vec::new();
    for lesson in lessons() {
        let mut rust = on_the_core(lesson);
        let presses = rust
            .iter()
            .filter(|it| matches!(it.kind, EventKind::ButtonPressed { .. }))
            .map(|it| it.time);
        let mut python = in_python(lesson, presses.collect());
        without_leftovers(&mut rust);
        without_leftovers(&mut python);
        let [rust, python] = [rust, python].map(|events| skeleton(&events, Of::Lesson));
        assert!(rust.len() > 8, "{}", lesson.slug);
        if let Some(difference) = difference(&rust, &python) {
            wrong.push(format!("{}\n{difference}", lesson.slug));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
