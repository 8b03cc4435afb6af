//! The Python engine has steps of its own.

use super::{Bench, Count, native::clippy, steps};
use crate::{shell, suite, with_python};
use anyhow::Result;

pub(super) fn test(_: &mut Bench) -> Result<Count> {
    let all = with_python::all();
    // Clippy only looks at ours, yet wants the others compiled: in the profile of the tests, once.
    let lints = clippy(&format!("{all} --all-targets"))?;
    let tests = steps::test(&mut shell::command(&format!(
        "cargo test --no-fail-fast {all}"
    )))?;
    Ok(lints.and(tests))
}

/// CPython's own tests, as far as they are to be had here.
pub(super) fn cpython_suite(_: &mut Bench) -> Result<Count> {
    let tests = match suite::find() {
        Ok(tests) => tests,
        Err(why) => return Ok(Count::skipped(why)),
    };
    let verdict = suite::run(&tests)?;
    let known = format!(
        "{} fail as crates/xtask/src/suite/known.txt says and why",
        verdict.known
    );
    Ok(Count {
        passed: verdict.passed,
        failed: verdict.surprises.len() as u64,
        skipped: verdict.skipped + verdict.known,
        notes: [vec![known], verdict.surprises].concat(),
    })
}
