//! Reads messages from JavaScript values.
//!
//! The forms are those of `serde-wasm-bindgen`, which writes them: an object for a
//! struct, a string or an object with one field for a variant, an array, a
//! `Uint8Array` for bytes. Its own reader takes any form that Rust could ask for and
//! can fail at every field; the code for that, in each of the two programs, weighed
//! more than the messages deserve. This one never fails on the way: where a value is
//! not what it should be it goes on with zeros and empty texts, and says so at the
//! end.

mod read;

pub use read::read;
