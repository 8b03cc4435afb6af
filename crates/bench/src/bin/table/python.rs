//! asyncio itself: in CPython, with uvloop, in Pyodide; and the core in wasm.

use crate::{
    elsewhere::{self, Measured},
    markdown::{NONE, Table, factor, fastest},
    options::Options,
    others, say,
};
use anyhow::Result;
use coroscope_bench::{Row, race::Timing};
use std::{path::Path, process::Command};

/// How many times faster than asyncio the core wants to be.
const GOAL: f64 = 50.0;

/// What was measured elsewhere.
#[derive(Default)]
pub(crate) struct Abroad {
    pub(crate) asyncio: Option<Measured>,
    pub(crate) uvloop: Option<Measured>,
    pub(crate) pyodide: Option<Measured>,
    pub(crate) wasm: Option<Measured>,
}

/// Runs what there is to run.
pub(crate) fn measure(options: &Options) -> Result<Abroad> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut abroad = Abroad::default();
    if let Some(folder) = &options.wasm {
        say("the core in wasm, in Node");
        let mut node = Command::new("node");
        node.arg(here.join("wasm/bench.mjs")).arg(folder);
        abroad.wasm = Some(script(node, options)?);
    }
    if let Some(python) = &options.python {
        let bench = || {
            let mut command = Command::new(python);
            command.arg(here.join("cpython/bench.py"));
            command
        };
        say("asyncio");
        abroad.asyncio = Some(script(bench(), options)?);
        let has_uvloop = Command::new(python).args(["-c", "import uvloop"]).output();
        if has_uvloop.is_ok_and(|output| output.status.success()) {
            say("uvloop");
            let mut command = bench();
            command.args(["--loop", "uvloop"]);
            abroad.uvloop = Some(script(command, options)?);
        }
    }
    if let Some(folder) = &options.pyodide {
        say("asyncio in Pyodide, in Node");
        let mut node = Command::new("node");
        node.arg(here.join("cpython/pyodide.mjs"))
            .current_dir(folder);
        abroad.pyodide = Some(script(node, options)?);
    }
    Ok(abroad)
}

fn script(mut command: Command, options: &Options) -> Result<Measured> {
    command.args(options.for_scripts());
    if options.rows.len() < Row::ALL.len() {
        command.args(options.rows.iter().map(|row| row.key()));
    }
    elsewhere::run(&mut command)
}

/// The tables that compare with Python.
pub(crate) fn sections(native: &[others::Measured], abroad: &Abroad) -> String {
    let mut sections = Vec::new();
    if let Some(asyncio) = &abroad.asyncio {
        sections.push(beside_cpython(native, asyncio, abroad.uvloop.as_ref()));
    }
    if abroad.wasm.is_some() || abroad.pyodide.is_some() {
        sections.push(in_wasm(native, abroad));
    }
    if sections.is_empty() {
        let why = "Neither a Python nor Node was given, so nothing is compared with asyncio.\n";
        sections.push(why.into());
    }
    sections.join("\n")
}

fn beside_cpython(
    native: &[others::Measured],
    asyncio: &Measured,
    uvloop: Option<&Measured>,
) -> String {
    let mut table = Table::new([
        "work",
        "Coroscope",
        "asyncio",
        "uvloop",
        "asyncio ÷ Coroscope",
    ]);
    for &(row, _) in native {
        let (core, python) = (others::of_core(native, row), asyncio.row(row));
        table.line([
            row.title().to_owned(),
            fastest(core),
            fastest(python),
            fastest(uvloop.and_then(|uvloop| uvloop.row(row))),
            times(python, core),
        ]);
    }
    format!(
        "### Beside CPython's asyncio, native\n\n\
         Nanoseconds for one operation, fastest sample. Python does a tenth of the work where \
         that is 100,000 or more. Goal: {GOAL} times as fast as asyncio.\n\n{table}"
    )
}

fn in_wasm(native: &[others::Measured], abroad: &Abroad) -> String {
    let mut table = Table::new([
        "work",
        "Coroscope in wasm",
        "asyncio in Pyodide",
        "Pyodide ÷ Coroscope",
    ]);
    for &(row, _) in native {
        let core = abroad.wasm.as_ref().and_then(|wasm| wasm.row(row));
        let python = abroad.pyodide.as_ref().and_then(|python| python.row(row));
        table.line([
            row.title().to_owned(),
            fastest(core),
            fastest(python),
            times(python, core),
        ]);
    }
    format!(
        "### In WebAssembly, under Node\n\n\
         Nanoseconds for one operation, fastest sample; Python does a tenth of the work as above. \
         Goal: {GOAL} times as fast.\n\n{table}"
    )
}

fn times(slower: Option<Timing>, core: Option<Timing>) -> String {
    match (slower, core) {
        (Some(slower), Some(core)) => {
            let times = slower.min / core.min;
            factor(times, times >= GOAL)
        }
        _ => NONE.into(),
    }
}
