//! Whether hostile programs end as they should.

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

use crate::{
    common,
    read::{Hostile, hostile_programs},
};

/// What is wrong with how a program ends.
fn wrong(program: &Hostile, bounds: Bounds) -> Option<String> {
    let source = Program::new(&*program.source);
    let run = move || common::trace(&source, bounds);
    let Ok((end, events)) = common::apart(run) else {
        return Some(format!("{}: panicked", program.name));
    };
    let said = common::written(&events, Stream::Stderr);
    let last = said.lines().last().unwrap_or_default();
    let ended = match &end {
        End::Finished { exit_code: 1 } => uncaught(&said).unwrap_or("ends 1").to_owned(),
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

/// The exception of the last traceback, by its name: a line of its own, or in front of the colon.
fn uncaught(said: &str) -> Option<&str> {
    let mut named = said.lines().filter_map(|line| {
        // A group's traceback has a border.
        let line = line.strip_prefix("  | ").unwrap_or(line);
        let name = line.split_once(": ").map_or(line, |(name, _)| name);
        let is_name = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.chars().all(|c| c.is_ascii_alphanumeric())
        };
        // What a warning advises stands in a line of its own, too.
        let is_error = is_name(name.rsplit('.').next()?) && !name.ends_with("Warning");
        is_error.then_some(name)
    });
    named.next_back()
}

/// Runs all programs of a kind.
pub(crate) fn all_end_well(kind: &str, bounds: Bounds) {
    let programs = hostile_programs();
    let programs = programs.iter().filter(|program| program.kind == kind);
    let (elsewhere, here): (Vec<_>, Vec<_>) = programs.partition(|it| it.needs_browser());
    let nowhere = elsewhere.iter().find(|it| !it.runs_in_browser());
    assert!(nowhere.is_none(), "{nowhere:?} is run nowhere");
    let wrong: Vec<_> = here
        .into_iter()
        .filter_map(|program| wrong(program, bounds))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
