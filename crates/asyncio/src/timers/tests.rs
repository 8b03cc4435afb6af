//! The timer queue against a list that is searched from end to end.

use super::Timers;
use crate::{
    dice::Dice,
    event_loop::Loop,
    handle::{Handle, Timed},
};
use std::vec::Vec;

/// Deadlines of which many are equal, and all that is odd about floats.
const DEADLINES: [f64; 14] = [
    0.0,
    -0.0,
    1.0,
    2.0,
    2.0 + 1e-10,
    3.0,
    3.0,
    -1.0,
    1e9,
    f64::MIN_POSITIVE,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    -f64::NAN,
];

/// What stands in the queue, in the order in which it was put there.
struct Model {
    aio: Loop,
    timers: Timers,
    live: Vec<(f64, Handle)>,
}

impl Model {
    fn push(&mut self, deadline: f64) {
        // A handle of the ready queue, so that the loop's own timers stay out of it.
        let handle = self.aio.call_soon("timer", || ());
        self.timers
            .push(deadline, Timed::Handle(handle.cell.clone()));
        let deadline = if deadline.is_nan() {
            f64::INFINITY
        } else {
            deadline
        };
        self.live.push((deadline, handle));
    }

    fn cancel(&mut self, index: usize) {
        let (_, handle) = self.live.remove(index);
        handle.cancel();
        self.timers.note_cancelled();
    }

    /// Where the earliest one is; of equal ones the one that came first.
    fn earliest(&self) -> Option<usize> {
        let mut found: Option<usize> = None;
        for (index, (deadline, _)) in self.live.iter().enumerate() {
            if found.is_none_or(|found| *deadline < self.live[found].0) {
                found = Some(index);
            }
        }
        found
    }

    /// Purged, as the loop does it before it asks.
    fn next_deadline(&mut self) -> Option<f64> {
        self.timers.purge();
        self.timers.next_deadline()
    }

    /// Takes out all that is due before `end`, one after the other.
    #[track_caller]
    fn fire(&mut self, end: f64, context: &str) {
        loop {
            let expected = self.earliest().filter(|&index| self.live[index].0 < end);
            let expected = expected.map(|index| self.live.remove(index).1.cell.id);
            self.timers.purge();
            let due = self.timers.pop_due(end).map(|timed| timed.id());
            assert_eq!(due, expected, "{context}");
            if due.is_none() {
                return;
            }
        }
    }
}

#[test]
fn timers_fire_as_from_a_sorted_list() {
    let rounds = if cfg!(miri) { 12 } else { 400 };
    for seed in 1..=rounds {
        // The first rounds are short, so that the first failure is.
        let steps = (seed * 5).min(800);
        let mut dice = Dice::new(seed);
        let mut model = Model {
            aio: Loop::new(),
            timers: Timers::default(),
            live: Vec::new(),
        };
        // Some rounds fill the queue, in some nearly all is cancelled.
        let (pushes, cancels) = dice.pick(&[(6, 2), (10, 3), (10, 8), (8, 7), (4, 4)]);
        for step in 0..steps {
            let context = std::format!("seed {seed}, step {step}");
            match dice.roll(pushes + cancels + 1) {
                roll if roll < pushes => {
                    let deadline = if dice.roll(2) == 0 {
                        dice.pick(&DEADLINES)
                    } else {
                        dice.roll(1000) as f64 / 8.0
                    };
                    model.push(deadline);
                }
                roll if roll < pushes + cancels && !model.live.is_empty() => {
                    model.cancel(dice.roll(model.live.len()));
                }
                _ if dice.roll(20) == 0 => {
                    let end = dice.pick(&[0.0, 1.0, 3.0, 50.0, 100.0, f64::INFINITY]);
                    model.fire(end, &context);
                }
                _ => {}
            }
            let expected = model.earliest().map(|index| model.live[index].0);
            assert_eq!(model.next_deadline(), expected, "{context}");
        }
        let mut left: Vec<_> = model
            .timers
            .take()
            .filter(|timed| !timed.is_cancelled())
            .map(|timed| timed.id())
            .collect();
        left.sort_unstable();
        // They were numbered as they came.
        let expected: Vec<_> = model
            .live
            .iter()
            .map(|(_, handle)| handle.cell.id)
            .collect();
        assert_eq!(left, expected, "seed {seed}");
        assert_eq!(model.timers.next_deadline(), None);
        model.aio.abandon();
    }
}

#[test]
fn cancelled_timers_do_not_pile_up() {
    let mut model = Model {
        aio: Loop::new(),
        timers: Timers::default(),
        live: Vec::new(),
    };
    // One that is due first, so that nothing is ever cancelled on top.
    model.push(0.0);
    for number in 0..if cfg!(miri) { 300 } else { 10_000 } {
        model.push(f64::from(number + 1));
        model.cancel(1);
        assert_eq!(model.next_deadline(), Some(0.0));
    }
    assert!(model.timers.take().count() <= 103);
    model.aio.abandon();
}
