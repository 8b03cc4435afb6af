//! What must hold on any machine: ratios within one process, no absolute times.

use coroscope_bench::{
    Contender, Row,
    race::{Effort, race},
};
use std::{process::ExitCode, time::Duration};

/// How many times as much an operation may cost among 100,000 as among 1,000.
/// Caches and the depth of a heap account for 3 to 8; work that looks at every
/// task would for 100.
const FLAT: f64 = 20.0;
/// How many times slower an observer that only counts may make a row.
const COUNTED: f64 = 2.0;
/// How many times slower the engine's recorder may make a row. The goal is 2;
/// this is what holds on every row of a busy machine, and only goes down.
const RECORDED: f64 = 10.0;
/// A machine may be busy with something else: what fails once is tried again.
const TRIES: usize = 3;

const EFFORT: Effort = Effort {
    least: 5,
    most: 20,
    time: Duration::from_millis(150),
};

/// Checks everything, prints a line each.
pub(crate) fn run() -> ExitCode {
    let (mut passed, mut failed) = (0, 0);
    let mut check = |what: String, limit: f64, ratio: &dyn Fn() -> Option<f64>| {
        let mut best = f64::INFINITY;
        for _ in 0..TRIES {
            best = ratio().map_or(best, |ratio| best.min(ratio));
            if best <= limit {
                break;
            }
        }
        let holds = best <= limit;
        let word = if holds { "ok  " } else { "FAIL" };
        println!("{word} {what}: {best:.2} of {limit} allowed");
        if holds { passed += 1 } else { failed += 1 }
    };
    for &row in Row::FLAT {
        let what = format!("{}: 100,000 beside 1,000", row.key());
        check(what, FLAT, &|| {
            Some(core(row, 100_000)? / core(row, 1_000)?)
        });
    }
    for &row in Row::ALL {
        for (observer, limit) in [
            (Contender::Counted, COUNTED),
            (Contender::Recorded, RECORDED),
        ] {
            let what = format!("{}: {} beside nobody", row.key(), observer.name());
            check(what, limit, &|| {
                let contenders = [Contender::Core, observer];
                let timings = race(row, 10_000, &contenders, EFFORT);
                Some(timings[1]?.min / timings[0]?.min)
            });
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn core(row: Row, size: u64) -> Option<f64> {
    let timings = race(row, size, &[Contender::Core], EFFORT);
    Some(timings[0]?.min)
}
