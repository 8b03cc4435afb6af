//! Runs random programs on the executor core and on CPython 3.14, which it finds or installs.

use crate::{shell, tools};
use anyhow::Result;
use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
    process::{Command, Stdio},
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
    let (kind, folder) = match python() {
        Some(python) => (python.into(), ".".into()),
        None => ("node".into(), tools::pyodide()?.into()),
    };
    Ok(["--oracle".into(), kind, "--pyodide".into(), folder])
}

fn python() -> Option<PathBuf> {
    const QUESTION: &str = "import sys; sys.exit(sys.version_info[:2] != (3, 14))";
    ["python3.14", "python3"]
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
