//! `unicode_names2` as version 1 was, answered by version 3.
//!
//! RustPython's parser knows the names of characters by version 1, its library by version 3, and each brings a
//! table of all names: a tenth of the engine, twice.

pub use newer::{character, name};
