//! The Python engine is a hundred crates more. It has a step of its own, so that nobody who works on
//! the rest has to compile it.

use super::{Bench, Count, native::clippy, steps};
use crate::{shell, suite};
use anyhow::Result;

/// The packages that contain RustPython.
const PACKAGES: [&str; 2] = ["coroscope-python", "coroscope-python-worker"];

/// RustPython's parser says that it wants a newer Rust than ours, and does without.
const HOW: &str = "--profile python --ignore-rust-version";

/// What keeps them out of a command about the whole workspace.
pub(super) fn excluded() -> String {
    PACKAGES.map(|name| format!("--exclude {name}")).join(" ")
}

pub(super) fn test(_: &mut Bench) -> Result<Count> {
    // The command line has Python only when it is asked to.
    let packages = PACKAGES.map(|name| format!("-p {name}")).join(" ");
    let packages = format!("{packages} -p coroscope --features coroscope/python");
    // Clippy only looks at ours, yet wants the others compiled: in the profile of the tests, once.
    let lints = clippy(&format!("{packages} --all-targets {HOW}"))?;
    let tests = steps::test(&mut shell::command(&format!(
        "cargo test --no-fail-fast {packages} {HOW}"
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
