//! Ten million timers: how long they take to set, cancel and fire, and how much
//! memory they need at most.
//!
//! ```sh
//! cargo run --profile bench -p coroscope-asyncio --example ten_million_timers
//! ```

use asyncio::{Loop, Turn};
use std::{cell::Cell, fs, rc::Rc, time::Instant};

fn main() {
    let number = std::env::args().nth(1);
    let number: u32 = number.and_then(|n| n.parse().ok()).unwrap_or(10_000_000);
    let aio = Loop::new();
    let before = memory();
    let fired = Rc::new(Cell::new(0));
    let late = Rc::new(Cell::new(0.0));
    // A generator of numbers that is good enough for deadlines.
    let mut seed = 1_u32;
    let mut kept = Vec::new();
    let clock = Instant::now();
    for index in 0..number {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let delay = f64::from(seed) / 1000.0;
        let (fired, late) = (fired.clone(), late.clone());
        let handle = aio.call_later(delay, "timer", move || {
            assert!(late.replace(delay) <= delay, "a timer overtook another");
            fired.set(fired.get() + 1);
        });
        if index % 4 == 0 {
            kept.push(handle);
        }
    }
    println!("set        {:>8.2} s", clock.elapsed().as_secs_f64());
    if let (Some(before), Some(after)) = (before, memory()) {
        let each = (after - before) as f64 * 1024.0 / f64::from(number);
        println!("memory     {:>8} MB, {each:.0} bytes a timer", after / 1024);
    }
    let clock = Instant::now();
    for handle in &kept {
        handle.cancel();
    }
    println!(
        "cancelled  {:>8.2} s, {} of them",
        clock.elapsed().as_secs_f64(),
        kept.len()
    );
    let clock = Instant::now();
    while aio.advance_to_next_deadline() {
        assert!(matches!(aio.run_until_stalled(), Turn::Idle { .. }));
    }
    println!(
        "fired      {:>8.2} s, {} of them",
        clock.elapsed().as_secs_f64(),
        fired.get()
    );
    assert_eq!(fired.get() as usize + kept.len(), number as usize);
}

/// How much memory the process has, in kilobytes; only Linux tells.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
