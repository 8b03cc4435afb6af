//! Random programs, here and at CPython, until the two differ.
//!
//! [`fuzz`] compares; what differs is shrunk to a [`Case`] and written down, so that
//! it is a regression test from then on.

mod case;
mod core;
mod difference;

pub use self::core::Core;
pub use case::Case;
pub use difference::difference;

use crate::{
    ast::Program,
    generate,
    oracle::{Kind, Oracle},
    shrink::shrink,
};
use anyhow::Result;
use std::{
    collections::BTreeSet,
    fmt,
    io::Write,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

/// Which programs to compare, with whom, and what to do about differences.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many programs.
    pub programs: u64,
    /// The number of the first; the others follow.
    pub seed: u64,
    /// Who knows what is right.
    pub oracle: Kind,
    /// How many oracles work side by side; at least one does.
    pub jobs: usize,
    /// How many differences are shrunk; more are only counted.
    pub shrunk: usize,
    /// Where the shrunk ones are written.
    pub cases: PathBuf,
    /// Where programs that differ are saved as they are.
    pub saved: PathBuf,
}

/// What came out of it.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How many programs were compared.
    pub programs: u64,
    /// The numbers of those that differ.
    pub diverged: Vec<u64>,
    /// The differences, shrunk; several programs may come down to one.
    pub cases: Vec<Case>,
    /// Which CPython it was.
    pub version: String,
    /// How long the comparison took, without start-up and shrinking.
    pub took: Duration,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        write!(
            f,
            "{} programs compared with CPython {} in {seconds:.1} s ({:.0} a second): {} diverged",
            self.programs,
            self.version,
            self.programs as f64 / seconds,
            self.diverged.len()
        )?;
        if !self.diverged.is_empty() {
            write!(f, ", {} different ones after shrinking", self.cases.len())?;
        }
        Ok(())
    }
}

/// After how many programs a word is said.
const PROGRESS: u64 = 10_000;

/// One of two sides that are compared.
pub trait Side {
    /// What it does with a program.
    ///
    /// # Errors
    /// When it cannot tell.
    fn transcript(&mut self, program: &Program) -> Result<Vec<String>>;
}

impl Side for Oracle {
    fn transcript(&mut self, program: &Program) -> Result<Vec<String>> {
        self.ask(program)
    }
}

/// Compares `ours` with CPython, and shrinks what differs. Tells what it finds on `out` as it goes.
///
/// # Errors
/// When the oracle cannot be started, ends early or cannot run a program; when a file cannot be written.
pub fn fuzz(options: &Options, ours: &mut dyn Side, out: &mut dyn Write) -> Result<Summary> {
    let mut oracles = Vec::new();
    for _ in 0..options.jobs.max(1) {
        oracles.push(options.oracle.start()?);
    }
    let version = oracles[0].version.clone();
    writeln!(
        out,
        "comparing {} programs with CPython {version}",
        options.programs
    )?;
    let started = Instant::now();
    let diverged = compare(options, oracles, ours, out)?;
    let took = started.elapsed();
    let cases = reduce(options, &diverged, ours, out)?;
    Ok(Summary {
        programs: options.programs,
        diverged,
        cases,
        version,
        took,
    })
}

/// The numbers of the programs that differ.
fn compare(
    options: &Options,
    oracles: Vec<Oracle>,
    ours: &mut dyn Side,
    out: &mut dyn Write,
) -> Result<Vec<u64>> {
    let (jobs, seeds) = (oracles.len(), options.seed..options.seed + options.programs);
    let mut diverged = Vec::new();
    thread::scope(|scope| {
        // Dropped, and so ended, before the threads are waited for.
        let mut taking = Vec::new();
        for (index, oracle) in oracles.into_iter().enumerate() {
            let Oracle {
                mut questions,
                answers,
                process,
                ..
            } = oracle;
            taking.push((answers, process));
            let mut own = seeds.clone().skip(index).step_by(jobs);
            // A program goes in as soon as there is room for it. That an oracle has
            // ended is noticed by whoever waits for its answers.
            scope.spawn(move || own.try_for_each(|seed| questions.put(&generate::program(seed))));
        }
        for (seed, index) in seeds.zip((0..jobs).cycle()) {
            let transcript = taking[index].0.take()?;
            let program = generate::program(seed);
            let compared = seed - options.seed;
            if compared > 0 && compared.is_multiple_of(PROGRESS) {
                writeln!(out, "{compared} compared")?;
            }
            if ours.transcript(&program)? != transcript {
                diverged.push(seed);
                writeln!(out, "seed {seed} ({}) differs", program.profile)?;
                Case {
                    program,
                    transcript,
                }
                .save(&options.saved)?;
            }
        }
        Ok(diverged)
    })
}

/// Shrinks what differs.
fn reduce(
    options: &Options,
    diverged: &[u64],
    ours: &mut dyn Side,
    out: &mut dyn Write,
) -> Result<Vec<Case>> {
    let mut cases: Vec<Case> = Vec::new();
    if diverged.is_empty() {
        return Ok(cases);
    }
    let mut known = BTreeSet::new();
    let mut oracle = options.oracle.start()?;
    for &seed in diverged.iter().take(options.shrunk) {
        let differs =
            |program: &Program| anyhow::Ok(oracle.ask(program)? != ours.transcript(program)?);
        let program = shrink(&generate::program(seed), differs)?;
        let case = Case {
            transcript: oracle.ask(&program)?,
            program,
        };
        writeln!(
            out,
            "\nseed {seed} comes down to\n{}",
            case.program.to_json()
        )?;
        let ours = ours.transcript(&case.program)?;
        write!(out, "{}", difference(&case.transcript, &ours))?;
        if known.insert(case.without_name()) {
            writeln!(out, "written to {}", case.save(&options.cases)?.display())?;
            cases.push(case);
        }
    }
    Ok(cases)
}
