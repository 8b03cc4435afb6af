//! Prints the tables of `docs/BENCHMARKS.md`, or checks what must hold on any
//! machine. `cargo xtask bench` calls it with everything it can make use of.

mod alone;
mod check;
mod elsewhere;
mod machine;
mod markdown;
mod memory;
mod options;
mod others;
mod python;
mod write;

use anyhow::Result;
use options::Options;
use std::process::ExitCode;

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
    let Some(options) = Options::read()? else {
        return Ok(ExitCode::SUCCESS);
    };
    if options.check {
        return Ok(check::run());
    }
    let others = others::measure(&options);
    let abroad = python::measure(&options)?;
    let sections = [
        machine::facts(&abroad),
        others::section(&options, &others),
        python::sections(&others, &abroad),
        alone::observed(&options),
        alone::flat(&options),
        memory::section(&abroad)?,
    ];
    let report = sections.join("\n");
    print!("{report}");
    if let Some(path) = &options.write {
        write::replace(path, &report)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One line of progress, apart from the report.
fn say(text: &str) {
    eprintln!("» {text}");
}
