//! Real time in a worker.

use js_sys::global;
use wasm_bindgen::JsCast;
use web_sys::{Performance, WorkerGlobalScope};

/// The longest delay that `setTimeout` understands; longer ones fire at once.
const LONGEST_DELAY: f64 = i32::MAX as f64;

/// A wait shorter than this, in seconds, is over: timers are no finer.
const FINEST_WAIT: f64 = 0.000_5;

/// `performance.now()` in seconds.
pub(crate) struct Clock(Option<Performance>);

impl Clock {
    pub(crate) fn new() -> Self {
        let scope: WorkerGlobalScope = global().unchecked_into();
        Self(scope.performance())
    }

    pub(crate) fn now(&self) -> f64 {
        self.0
            .as_ref()
            .map_or_else(js_sys::Date::now, Performance::now)
            / 1000.0
    }
}

/// The delay for a wait of so many seconds, in milliseconds; `None` when it is
/// over. A wait that `setTimeout` cannot express is waited for in parts: whoever
/// wakes looks at the clock again.
pub(crate) fn delay(seconds: f64) -> Option<u32> {
    (seconds > FINEST_WAIT).then(|| (seconds * 1000.0).ceil().min(LONGEST_DELAY) as u32)
}
