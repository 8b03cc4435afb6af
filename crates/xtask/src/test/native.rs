//! The checks that need nothing but Rust, and one that compares with Python.

use super::{
    Bench, Count,
    steps::{check, component, test},
};
use crate::{paths, shell, tools, versions};
use anyhow::{Result, bail};
use std::{
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

pub(super) fn format(_: &mut Bench) -> Result<Count> {
    component("fmt", "rustfmt")?;
    check(shell::cargo().args(["fmt", "--all", "--check"]))
}

pub(super) fn tidy(_: &mut Bench) -> Result<Count> {
    test(shell::cargo().args(["test", "--no-fail-fast", "-p", "xtask"]))
}

pub(super) fn lint(_: &mut Bench) -> Result<Count> {
    component("clippy", "clippy")?;
    check(shell::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

pub(super) fn host(_: &mut Bench) -> Result<Count> {
    let mut command = shell::cargo();
    command.args([
        "test",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "xtask",
        "--exclude",
        "coroscope-tests",
    ]);
    test(command.args(["--lib", "--bins", "--tests"]))
}

pub(super) fn doc(_: &mut Bench) -> Result<Count> {
    let mut command = shell::cargo();
    command.args([
        "test",
        "--no-fail-fast",
        "--doc",
        "--workspace",
        "--exclude",
        "xtask",
    ]);
    test(command.args(["--exclude", "coroscope-tests"]))
}

pub(super) fn golden(_: &mut Bench) -> Result<Count> {
    let script = paths::root().join("crates/lessons/record.py");
    if !script.is_file() {
        bail!(
            "{} is missing, which compares the transcripts with Python's",
            script.display()
        );
    }
    let Some(python) = python() else {
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

/// The newest Python on the search path which has `TaskGroup` and `timeout`: 3.11 and later.
fn python() -> Option<PathBuf> {
    const QUESTION: &str = "import sys; sys.exit(sys.version_info < (3, 11))";
    let names = [
        "python3.14",
        "python3.13",
        "python3.12",
        "python3.11",
        "python3",
    ];
    names
        .iter()
        .filter_map(|name| shell::find(name))
        .find(|path| {
            let mut command = Command::new(path);
            command
                .args(["-c", QUESTION])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        })
}

pub(super) fn no_std(_: &mut Bench) -> Result<Count> {
    if let Err(error) = tools::ensure_target(versions::BARE_METAL) {
        return Ok(Count::skipped(format!(
            "the target {} cannot be had: {error:#}",
            versions::BARE_METAL
        )));
    }
    check(shell::cargo().args([
        "build",
        "-p",
        "coroscope-asyncio",
        "--target",
        versions::BARE_METAL,
    ]))
}

pub(super) fn miri(_: &mut Bench) -> Result<Count> {
    let has_miri =
        || shell::output(Command::new("cargo").args(["+nightly", "miri", "--version"])).is_some();
    if !has_miri() {
        let mut rustup = Command::new("rustup");
        rustup.args([
            "toolchain",
            "install",
            "nightly",
            "--profile",
            "minimal",
            "-c",
            "miri",
            "-c",
            "rust-src",
        ]);
        // Some machines cannot have a nightly. That is no fault of the code.
        let installed = shell::watch(&mut rustup, Duration::from_mins(5));
        if installed.is_err() || !has_miri() {
            return Ok(Count::skipped(
                "a nightly toolchain with Miri cannot be had here",
            ));
        }
    }
    let mut command = shell::cargo();
    command
        .args([
            "+nightly",
            "miri",
            "test",
            "--no-fail-fast",
            "-p",
            "coroscope-asyncio",
            "--lib",
            "--tests",
        ])
        // Apart from the others, because another compiler would throw their work away.
        .arg("--target-dir")
        .arg(paths::target().join("miri"))
        .env("MIRIFLAGS", "-Zmiri-strict-provenance")
        // Cargo tells programs it runs which toolchain it is, and rustup would obey.
        .env_remove("RUSTUP_TOOLCHAIN");
    test(&mut command)
}
