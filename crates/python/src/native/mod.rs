//! Native modules, and natives that stand behind Python ones.

pub(crate) mod asyncio;
pub(crate) mod buttons;
mod clock;
pub(crate) mod contextvars;
pub(crate) mod coroutines;
mod event_loop;
mod hashes;
mod label;
mod math;
pub(crate) mod nested;
pub(crate) mod offered;
mod page;
pub(crate) mod place;
mod random;
pub(crate) mod resources;
pub(crate) mod stdio;
pub(crate) mod words;

use rustpython_vm::{Context, builtins::PyModuleDef};

/// Those that are imported by name.
pub(crate) fn modules(ctx: &Context) -> Vec<&'static PyModuleDef> {
    vec![
        asyncio::module_def(ctx),
        clock::module_def(ctx),
        contextvars::module_def(ctx),
        event_loop::module_def(ctx),
        hashes::module_def(ctx),
        math::module_def(ctx),
        page::module_def(ctx),
        random::module_def(ctx),
        resources::module_def(ctx),
    ]
}
