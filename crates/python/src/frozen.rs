//! The Python part of the library.

use rustpython_vm::frozen::{FrozenLib, FrozenModule};

/// Bytecode, made by the build script.
static FROZEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frozen.bin"));

/// The frozen modules by name.
pub(crate) fn modules() -> impl Iterator<Item = (&'static str, FrozenModule)> {
    FrozenLib::from_ref(FROZEN).decode()
}

/// The code of asyncio's own modules, for tracebacks; see the build script.
static SHOWN: &str = include_str!(concat!(env!("OUT_DIR"), "/shown.txt"));

/// The lines of a module of asyncio's, by its path.
pub(crate) fn lines(path: &str) -> Option<&'static str> {
    let modules = SHOWN
        .split('\0')
        .filter_map(|module| module.split_once('\n'));
    modules
        .into_iter()
        .find(|(of, _)| *of == path)
        .map(|(_, text)| text)
}
