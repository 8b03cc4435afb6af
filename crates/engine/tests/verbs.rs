//! Every way of moving a run comes to the same trace.

mod common;

use common::{busy, finish, session, take};
use coroscope_engine::{End, Goal, Pursuit, Verb};
use coroscope_trace::{Event, EventKind};

const VERBS: [Verb; 5] = [
    Verb::Callback,
    Verb::Iteration,
    Verb::TaskSwitch,
    Verb::Moment,
    Verb::End,
];

/// The trace of a run that is moved by these verbs over and over.
fn by(verbs: &[Verb]) -> Vec<Event> {
    let mut session = session(busy());
    for verb in verbs.iter().cycle().take(10_000) {
        if let Pursuit::Ended(end) = Goal::new(*verb, &session).reach(&mut session) {
            assert_eq!(end, End::Finished);
            return take(&session);
        }
    }
    panic!("{verbs:?} did not come to the end");
}

#[test]
fn every_verb_comes_to_the_same_trace() {
    let at_once = by(&[Verb::End]);
    assert!(at_once.len() > 50, "{at_once:#?}");
    for verb in VERBS {
        assert_eq!(by(&[verb]), at_once, "{verb:?}");
    }
}

#[test]
fn mixed_verbs_come_to_the_same_trace() {
    let at_once = by(&[Verb::End]);
    for first in VERBS {
        for second in VERBS {
            for third in VERBS {
                assert_eq!(
                    by(&[first, second, third]),
                    at_once,
                    "{first:?} {second:?} {third:?}"
                );
            }
        }
    }
}

/// The events that one pursuit of `verb` adds, from the beginning on.
fn pieces(verb: Verb) -> Vec<Vec<Event>> {
    let mut session = session(busy());
    let mut pieces = vec![take(&session)];
    while session.end().is_none() {
        let _ = Goal::new(verb, &session).reach(&mut session);
        pieces.push(take(&session));
    }
    pieces
}

fn count(events: &[Event], wanted: fn(&EventKind) -> bool) -> usize {
    events.iter().filter(|event| wanted(&event.kind)).count()
}

#[test]
fn a_callback_is_one_callback() {
    for piece in pieces(Verb::Callback) {
        assert!(!piece.is_empty());
        assert!(
            count(&piece, |kind| matches!(
                kind,
                EventKind::HandleStarted { .. }
            )) <= 1
        );
    }
}

#[test]
fn an_iteration_is_one_iteration() {
    for piece in pieces(Verb::Iteration) {
        assert!(!piece.is_empty());
        assert!(
            count(&piece, |kind| matches!(
                kind,
                EventKind::IterationStarted { .. }
            )) <= 1
        );
    }
}

#[test]
fn a_task_switch_gives_control_to_another_task() {
    let mut before = None;
    let pieces = pieces(Verb::TaskSwitch);
    let (_last, switches) = pieces.split_last().expect("there are some");
    for piece in &switches[1..] {
        let stepped: Vec<_> = piece
            .iter()
            .filter_map(|event| match event.kind {
                EventKind::TaskStepped { task, .. } => Some(task),
                _ => None,
            })
            .collect();
        let (now, same) = stepped.split_last().expect("somebody had control");
        assert_ne!(Some(*now), before);
        assert!(same.iter().all(|task| Some(*task) == before));
        before = Some(*now);
    }
}

#[test]
fn a_moment_ends_where_time_has_moved() {
    let pieces = pieces(Verb::Moment);
    let (_last, moments) = pieces.split_last().expect("there are some");
    for piece in &moments[1..] {
        let last = piece.last().expect("something happened");
        assert!(
            matches!(last.kind, EventKind::ClockAdvanced { .. }),
            "{last:?}"
        );
    }
    assert!(moments.len() > 2);
}

#[test]
fn nothing_is_recorded_after_the_end() {
    let mut session = session(busy());
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    let events = take(&session);
    let is_end = |event: &Event| matches!(event.kind, EventKind::ProgramFinished { .. });
    assert!(events.last().is_some_and(is_end));
    assert_eq!(events.iter().filter(|event| is_end(event)).count(), 1);
    assert_eq!(finish(&mut session), Pursuit::Ended(End::Finished));
    let (first, rest) = session.outbox().take();
    assert_eq!((first as usize, rest.len()), (events.len(), 0));
}
