//! The driver in a worker of a real browser, with real but tiny delays.
#![cfg(target_arch = "wasm32")]

mod buttons;
mod contract;
mod desk;
mod nested;
mod pace;
mod python;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
