//! The Python part of the library.

use rustpython_vm::frozen::{FrozenLib, FrozenModule};

/// Bytecode, made by the build script.
static FROZEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frozen.bin"));

/// The frozen modules by name.
pub(crate) fn modules() -> impl Iterator<Item = (&'static str, FrozenModule)> {
    FrozenLib::from_ref(FROZEN).decode()
}
