//! The pilot of Python runs, in a wasm file of its own.
//!
//! Most visitors run lessons, and what plays Python programs would be ten kilobytes more for
//! all of them. The page's worker fetches this when the page first says
//! `LoadPython`, and hands it every message from then on, beside the pilot
//! of lessons: both hear everything, and each runs what it can.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Half the size of the standard one, and as quick for what a pilot does.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static PILOT: Box<dyn Fn(JsValue)> = Box::new(coroscope_worker::python());
}

/// Hands it a message of the page.
#[wasm_bindgen]
pub fn hear(message: JsValue) {
    PILOT.with(|pilot| pilot(message));
}

fn main() {}
