//! What the commands do that run programs.

pub(crate) mod fuzz;

use anyhow::{Context, Result, bail};
use coroscope_programs::{
    ast::Program,
    fuzz::difference,
    run::{self, Ran},
};
use serde_json::json;
use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

fn none(wrong: usize) -> ExitCode {
    if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Each line of the file as a program.
fn programs(text: &str) -> impl Iterator<Item = Result<Program>> {
    text.lines().enumerate().map(|(index, line)| {
        Program::parse(line).with_context(|| format!("line {} is no program", index + 1))
    })
}

/// Prints one line a program: its transcript, or an object that says why there is none.
pub(crate) fn run(file: &Path) -> Result<ExitCode> {
    let text = read(file)?;
    let (mut ran, mut failed) = (0, 0);
    // Each answer is there as soon as it is known: somebody may wait for it.
    let mut out = io::stdout().lock();
    for program in programs(&text) {
        let answer = match program.map(|program| run::run(&program)) {
            Ok(Ran::Transcript(lines)) => python_json(&lines),
            Ok(Ran::Failed(failure)) => {
                failed += 1;
                json!({ "failed": failure }).to_string()
            }
            Err(error) => {
                failed += 1;
                json!({ "refused": format!("{error:#}") }).to_string()
            }
        };
        ran += 1;
        writeln!(out, "{answer}")?;
    }
    // Apart from the transcripts.
    eprintln!("{ran} programs, {failed} failed");
    Ok(none(failed))
}

/// A list of texts as Python's `json.dumps` writes it, so that files can be compared.
fn python_json(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| json!(line).to_string()).collect();
    format!("[{}]", lines.join(", "))
}

/// Says how each program differs from what was recorded: `-` there, `+` here.
pub(crate) fn compare(file: &Path, transcripts: &Path) -> Result<ExitCode> {
    let (text, transcripts) = (read(file)?, read(transcripts)?);
    let (programs, mut recorded) = (programs(&text), transcripts.lines());
    let (mut ran, mut differ) = (0, 0);
    for (index, program) in programs.enumerate() {
        let Some(recorded) = recorded.next() else {
            bail!("there are fewer transcripts than programs");
        };
        let recorded: Vec<String> = serde_json::from_str(recorded)
            .with_context(|| format!("line {} is no transcript", index + 1))?;
        let difference = match run::run(&program?) {
            Ran::Transcript(lines) if lines == recorded => None,
            Ran::Transcript(lines) => Some(difference(&recorded, &lines)),
            Ran::Failed(failure) => Some(failure),
        };
        ran += 1;
        if let Some(difference) = difference {
            differ += 1;
            println!("line {}:\n{difference}", index + 1);
        }
    }
    println!("{ran} programs, {differ} differ");
    Ok(none(differ))
}
