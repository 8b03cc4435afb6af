//! The benchmarks: gets ready what can be measured on this machine, and has it measured.
//!
//! The numbers come from `crates/bench`, of which nothing is compiled into this tool.

use crate::{browser, engine, paths, python, shell, tools, versions};
use anyhow::{Context, Result, bail};
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What `cargo xtask bench` is to do.
#[derive(Default)]
pub(crate) struct Options {
    /// Only the ratios that must hold on any machine.
    pub(crate) check: bool,
    /// Neither Python nor Node.
    pub(crate) native: bool,
    /// Puts the tables into docs/BENCHMARKS.md.
    pub(crate) write: bool,
    /// What the program that measures is told as well.
    pub(crate) more: Vec<OsString>,
}

/// Builds, measures and prints.
pub(crate) fn run(options: &Options) -> Result<()> {
    shell::run(&mut build())?;
    if options.check {
        return shell::run(&mut check());
    }
    let mut table = program("table");
    table.args(&options.more);
    if options.write {
        table
            .arg("--write")
            .arg(paths::root().join("docs/BENCHMARKS.md"));
    }
    if !options.native {
        elsewhere(&mut table)?;
    }
    shell::run(&mut table)
}

/// A page of which only its workers are used.
const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Python beside Pyodide</title>\
    <link rel=icon href=data:,>";

/// The page's Python engine and Pyodide, served by one server to one browser.
pub(crate) fn beside_pyodide(options: &Options) -> Result<()> {
    let pyodide = tools::pyodide()?.join("node_modules/pyodide");
    engine::ensure()?;
    let site = paths::target().join("beside-pyodide");
    let folder = site.join("pyodide");
    fs::create_dir_all(&folder)?;
    fs::write(site.join("index.html"), PAGE)?;
    for entry in fs::read_dir(pyodide)? {
        let file = entry?.path();
        if let (true, Some(name)) = (file.is_file(), file.file_name()) {
            fs::copy(&file, folder.join(name))?;
        }
    }
    engine::place(&site)?;
    let browser = browser::ensure()?;
    let mut command =
        shell::command("cargo run --quiet -p coroscope-tests --bin beside_pyodide --");
    command
        .args(&options.more)
        .env("COROSCOPE_DIST", site)
        .env("COROSCOPE_CHROMIUM", browser.chromium)
        .env("COROSCOPE_CHROMEDRIVER", browser.driver)
        .env("COROSCOPE_AXE", tools::axe());
    if options.write {
        let file = paths::root().join("docs/BENCHMARKS.md");
        command.arg("--write").arg(file);
    }
    shell::run(&mut command)
}

/// Builds what measures natively. Cargo's own `release` profile is made for the page and
/// optimises for size, hence another one.
pub(crate) fn build() -> Command {
    shell::command("cargo build --profile bench -p coroscope-bench --bin table --bin memory")
}

/// Checks the ratios that must hold on any machine.
pub(crate) fn check() -> Command {
    let mut table = program("table");
    table.arg("--check");
    table
}

/// Cargo puts the `bench` profile's programs where those of `release` are.
fn program(name: &str) -> Command {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let mut command = Command::new(paths::target().join("release").join(file));
    command.current_dir(paths::root());
    command
}

/// Tells the program which of the others there are here. Whatever is missing has no column.
fn elsewhere(table: &mut Command) -> Result<()> {
    if shell::find("node").is_some() {
        table.arg("--wasm").arg(wasm()?);
        if let Some(folder) = or_without("Pyodide", tools::pyodide()) {
            table.arg("--pyodide").arg(folder);
        }
    } else {
        shell::say("there is no Node here, so nothing is measured in WebAssembly");
    }
    if let Some(python) = python::nearest() {
        let with_uvloop = or_without("uvloop", with_uvloop(&python));
        table.arg("--python").arg(with_uvloop.unwrap_or(python));
    } else {
        shell::say("there is no Python 3.11 or newer here to compare with");
    }
    Ok(())
}

/// What could be installed; or a line that says why it could not.
fn or_without(name: &str, installed: Result<PathBuf>) -> Option<PathBuf> {
    installed
        .inspect_err(|error| shell::say(&format!("measuring without {name}: {error:#}")))
        .ok()
}

/// The core in wasm, as Node loads it.
fn wasm() -> Result<PathBuf> {
    let bindgen = tools::ensure_bindgen()?;
    let target = versions::WASM;
    shell::run(&mut shell::command(&format!(
        "cargo build --profile bench -p coroscope-bench --bin wasm --target {target}"
    )))?;
    let built = paths::target().join(target).join("release/wasm.wasm");
    let folder = paths::target().join("bench-wasm");
    let mut command = Command::new(bindgen);
    command.args(["--target", "nodejs", "--out-dir"]);
    shell::run(command.arg(&folder).arg(built))?;
    Ok(folder)
}

/// The same Python with uvloop, in an environment of its own.
fn with_uvloop(python: &Path) -> Result<PathBuf> {
    let version = versions::UVLOOP;
    let which = "import sys; print('.'.join(map(str, sys.version_info[:3])))";
    let number = shell::output(Command::new(python).args(["-c", which]))
        .context("Python does not say its version")?;
    let folder = paths::tools().join(format!("venv-{}", number.trim()));
    let inside = folder.join("bin/python");
    if python::answers(
        &inside,
        &format!("import uvloop; assert uvloop.__version__ == '{version}'"),
    ) {
        return Ok(inside);
    }
    shell::say(&format!(
        "installing uvloop {version} into {}",
        folder.display()
    ));
    shell::run(Command::new(python).args(["-m", "venv"]).arg(&folder))?;
    let mut pip = Command::new(&inside);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    shell::run(pip.arg(format!("uvloop=={version}")))?;
    if !python::answers(&inside, "import uvloop") {
        bail!("it is installed and cannot be imported");
    }
    Ok(inside)
}
