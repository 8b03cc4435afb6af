//! The checks that need nothing but Rust, and one that compares with Python.

use super::{
    Bench, Count,
    steps::{check, component, test},
    web::tested_in_browsers,
};
use crate::{fuzz, paths, python, rules, shell, tools, versions, with_python};
use anyhow::{Result, bail};
use std::{process::Command, time::Duration};

pub(super) fn format(_: &mut Bench) -> Result<Count> {
    component("fmt", "rustfmt")?;
    check(&mut shell::command("cargo fmt --all --check"))
}

pub(super) fn tidy(_: &mut Bench) -> Result<Count> {
    test(&mut shell::command("cargo test --no-fail-fast -p xtask"))
}

pub(super) fn rules(_: &mut Bench) -> Result<Count> {
    let table = rules::table()?;
    let failed = table.breaches().len() as u64;
    let said = [table.summary()];
    Ok(Count {
        passed: u64::from(failed == 0),
        failed,
        notes: said.iter().chain(table.breaches()).cloned().collect(),
        ..Count::default()
    })
}

pub(super) fn lint(_: &mut Bench) -> Result<Count> {
    let without = with_python::excluded();
    clippy(&format!("--workspace {without} --all-targets"))
}

pub(super) fn lint_wasm(_: &mut Bench) -> Result<Count> {
    let target = versions::WASM;
    let programs = clippy(&format!(
        "--target {target} -p coroscope-pilot -p coroscope-site -p coroscope-web -p coroscope-worker"
    ))?;
    let bench = clippy(&format!("--target {target} -p coroscope-bench --bin wasm"))?;
    let tested = tested_in_browsers()?;
    let tests = clippy(&format!("--target {target} --tests {tested}"))?;
    Ok(Count {
        notes: [programs.notes, bench.notes, tests.notes].concat(),
        ..Count::passed()
    })
}

/// Clippy with warnings as errors. A compiler newer than ours has lints that we have not met,
/// so its warnings are only shown: everything must work there, not please it.
pub(super) fn clippy(what: &str) -> Result<Count> {
    component("clippy", "clippy")?;
    let (ours, here) = (versions::rust()?, versions::rust_here());
    if here.is_some_and(|here| here > ours) {
        check(&mut shell::command(&format!("cargo clippy {what}")))?;
        let note = format!(
            "lints are those of Rust 1.{ours}; this compiler is newer, so its warnings were only shown"
        );
        return Ok(Count {
            notes: vec![note],
            ..Count::passed()
        });
    }
    check(&mut shell::command(&format!(
        "cargo clippy {what} -- -D warnings"
    )))
}

pub(super) fn host(_: &mut Bench) -> Result<Count> {
    let without = with_python::excluded();
    let others = format!("--workspace --exclude xtask --exclude coroscope-tests {without}");
    test(&mut shell::command(&format!(
        "cargo test --no-fail-fast {others} --lib --bins --tests"
    )))
}

pub(super) fn doc(_: &mut Bench) -> Result<Count> {
    // The core's pages are read outside this project: each of their links leads somewhere.
    check(
        shell::command("cargo doc --no-deps -p coroscope-asyncio")
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    let without = with_python::excluded();
    let others = format!("--workspace --exclude xtask --exclude coroscope-tests {without}");
    test(&mut shell::command(&format!(
        "cargo test --no-fail-fast {others} --doc"
    )))
}

pub(super) fn golden(_: &mut Bench) -> Result<Count> {
    let script = paths::root().join("crates/lessons/record.py");
    if !script.is_file() {
        bail!(
            "{} is missing, which compares the transcripts with Python's",
            script.display()
        );
    }
    let Some(python) = python::nearest() else {
        return Ok(Count::skipped(
            "there is no Python 3.11 or newer here to compare with",
        ));
    };
    check(
        Command::new(python)
            .arg(script)
            .arg("--check")
            .current_dir(paths::root()),
    )
}

/// How many programs are new at each commit.
const FRESH: u64 = 2_000;

/// Other programs at every commit, and the same ones each time it is tested.
pub(super) fn fresh(_: &mut Bench) -> Result<Count> {
    let head = shell::output(&mut shell::command("git rev-parse --short=8 HEAD"));
    let head = head.and_then(|text| u64::from_str_radix(text.trim(), 16).ok());
    // Without git there is no commit; then they are those of the number nought.
    let seed = head.unwrap_or_default() * 10_000;
    check(&mut fuzz::command(&[
        "--programs".into(),
        FRESH.to_string().into(),
        "--seed".into(),
        seed.to_string().into(),
    ])?)
}

/// Ratios within one process, so that the speed of this machine does not matter.
pub(super) fn speed(_: &mut Bench) -> Result<Count> {
    check(&mut crate::bench::build())?;
    check(&mut crate::bench::check())
}

pub(super) fn no_std(_: &mut Bench) -> Result<Count> {
    if let Err(error) = tools::ensure_target(versions::BARE_METAL) {
        return Ok(Count::skipped(format!(
            "the target {} cannot be had: {error:#}",
            versions::BARE_METAL
        )));
    }
    let target = versions::BARE_METAL;
    check(&mut shell::command(&format!(
        "cargo build -p coroscope-asyncio --target {target}"
    )))
}

pub(super) fn miri(_: &mut Bench) -> Result<Count> {
    let has_miri = || shell::output(&mut shell::command("cargo +nightly miri --version")).is_some();
    if !has_miri() {
        let install = "rustup toolchain install nightly --profile minimal -c miri -c rust-src";
        // Some machines cannot have a nightly. That is no fault of the code.
        let installed = shell::watch(&mut shell::command(install), Duration::from_mins(5));
        if installed.is_err() || !has_miri() {
            return Ok(Count::skipped(
                "a nightly toolchain with Miri cannot be had here",
            ));
        }
    }
    let core = test(&mut under_miri("-p coroscope-asyncio --lib --tests"))?;
    // A few small programs, so that everything the core has is driven by one test.
    let programs = test(&mut under_miri("-p coroscope-programs --test recorded"))?;
    Ok(core.and(programs))
}

fn under_miri(tests: &str) -> Command {
    let mut command = shell::command(&format!("cargo +nightly miri test --no-fail-fast {tests}"));
    command
        // Apart from the others, because another compiler would throw their work away.
        .arg("--target-dir")
        .arg(paths::target().join("miri"))
        .env("MIRIFLAGS", "-Zmiri-strict-provenance")
        // Cargo tells programs it runs which toolchain it is, and rustup would obey.
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}
