//! Several contenders do the same work in turns.

use crate::{Contender, Row};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How long one operation took, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    /// In the fastest sample.
    pub min: f64,
    /// In the middle one.
    pub median: f64,
}

impl Timing {
    /// Out of samples in nanoseconds; `None` without any.
    pub fn of(mut samples: Vec<f64>) -> Option<Self> {
        samples.sort_by(f64::total_cmp);
        Some(Self {
            min: *samples.first()?,
            median: *samples.get(samples.len() / 2)?,
        })
    }
}

/// How many samples are taken.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// At least so many.
    pub least: usize,
    /// More, up to so many, while there is time.
    pub most: usize,
    /// How much time there is for one race.
    pub time: Duration,
}

/// Lets everybody do the work, one after the other, and that again and again: a
/// machine that is busy for a while is busy for all of them. The first round
/// warms up and does not count.
///
/// # Panics
/// When somebody does not come to the right answer.
pub fn race(row: Row, size: u64, contenders: &[Contender], effort: Effort) -> Vec<Option<Timing>> {
    let mut samples = vec![Vec::new(); contenders.len()];
    let began = Instant::now();
    for round in 0..=effort.most {
        if round > effort.least && began.elapsed() > effort.time {
            break;
        }
        for (contender, samples) in contenders.iter().zip(&mut samples) {
            if let Some(sample) = measure(*contender, row, size)
                && round > 0
            {
                samples.push(sample);
            }
        }
    }
    samples.into_iter().map(Timing::of).collect()
}

/// Nanoseconds for each operation, in one sample.
fn measure(contender: Contender, row: Row, size: u64) -> Option<f64> {
    let began = Instant::now();
    let answer = black_box(contender.run(black_box(row), black_box(size)))?;
    let took = began.elapsed();
    assert_eq!(
        answer,
        row.answer(size),
        "{} left out a part of `{}`",
        contender.name(),
        row.key()
    );
    Some(took.as_nanos() as f64 / row.operations(size) as f64)
}
