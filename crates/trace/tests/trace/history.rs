//! Any position, from snapshots, is the fold of the events before it.

use coroscope_trace::{Event, EventKind, History, Mark, Model, apply, model::TaskState};

use crate::{arbitrary::Dice, shield::shield};

fn fold(events: &[Event]) -> Model {
    let mut model = Model::new();
    for event in events {
        apply(&mut model, event);
    }
    model
}

fn history_of(events: &[Event]) -> History {
    let mut history = History::new();
    history.extend(events.iter().cloned());
    history
}

#[test]
fn every_position_of_a_run_is_the_fold_of_what_came_before() {
    let script = shield();
    let history = script.history();
    for position in 0..=script.events.len() {
        assert_eq!(history.seek(position), fold(&script.events[..position]));
    }
}

#[test]
fn seeking_equals_folding_whatever_the_events() {
    for seed in 1..=12 {
        let mut dice = Dice::new(seed);
        let events = dice.events(3000);
        let history = history_of(&events);
        // One fold along the way, compared at every seventh position and around
        // the snapshots; so each seed crosses several of them.
        let mut model = Model::new();
        for (index, event) in events.iter().enumerate() {
            if index % 7 == 0 || index % 512 < 2 || index % 512 == 511 {
                assert_eq!(history.seek(index), model, "seed {seed}, position {index}");
            }
            apply(&mut model, event);
        }
        assert_eq!(history.seek(events.len()), model);
        assert_eq!(**history.head(), model);
        for _ in 0..100 {
            let (from, to) = (dice.roll(3001) as usize, dice.roll(3001) as usize);
            let near = history.seek(from);
            assert_eq!(history.seek_from(&near, to), history.seek(to));
        }
    }
}

#[test]
fn a_clone_is_not_changed_by_what_comes_later() {
    let events = Dice::new(99).events(2000);
    let mut history = History::new();
    let mut clones = Vec::new();
    for batch in events.chunks(130) {
        history.extend(batch.iter().cloned());
        clones.push(history.clone());
    }
    for clone in clones {
        let events = &events[..clone.len()];
        assert_eq!(**clone.head(), fold(events));
        assert!(clone.events().iter().eq(events));
        let again = history_of(events);
        assert_eq!(clone.lines(), again.lines());
        for mark in [Mark::Stop, Mark::Callback, Mark::Iteration, Mark::Moment] {
            assert_eq!(clone.marks(mark), again.marks(mark));
        }
        assert_eq!(clone.insights().found(), again.insights().found());
    }
}

#[test]
fn steps_go_forth_and_back() {
    let history = shield().history();
    let mut forth = vec![0];
    while let Some(next) = history.next_stop(forth[forth.len() - 1]) {
        forth.push(next);
    }
    let mut back = vec![history.len()];
    while back[back.len() - 1] > 0 {
        back.push(history.previous_stop(back[back.len() - 1]));
    }
    back.reverse();
    assert_eq!(forth, back);
    assert_eq!(forth.len(), history.steps() + 1);
    assert!(
        (40..=90).contains(&history.steps()),
        "a short lesson has {} steps",
        history.steps()
    );
    for (step, &position) in forth.iter().enumerate() {
        assert_eq!(history.step_at(position), step);
        assert_eq!(history.position_of_step(step), position);
    }
}

#[test]
fn every_mark_lies_on_a_step() {
    let history = shield().history();
    let steps: Vec<u32> = history.marks(Mark::Stop).iter().copied().collect();
    let count = |mark| {
        let marks = history.marks(mark);
        assert!(marks.iter().all(|mark| steps.contains(mark)));
        marks.len()
    };
    // 9 iterations, 14 callbacks, and a run in which time moved three times.
    assert_eq!(count(Mark::Iteration), 9);
    assert_eq!(count(Mark::Callback), 14);
    assert_eq!(count(Mark::Moment), 3);
    assert_eq!(count(Mark::TaskSwitch), 8);
    let moments = history.marks(Mark::Moment).iter();
    let times: Vec<f64> = moments.map(|it| history.time_at(*it as usize)).collect();
    assert_eq!(times, [1.0, 2.0, 3.0]);
}

#[test]
fn a_console_line_leads_to_its_moment() {
    let script = shield();
    let history = script.history();
    let lines: Vec<_> = history.lines().iter().cloned().collect();
    assert_eq!(lines.len(), 7);
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(history.lines_at(line.position), index + 1);
        assert_eq!(history.lines_at(line.position - 1), index);
        assert_eq!(history.seek(line.position).outputs as usize, index + 1);
        assert_eq!(history.time_at(line.position), line.time);
    }
    assert_eq!(
        (&*lines[0].text, lines[0].complete),
        ("request: sent", true)
    );
    assert_eq!(lines[0].task.map(|task| task.0), Some(1));
    assert_eq!(history.subject_at(lines[0].position), lines[0].task);
}

#[test]
fn positions_outside_are_taken_for_the_ends() {
    let history = shield().history();
    let far = usize::MAX;
    assert_eq!(history.seek(far), history.seek(history.len()));
    assert_eq!(history.next_stop(far), None);
    assert_eq!(history.previous_stop(0), 0);
    assert_eq!(history.time_at(far), 3.0);
    assert_eq!(history.time_at(0), 0.0);
    assert_eq!(history.event(far), None);
    assert_eq!(history.subject_at(0), None);
    let at = history.position_at_time(2.0);
    assert_eq!((history.time_at(at), history.time_at(at - 1)), (2.0, 1.0));
}

#[test]
fn a_picture_agrees_with_the_sentence_once_its_event_has_had_its_effect() {
    let script = shield();
    let history = script.history();
    let mut created = 0;
    for stop in history.marks(Mark::Stop).iter().map(|stop| *stop as usize) {
        let settled = history.settled(stop);
        let next = history.next_stop(stop).unwrap_or(history.len());
        assert!(stop <= settled && settled < next.max(stop + 1), "at {stop}");
        // "It has to wait for the next iteration": it is in the queue.
        if let Some(EventKind::TaskCreated { task, .. }) =
            history.event(stop - 1).map(|it| &it.kind)
        {
            let state = history.seek(settled).task(*task).map(|task| task.state);
            assert_eq!(state, Some(TaskState::Ready), "at {stop}");
            created += 1;
        }
    }
    assert_eq!(created, 3);
    assert_eq!(history.settled(0), 0);
    assert_eq!(history.settled(history.len()), history.len());
}
