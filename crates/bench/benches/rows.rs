//! The rows of the table under criterion, which keeps what it measured and tells
//! whether a change made a difference:
//!
//! ```text
//! cargo bench -p coroscope-bench --features criterion -- spawn
//! ```

use coroscope_bench::{Contender, Row};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const CONTENDERS: [Contender; 5] = [
    Contender::Core,
    Contender::Counted,
    Contender::Recorded,
    Contender::Tokio,
    Contender::Smol,
];

fn rows(criterion: &mut Criterion) {
    for &row in Row::ALL {
        let size = row.tenth();
        let mut group = criterion.benchmark_group(row.key());
        group.throughput(Throughput::Elements(row.operations(size)));
        group.sample_size(10);
        for contender in CONTENDERS {
            if contender.run(row, size).is_none() {
                continue;
            }
            group.bench_function(contender.name(), |bencher| {
                bencher.iter(|| contender.run(black_box(row), black_box(size)));
            });
        }
        group.finish();
    }
}

criterion_group!(all, rows);
criterion_main!(all);
