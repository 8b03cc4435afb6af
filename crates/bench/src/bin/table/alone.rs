//! The core beside itself: with an observer, and with more tasks.

use crate::{
    markdown::{Table, factor, fastest, number},
    options::Options,
    say,
};
use coroscope_bench::{Contender, Row, race::race};

/// How many times slower the recorder may make a row.
const OBSERVED_GOAL: f64 = 2.0;

/// The sizes at which an operation should cost the same.
const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// With and without an observer, on a tenth of the work.
pub(crate) fn observed(options: &Options) -> String {
    let contenders = [Contender::Core, Contender::Counted, Contender::Recorded];
    let mut table = Table::new([
        "work",
        "nobody",
        Contender::Counted.name(),
        Contender::Recorded.name(),
        "counting ÷ nobody",
        "recorder ÷ nobody",
    ]);
    for &row in &options.rows {
        say(&format!("{}, observed", row.key()));
        let timings = race(row, row.tenth(), &contenders, options.effort(5, 1.0));
        let [Some(nobody), Some(counting), Some(recorder)] = timings[..] else {
            continue;
        };
        let times = [counting.min / nobody.min, recorder.min / nobody.min];
        let mut line = vec![row.title().to_owned()];
        line.extend(timings.iter().copied().map(fastest));
        line.extend(times.map(|times| factor(times, times <= OBSERVED_GOAL)));
        table.line(line);
    }
    format!(
        "### Observed\n\n\
         Nanoseconds for one operation, fastest sample, on a tenth of the work. The recorder is \
         the engine's, with everything a page needs of a trace. Goal: at most {OBSERVED_GOAL} \
         times as slow.\n\n{table}"
    )
}

/// Cost for each operation at several sizes.
pub(crate) fn flat(options: &Options) -> String {
    let contenders = [Contender::Core, Contender::Tokio];
    let sizes = SIZES.map(crate::markdown::grouped);
    let head = ["work", "by"].map(str::to_owned).into_iter().chain(sizes);
    let mut table = Table::with_words(2, head.chain(["last ÷ first".to_owned()]));
    for &row in Row::FLAT.iter().filter(|row| options.wants(**row)) {
        say(&format!("{}, at several sizes", row.key()));
        let effort = options.effort(3, 0.6);
        let timings = SIZES.map(|size| race(row, size, &contenders, effort));
        for (index, contender) in contenders.iter().enumerate() {
            let costs: Option<Vec<f64>> = timings
                .iter()
                .map(|timings| timings[index].map(|timing| timing.min))
                .collect();
            // Some have no means for a row.
            let Some(costs) = costs else { continue };
            let mut line = vec![row.title().to_owned(), contender.name().to_owned()];
            line.extend(costs.iter().map(|cost| number(*cost)));
            line.push(factor(costs[SIZES.len() - 1] / costs[0], true));
            table.line(line);
        }
    }
    format!(
        "### From 1,000 to 1,000,000 tasks\n\n\
         Nanoseconds for one operation, fastest sample. What grows is the way to memory: a \
         thousand tasks fit into the processor's nearest cache, a million into none.\n\n{table}"
    )
}
