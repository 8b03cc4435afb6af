//! `coroscope-programs`: makes programs, runs them on the executor core, compares with CPython.

use anyhow::{Result, bail};
use coroscope_programs::generate;
use lexopt::prelude::*;
use std::{
    io::{self, Write},
    process::ExitCode,
};

const HELP: &str = "\
coroscope-programs <command>

  generate [--programs N] [--seed S]
        print N random programs, one a line, the first with seed S
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
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

fn print_programs(args: &mut lexopt::Parser) -> Result<ExitCode> {
    let (mut programs, mut seed) = (1, 0);
    while let Some(arg) = args.next()? {
        match arg {
            Long("programs") => programs = args.value()?.parse()?,
            Long("seed") => seed = args.value()?.parse()?,
            other => bail!("{}\n\n{HELP}", other.unexpected()),
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for seed in (seed..).take(programs) {
        writeln!(out, "{}", generate::program(seed).to_json())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
