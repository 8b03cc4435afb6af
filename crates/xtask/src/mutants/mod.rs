//! `cargo xtask mutants`: whether the generated programs would notice a mistake in the core.
//!
//! [`faults`] is a table of mistakes. In a copy of the core each is made by itself, and the same
//! programs run as on the unchanged core. A mistake with which every program does what it did
//! before has not been found: then the generator (`crates/programs/src/generate`) has to make
//! programs that meet it, or the mistake makes no difference and has to be replaced by a real one.
//!
//! No Python is needed: that the unchanged core is right is the business of `cargo xtask fuzz`.

mod faults;
mod trial;
mod workshop;

use crate::shell;
use anyhow::{Context, Result, bail};
use faults::Fault;
use std::time::Instant;
use trial::Verdict;
use workshop::Workshop;

/// Where the programs are kept, in the workshop.
const PROGRAMS: &str = "programs.jsonl";

/// What `cargo xtask mutants` is to do.
pub(crate) struct Options {
    /// Parts of names; a fault that has one of them is tried. All are if there is none.
    pub(crate) names: Vec<String>,
    /// How many programs at most for each fault.
    pub(crate) programs: usize,
    /// The number of the first program.
    pub(crate) seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            programs: 50_000,
            seed: 0,
        }
    }
}

/// Tries the faults one by one, prints what became of each, and fails when one was not found.
pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen = |fault: &Fault| {
        let mut parts = options.names.iter();
        options.names.is_empty() || parts.any(|part| fault.name.contains(part.as_str()))
    };
    let faults: Vec<Fault> = faults::all().filter(chosen).collect();
    if faults.is_empty() {
        bail!("no fault has a name like that");
    }
    let started = Instant::now();
    let workshop = Workshop::open()?;
    shell::say("building the core as it is, which takes a minute the first time");
    workshop
        .build()
        .context("the unchanged core does not build")?;
    let answers = prepare(&workshop, options)?;
    println!("{:<50} {:<5} found by program", "fault", "rule");
    let mut wrong = Vec::new();
    for fault in &faults {
        let verdict = workshop.with(fault, || {
            workshop.build()?;
            trial::compare(&mut workshop.command(&["run", PROGRAMS]), &answers)
        });
        let said = match verdict {
            Ok(Verdict::Found(program, sign)) => format!("{program:>6}, by {sign}"),
            Ok(Verdict::NotFound) => {
                wrong.push(format!("{} was not found", fault.name));
                "NOT FOUND".to_owned()
            }
            Err(error) => {
                wrong.push(format!("{}: {error:#}", fault.name));
                "NOT TRIED".to_owned()
            }
        };
        println!("{:<50} {:<5} {said}", fault.name, fault.rule);
    }
    let found = faults.len() - wrong.len();
    println!(
        "{found} of {} faults found by {} programs, in {}",
        faults.len(),
        options.programs,
        shell::human(started.elapsed())
    );
    if !wrong.is_empty() {
        bail!("\n  {}", wrong.join("\n  "));
    }
    Ok(())
}

/// Makes the programs, and runs them on the core as it is.
fn prepare(workshop: &Workshop, options: &Options) -> Result<Vec<String>> {
    let (programs, seed) = (options.programs.to_string(), options.seed.to_string());
    let generate = ["generate", "--programs", &programs, "--seed", &seed];
    let made = shell::read(&mut workshop.command(&generate))?;
    workshop.keep(PROGRAMS, &made)?;
    trial::answers(&mut workshop.command(&["run", PROGRAMS]), options.programs)
}
