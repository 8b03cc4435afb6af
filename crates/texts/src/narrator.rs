//! What the narrator says of events, and what is remarked of a run.

use crate::table::Table;

pub mod brief;
pub mod callbacks;
pub mod cancel;
pub mod common;
pub mod coroutines;
pub mod eager;
pub mod futures;
pub mod handles;
pub mod insights;
pub mod program;
pub mod resources;
pub mod tasks;
pub mod trouble;

/// In the order of their keys.
pub(crate) const TABLES: &[Table] = &[
    brief::TABLE,
    cancel::TABLE,
    coroutines::TABLE,
    eager::TABLE,
    futures::TABLE,
    handles::TABLE,
    program::TABLE,
    resources::TABLE,
    tasks::TABLE,
    trouble::TABLE,
    common::TABLE,
    callbacks::TABLE,
    insights::TABLE,
];
