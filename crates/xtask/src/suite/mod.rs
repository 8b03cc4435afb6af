//! `cargo xtask cpython-suite`: CPython's own tests of asyncio, on our engine.
//!
//! The tests are not ours and are not copied into the repository; a folder that holds CPython's `Lib/test` is
//! handed in. What fails is compared with `known.txt`, which has a reason for each: a failure that is not in it
//! is an error, and so is a test in it that passes.

#[cfg(test)]
mod driver;
mod known;
mod outcome;
mod run;
mod tests_of;
mod tree;

pub(crate) use tests_of::find;

use crate::{paths, shell, with_python};
use anyhow::{Context, Result, bail};
use known::{Kind, Known};
use outcome::{Outcome, Tested};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// What is run, and since which Python it is there: the 11 of 3.11.
const MODULES: [(&str, u32); 16] = [
    ("test_asyncio.test_futures", 11),
    ("test_asyncio.test_futures2", 11),
    ("test_asyncio.test_tasks", 11),
    ("test_asyncio.test_timeouts", 11),
    ("test_asyncio.test_waitfor", 11),
    ("test_asyncio.test_taskgroups", 11),
    ("test_asyncio.test_locks", 11),
    ("test_asyncio.test_queues", 11),
    ("test_asyncio.test_runners", 11),
    ("test_asyncio.test_pep492", 11),
    ("test_asyncio.test_eager_task_factory", 12),
    ("test_asyncio.test_context", 11),
    ("test_asyncio.test_graph", 14),
    ("test_asyncio.test_staggered", 13),
    ("test_asyncio.test_protocols", 11),
    // The same name, of the context variables themselves.
    ("test_context", 11),
];

/// How the whole suite went.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    pub(crate) passed: u64,
    /// Failed, as the list says.
    pub(crate) known: u64,
    pub(crate) skipped: u64,
    /// What differs from the list.
    pub(crate) surprises: Vec<String>,
}

/// Runs the tests in a folder that is or holds CPython's `Lib/test`.
pub(crate) fn run(folder: &Path) -> Result<Verdict> {
    let tests = tests_of::folder(folder)?;
    let version = tests_of::version(&tests)?;
    let known = Known::usual()?;
    let minor = version.strip_prefix("3.").and_then(|it| it.parse().ok());
    let minor: u32 = minor.with_context(|| format!("there is no Python {version}"))?;
    let program = engine()?;
    let library = tree::assemble(&tests)?;
    println!("CPython {version}'s tests in {}\n", tests.display());
    let columns = ["passed", "failed", "known", "skipped", "seconds"];
    let [passed, failed, expected, skipped, seconds] = columns;
    println!(
        "{:<38}{passed:>8}{failed:>8}{expected:>8}{skipped:>9}{seconds:>9}",
        "file"
    );
    let mut all = Vec::new();
    let mut verdict = Verdict::default();
    for (module, _) in MODULES.iter().filter(|(_, since)| *since <= minor) {
        let file = format!("{}.py", module.replace('.', "/"));
        if !tests.join(&file).is_file() {
            bail!(
                "{} is not there; are the tests whole?",
                tests.join(&file).display()
            );
        }
        let started = Instant::now();
        let left_out = known.endless(&version);
        let tested = run::module(&program, &library, module, &left_out)?;
        let row = judge(&tested, &known, &version, &mut verdict);
        let [passed, failed, expected, skipped] = row;
        let seconds = started.elapsed().as_secs_f64();
        println!("{file:<38}{passed:>8}{failed:>8}{expected:>8}{skipped:>9}{seconds:>9.1}");
        all.extend(tested);
    }
    for entry in known.without_test(&version, &all) {
        verdict.surprises.push(format!(
            "known.txt names {entry}, and there is no such test"
        ));
    }
    if verdict.passed == 0 {
        verdict.surprises.push("nothing passes".to_owned());
    }
    println!(
        "\n{} passed, {} failed as known.txt says and why, {} skipped, {} otherwise than expected",
        verdict.passed,
        verdict.known,
        verdict.skipped,
        verdict.surprises.len()
    );
    let share = |but: &[Kind]| {
        let excused = |name: &str| {
            let kind = known.kind(&version, name);
            kind.is_some_and(|kind| but.contains(&kind))
        };
        let run = all.iter().filter(|test| test.outcome != Outcome::Skipped);
        let counts = |test: &&Tested| test.outcome == Outcome::Passed || !excused(&test.name);
        let counted = run.filter(counts).count();
        verdict.passed as f64 * 100.0 / counted as f64
    };
    println!(
        "{:.1} % of those that need no threads; {:.1} % of those that CPython 3.14 passes without threads",
        share(&[Kind::Needs]),
        share(&[Kind::Needs, Kind::Older])
    );
    for surprise in &verdict.surprises {
        println!("\n{surprise}");
    }
    Ok(verdict)
}

/// Adds the tests of one file: how many passed, failed, failed as expected, and were skipped.
fn judge(tested: &[Tested], known: &Known, version: &str, verdict: &mut Verdict) -> [u64; 4] {
    let [mut passed, mut failed, mut expected, mut skipped] = [0; 4];
    for Tested { name, outcome } in tested {
        let reason = known.kind(version, name);
        match (outcome, reason) {
            (Outcome::Passed, _) => {
                passed += 1;
                if !known.may_pass(version, name) {
                    let text = format!("{name} passes: take it out of known.txt");
                    verdict.surprises.push(text);
                }
            }
            (Outcome::Failed(_), Some(_)) => expected += 1,
            (Outcome::Failed(why), None) => {
                failed += 1;
                verdict.surprises.push(format!("{name} fails\n{why}"));
            }
            (Outcome::Skipped, _) => skipped += 1,
        }
    }
    verdict.passed += passed;
    verdict.known += expected;
    verdict.skipped += skipped;
    [passed, failed, expected, skipped]
}

/// Builds `coroscope` with Python, and says where it is.
fn engine() -> Result<PathBuf> {
    let all = with_python::all();
    shell::run(&mut shell::command(&format!(
        "cargo build --bins --tests {all}"
    )))?;
    let name = format!("coroscope{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("python").join(name))
}

/// Where a run leaves what it needs and what it says.
fn workshop() -> Result<PathBuf> {
    let folder = paths::target().join("cpython-suite");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// The command: an error when anything is otherwise than expected.
pub(crate) fn command(folder: &Path) -> Result<()> {
    let verdict = run(folder)?;
    if !verdict.surprises.is_empty() {
        bail!(
            "{} tests did otherwise than expected",
            verdict.surprises.len()
        );
    }
    Ok(())
}
