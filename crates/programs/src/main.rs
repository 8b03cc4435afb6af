//! `coroscope-programs`: makes programs, runs them on the executor core, compares with CPython.

mod commands;

use anyhow::{Result, bail};
use coroscope_programs::{coverage, generate};
use lexopt::prelude::*;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

const HELP: &str = "\
coroscope-programs <command>

  generate [--programs N] [--seed S]
        print N random programs, one a line, the first with seed S
  fuzz [--programs N] [--seed S] [--oracle node|PYTHON] [--against node|PYTHON]
       [--pyodide FOLDER] [--jobs N] [--shrink N] [--cases FOLDER] [--saved FOLDER] [--record]
        run N random programs here and at the oracle, a CPython 3.14: `node` is the one of npm's
        `pyodide`, found from FOLDER upwards; shrink the first of those that differ and write them to
        crates/programs/cases, where `cargo test` finds them. With --against, another CPython takes
        the place of the executor core; with --record nothing is compared, but what the oracle does
        with 3,000 programs is written to crates/programs/recorded, which `cargo test` reads
  coverage [--programs N] [--seed S]
        run N random programs here and show how often each construct and each rule came into play
  run FILE
        run every program of FILE and print its transcript, one a line
  compare FILE TRANSCRIPTS
        run every program of FILE and say how it differs from the transcripts recorded
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(command)) => command.string()?,
        Some(Short('h') | Long("help")) | None => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => bail!("{}\n\n{HELP}", other.unexpected()),
    };
    match command.as_str() {
        "generate" => print_programs(&mut args),
        "coverage" => {
            let (programs, seed) = range(&mut args, 3000)?;
            println!("{}", coverage::measure(seed, programs));
            Ok(ExitCode::SUCCESS)
        }
        "fuzz" => commands::fuzz::run(&mut args),
        "run" => {
            let file = path(&mut args)?;
            commands::run(&file)
        }
        "compare" => {
            let (file, transcripts) = (path(&mut args)?, path(&mut args)?);
            commands::compare(&file, &transcripts)
        }
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

fn path(args: &mut lexopt::Parser) -> Result<PathBuf> {
    Ok(args.value()?.into())
}

/// How many programs, and the first one's number.
fn range(args: &mut lexopt::Parser, usual: u64) -> Result<(u64, u64)> {
    let (mut programs, mut seed) = (usual, 0);
    while let Some(arg) = args.next()? {
        match arg {
            Long("programs") => programs = args.value()?.parse()?,
            Long("seed") => seed = args.value()?.parse()?,
            other => bail!("{}\n\n{HELP}", other.unexpected()),
        }
    }
    Ok((programs, seed))
}

fn print_programs(args: &mut lexopt::Parser) -> Result<ExitCode> {
    let (programs, seed) = range(args, 1)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for seed in seed..seed + programs {
        writeln!(out, "{}", generate::program(seed).to_json())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
