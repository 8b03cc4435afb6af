//! What an idle task holds, and how often each row asks for memory: lines for
//! `table` to read. It counts in the allocator, so it takes no time itself.

use coroscope_bench::{Contender, Row};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const IDLE: u64 = 100_000;

fn main() {
    let contenders = [
        Contender::Core,
        Contender::Tokio,
        Contender::Smol,
        Contender::Pool,
    ];
    for contender in contenders {
        let region = Region::new(GLOBAL);
        // What is held between two moments: growth counts in full, whether by a
        // new block or by a larger one.
        let held = contender.idle(IDLE, || {
            let change = region.change();
            change.bytes_allocated as f64 - change.bytes_deallocated as f64
        });
        if let Some(held) = held {
            println!("idle\t{}\t{:.0}", contender.name(), held / IDLE as f64);
        }
    }
    for &row in Row::ALL {
        let size = row.tenth();
        for contender in contenders {
            let region = Region::new(GLOBAL);
            if contender.run(row, size).is_none() {
                continue;
            }
            let change = region.change();
            let asked = (change.allocations + change.reallocations) as f64;
            let each = asked / row.operations(size) as f64;
            println!("{}\t{}\t{each:.2}", row.key(), contender.name());
        }
    }
}
