//! RustPython's integers, by `num-bigint`.
//!
//! The library whose name this has is `num-bigint`'s interface on top of malachite, which is LGPL-3.0. An engine
//! that ends up in everybody's course notes should not ask its reader how to link it again, so Python's integers
//! are those of the library whose interface it is.

pub use num_bigint::{
    BigInt, BigUint, ParseBigIntError, Sign, ToBigInt, ToBigUint, TryFromBigIntError,
};
