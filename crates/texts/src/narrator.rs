//! What the narrator says of events, and what is remarked of a run.

pub mod brief;
pub mod callbacks;
pub mod cancel;
pub mod coroutines;
pub mod eager;
pub mod futures;
pub mod handles;
pub mod insights;
pub mod program;
pub mod resources;
pub mod states;
pub mod tasks;
pub mod trouble;

pub(crate) const EN: [&[&str]; 13] = [
    brief::EN,
    cancel::EN,
    coroutines::EN,
    eager::EN,
    futures::EN,
    handles::EN,
    program::EN,
    resources::EN,
    tasks::EN,
    trouble::EN,
    states::EN,
    callbacks::EN,
    insights::EN,
];

pub(crate) const RU: [&[&str]; 13] = [
    brief::RU,
    cancel::RU,
    coroutines::RU,
    eager::RU,
    futures::RU,
    handles::RU,
    program::RU,
    resources::RU,
    tasks::RU,
    trouble::RU,
    states::RU,
    callbacks::RU,
    insights::RU,
];
