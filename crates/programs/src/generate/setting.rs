//! What a program has to go on: objects, and delays.

use super::{chance::Chance, profile::Delays};
use crate::ast::Objects;

/// What exists before the first statement.
pub(super) fn objects(chance: &mut Chance) -> Objects {
    let some = |chance: &mut Chance, from: &[i64]| -> Vec<i64> {
        (0..chance.between(1, 2))
            .map(|_| chance.pick(from))
            .collect()
    };
    // Now and then an object that cannot be made.
    let mistaken = chance.below(250);
    Objects {
        futures: chance.between(1, 3) as u32,
        events: chance.between(1, 2) as u32,
        locks: chance.between(1, 2) as u32,
        semaphores: some(
            chance,
            if mistaken == 1 {
                &[-1]
            } else {
                &[0, 1, 1, 1, 2]
            },
        ),
        bounded: some(chance, if mistaken == 2 { &[-1] } else { &[0, 1, 1, 2] }),
        queues: some(chance, if mistaken == 3 { &[-1] } else { &[0, 1, 1, 2] }),
        conditions: chance.between(1, 2) as u32,
        barriers: some(
            chance,
            if mistaken == 4 {
                &[0]
            } else {
                &[1, 2, 2, 2, 3]
            },
        ),
    }
}

/// The few delays of one program.
pub(super) fn delays(chance: &mut Chance, kind: Delays) -> Vec<f64> {
    let from: &[f64] = match kind {
        Delays::Even => &[0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0],
        Delays::Floats => &[0.0, 0.05, 0.1, 0.2, 0.3, 0.7, 0.8, 0.9, 1.1],
        Delays::Equal => &[0.0, 1.0, 2.0],
        Delays::Near => &[
            0.0,
            1.0,
            1.000_000_000_4,
            1.000_000_000_9,
            1.000_000_001,
            1.000_000_001_1,
            2.0,
        ],
    };
    let mut delays = chance.some(from, 4);
    // Nothing, and a long way off: a day is as far as a real loop sleeps at once.
    delays.push(0.0);
    if chance.percent(4) {
        delays.push(100_000.0);
    }
    if chance.percent(4) {
        delays.push(-0.5);
    }
    delays
}
