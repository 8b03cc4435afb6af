//! Runs random programs on the executor core and on CPython 3.14, which it finds or installs.

use crate::{python, shell, tools};
use anyhow::Result;
use std::{
    ffi::{OsStr, OsString},
    process::Command,
};

/// Runs `coroscope-programs fuzz` with these options.
pub(crate) fn fuzz(options: &[OsString]) -> Result<()> {
    shell::run(&mut command(options)?)
}

/// Hands the options on to `coroscope-programs fuzz`, with an oracle unless they name one.
pub(crate) fn command(options: &[OsString]) -> Result<Command> {
    let mut command =
        shell::command("cargo run --quiet --profile fuzz -p coroscope-programs -- fuzz");
    command.args(options);
    if !options.iter().any(|option| option == "--oracle") {
        command.args(oracle()?);
    }
    Ok(command)
}

/// Runs each program of a file on the core, and prints one transcript a line. A program that
/// panics is reported in its place, so it must be a profile that unwinds.
pub(crate) fn programs(file: &OsStr) -> Result<()> {
    // Relative to where the command was given, not to where the workspace is.
    let file = std::path::absolute(file)?;
    let mut command =
        shell::command("cargo run --quiet --profile fuzz -p coroscope-programs -- run");
    shell::run(command.arg(file))
}

/// A Python 3.14 on the search path, or else the one that npm's `pyodide` carries, which is
/// then installed: as options for `coroscope-programs fuzz`.
pub(crate) fn oracle() -> Result<[OsString; 4]> {
    let (kind, folder) = match python::reference() {
        Some(python) => (python.into(), ".".into()),
        None => ("node".into(), tools::pyodide()?.into()),
    };
    Ok(["--oracle".into(), kind, "--pyodide".into(), folder])
}
