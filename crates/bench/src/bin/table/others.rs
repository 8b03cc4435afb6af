//! The core beside others, natively.

use crate::{
    markdown::{Table, both, factor, grouped},
    options::Options,
    say,
};
use coroscope_bench::{
    Contender, Row,
    race::{Timing, race},
};

const CONTENDERS: [Contender; 4] = [
    Contender::Core,
    Contender::Tokio,
    Contender::Smol,
    Contender::Pool,
];

/// A row with the timing of each contender.
pub(crate) type Measured = (Row, Vec<Option<Timing>>);

/// Runs the races, one row after the other.
pub(crate) fn measure(options: &Options) -> Vec<Measured> {
    let race = |&row: &Row| {
        say(&format!("{}, side by side", row.key()));
        let effort = options.effort(4, 2.0);
        (row, race(row, options.size(row), &CONTENDERS, effort))
    };
    options.rows.iter().map(race).collect()
}

/// The core's timing of a row.
pub(crate) fn of_core(measured: &[Measured], row: Row) -> Option<Timing> {
    let (_, timings) = measured.iter().find(|(its, _)| *its == row)?;
    *timings.first()?
}

/// The first table.
pub(crate) fn section(options: &Options, measured: &[Measured]) -> String {
    let names = CONTENDERS.map(Contender::name);
    let head = ["work", "operations"].into_iter().chain(names);
    let mut table = Table::new(head.chain(["tokio ÷ Coroscope"]));
    for (row, timings) in measured {
        let mut line = vec![
            row.title().to_owned(),
            grouped(row.operations(options.size(*row))),
        ];
        line.extend(timings.iter().copied().map(both));
        line.push(match (timings[0], timings[1]) {
            (Some(core), Some(tokio)) => {
                let times = tokio.min / core.min;
                factor(times, times >= 1.0)
            }
            _ => crate::markdown::NONE.into(),
        });
        table.line(line);
    }
    format!(
        "### Beside other executors, native\n\n\
         Nanoseconds for one operation: fastest sample / median. Goal: at least as fast as tokio, \
         so the last column wants 1 or more.\n\n{table}"
    )
}
