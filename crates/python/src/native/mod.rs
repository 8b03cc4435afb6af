//! Native modules, and natives that stand behind Python ones.

pub(crate) mod stdio;

use rustpython_vm::{Context, builtins::PyModuleDef};

/// Those that are imported by name.
pub(crate) fn modules(_ctx: &Context) -> Vec<&'static PyModuleDef> {
    Vec::new()
}
