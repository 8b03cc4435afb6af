//! `coroscope-programs fuzz`.

use crate::HELP;
use anyhow::{Result, bail};
use coroscope_programs::{
    fuzz::{self, Core, Side},
    home,
    oracle::Kind,
    recording::Recording,
};
use lexopt::prelude::*;
use std::{env, ffi::OsString, io, panic, path::PathBuf, process::ExitCode, thread};

/// How many programs are recorded for the tests.
const RECORDED: u64 = 3_000;

/// Reads the options and fuzzes; fails when something differs.
pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode> {
    let home = home();
    let (mut oracle, mut against) = (OsString::from("node"), None);
    let mut pyodide = env::current_dir()?;
    let mut options = fuzz::Options {
        programs: 1000,
        seed: 0,
        oracle: Kind::Node(pyodide.clone()),
        jobs: thread::available_parallelism().map_or(1, usize::from),
        shrunk: 10,
        cases: home.join("cases"),
        saved: home.join("../../target/fuzz"),
    };
    let mut record = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("programs") => options.programs = args.value()?.parse()?,
            Long("seed") => options.seed = args.value()?.parse()?,
            Long("oracle") => oracle = args.value()?,
            Long("against") => against = Some(args.value()?),
            Long("pyodide") => pyodide = args.value()?.into(),
            Long("jobs") => options.jobs = args.value()?.parse()?,
            Long("shrink") => options.shrunk = args.value()?.parse()?,
            Long("cases") => options.cases = args.value()?.into(),
            Long("saved") => options.saved = args.value()?.into(),
            Long("record") => record = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            other => bail!("{}\n\n{HELP}", other.unexpected()),
        }
    }
    let kind = |name: OsString| {
        if name == "node" {
            Kind::Node(pyodide.clone())
        } else {
            Kind::Python(PathBuf::from(name))
        }
    };
    options.oracle = kind(oracle);
    if record {
        let path = home.join("recorded/cpython-3.14.zlib");
        Recording::make(&options.oracle, 0, RECORDED)?.save(&path)?;
        println!("{RECORDED} programs recorded in {}", path.display());
        return Ok(ExitCode::SUCCESS);
    }
    let mut ours: Box<dyn Side> = match against {
        Some(against) => Box::new(kind(against).start()?),
        None => Box::new(Core),
    };
    // A panic of the core is shown as its transcript.
    panic::set_hook(Box::new(|_| {}));
    let summary = fuzz::fuzz(&options, &mut *ours, &mut io::stdout())?;
    println!("\n{summary}");
    Ok(if summary.diverged.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
