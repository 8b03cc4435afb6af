//! The core's rows for JavaScript to call: `wasm/bench.mjs` takes the time, as
//! there is no clock in here. On another target than wasm it only says so.

// JavaScript reaches what no Rust does.
#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)]
mod exports {
    use coroscope_bench::{Contender, Row};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The rows' names, in their order.
    #[wasm_bindgen]
    pub fn rows() -> Vec<String> {
        Row::ALL.iter().map(|row| row.key().to_owned()).collect()
    }

    /// Does the work of a row; gives how many operations that was.
    ///
    /// # Panics
    /// When a part of the work was left out.
    #[wasm_bindgen]
    pub fn run(row: &str) -> Option<f64> {
        let row = Row::find(row)?;
        let answer = Contender::Core.run(row, row.size());
        assert_eq!(answer, Some(row.answer(row.size())));
        Some(row.operations(row.size()) as f64)
    }

    /// Bytes by which memory grows for each task that waits, in an instance that
    /// has done nothing before.
    #[wasm_bindgen]
    pub fn idle(count: u32) -> Option<f64> {
        const PAGE: f64 = 65_536.0;
        let pages = || core::arch::wasm32::memory_size(0) as f64;
        let before = pages();
        let after = Contender::Core.idle(u64::from(count), pages)?;
        Some((after - before) * PAGE / f64::from(count))
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("this is for wasm; `cargo xtask bench` builds it and runs it in Node");
}
