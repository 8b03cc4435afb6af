//! Whether hostile programs end as they should.

use std::thread;

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

use crate::{
    common,
    read::{Hostile, hostile_programs},
};

/// A thread's stack, in bytes: as much as a process has.
const STACK: usize = 8 << 20;

/// What is wrong with how a program ends.
fn wrong(program: &Hostile, bounds: Bounds) -> Option<String> {
    let source = Program::new(&*program.source);
    let run = move || common::trace(&source, bounds);
    let run = thread::Builder::new().stack_size(STACK).spawn(run);
    let Ok((end, events)) = run.expect("a thread can be had").join() else {
        return Some(format!("{}: panicked", program.name));
    };
    let said = common::written(&events, Stream::Stderr);
    let last = said.lines().last().unwrap_or_default();
    let ended = match &end {
        End::Finished { exit_code: 1 }
            if said.lines().any(|line| line.starts_with(&*program.ending)) =>
        {
            program.ending.clone()
        }
        End::Finished { exit_code } => format!("ends {exit_code}"),
        End::Deadlocked => "deadlocked".into(),
        End::Horizon => "horizon".into(),
        // It is the rounds that are too many.
        End::Full if program.ending == "endless" => "endless".into(),
        End::Full => "full".into(),
        End::NeedsInput { .. } => "asks".into(),
        End::WaitsForButton => "waits".into(),
    };
    (ended != program.ending).then(|| {
        let last: String = last.chars().take(200).collect();
        format!(
            "{}: {ended} instead of {} ({last})",
            program.name, program.ending
        )
    })
}

/// Runs all programs of a kind.
pub(crate) fn all_end_well(kind: &str, bounds: Bounds) {
    let programs = hostile_programs();
    let programs = programs.iter().filter(|program| program.kind == kind);
    // What nothing here can bound: a call that does not come back, or that takes what memory there is. A page can.
    let programs = programs.filter(|Hostile { ending, .. }| {
        !ending.ends_with(" inside") && !ending.ends_with(" in a browser") && ending != "trap"
    });
    let wrong: Vec<_> = programs
        .filter_map(|program| wrong(program, bounds))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
