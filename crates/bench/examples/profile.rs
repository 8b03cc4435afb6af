//! One row by one contender, for a profiler: again and again for three seconds,
//! or as often as is said.
//!
//! ```text
//! CARGO_PROFILE_BENCH_DEBUG=1 cargo build --profile bench -p coroscope-bench --example profile
//! perf record target/release/examples/profile sleep recorded
//! valgrind --tool=callgrind target/release/examples/profile sleep core 1
//! ```

use coroscope_bench::{Contender, Row};
use std::{
    env,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

const TIME: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let row = args.next().and_then(|name| Row::find(&name));
    let contender = match args.next().as_deref() {
        None | Some("core") => Some(Contender::Core),
        Some("counted") => Some(Contender::Counted),
        Some("recorded") => Some(Contender::Recorded),
        Some("tokio") => Some(Contender::Tokio),
        Some(_) => None,
    };
    let often = args.next().map_or(Ok(usize::MAX), |often| often.parse());
    let (Some(row), Some(contender), Ok(often)) = (row, contender, often) else {
        eprintln!("usage: profile ROW [core|counted|recorded|tokio] [TIMES]");
        return ExitCode::FAILURE;
    };
    let size = row.tenth();
    let (mut rounds, mut best) = (0, Duration::MAX);
    let began = Instant::now();
    while rounds < often && began.elapsed() < TIME {
        let before = Instant::now();
        black_box(contender.run(row, size));
        best = best.min(before.elapsed());
        rounds += 1;
    }
    let each = best.as_nanos() as f64 / row.operations(size) as f64;
    println!("{}, {rounds} rounds of {size}: {each:.1} ns", row.key());
    ExitCode::SUCCESS
}
