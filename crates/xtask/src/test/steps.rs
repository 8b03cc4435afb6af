//! The steps, cheapest first, so that what is easily said is said early.

use super::{Bench, Count, native, python_engine, web};
use crate::shell;
use anyhow::{Context, Result, bail};
use std::{process::Command, time::Duration};

/// One kind of check.
pub(super) struct Step {
    /// What to call it.
    pub(super) name: &'static str,
    /// What it checks.
    pub(super) about: &'static str,
    /// The steps whose work it needs. They come before it in the list.
    pub(super) needs: &'static [&'static str],
    /// Whether it opens a browser.
    pub(super) browser: bool,
    /// Makes the check.
    pub(super) run: fn(&mut Bench) -> Result<Count>,
}

/// All steps, in their order.
pub(super) const ALL: &[Step] = &[
    step("format", "cargo fmt", native::format),
    step(
        "tidy",
        "the project's own rules, and the tests of this tool",
        native::tidy,
    ),
    step(
        "rules",
        "each rule of asyncio has a test, or a reason",
        native::rules,
    ),
    step(
        "tools",
        "the tools are there, or are installed",
        web::install,
    ),
    step("lint", "clippy, for this machine", native::lint),
    step("lint-wasm", "clippy, for the browser", native::lint_wasm).needing(&["tools"]),
    step(
        "host",
        "unit and integration tests on this machine",
        native::host,
    ),
    step("doc", "the examples in the documentation", native::doc),
    step(
        "python",
        "the Python engine: lints, tests, lessons and programs in Python",
        python_engine::test,
    ),
    step(
        "cpython-suite",
        "CPython's own tests of asyncio, on the Python engine",
        python_engine::cpython_suite,
    ),
    step(
        "golden",
        "recorded transcripts, against a real Python",
        native::golden,
    ),
    step(
        "fresh",
        "random programs that nobody has seen, against CPython 3.14",
        native::fresh,
    )
    .needing(&["tools"]),
    step(
        "speed",
        "cost per operation stays flat, and observers cost little",
        native::speed,
    ),
    step("no-std", "the executor core on bare metal", native::no_std),
    step(
        "miri",
        "the executor core under Miri, by its own tests and by programs",
        native::miri,
    ),
    step("dist", "the site as it is published", web::dist).needing(&["tools"]),
    step("budgets", "what a learner has to download", web::weigh).needing(&["dist"]),
    step("wasm", "wasm tests in a browser's worker", web::wasm)
        .needing(&["tools"])
        .in_browser(),
    step("e2e", "the published site in a real browser", web::e2e)
        .needing(&["dist"])
        .in_browser(),
];

const fn step(
    name: &'static str,
    about: &'static str,
    run: fn(&mut Bench) -> Result<Count>,
) -> Step {
    Step {
        name,
        about,
        needs: &[],
        browser: false,
        run,
    }
}

impl Step {
    const fn needing(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }

    const fn in_browser(self) -> Self {
        Self {
            browser: true,
            ..self
        }
    }
}

/// Long enough for a slow machine that compiles from nothing; short enough for a person.
const LIMIT: Duration = Duration::from_mins(20);

/// Makes sure that a part of the toolchain is there which a minimal one lacks.
pub(super) fn component(subcommand: &str, name: &str) -> Result<()> {
    if shell::output(Command::new("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["component", "add", name]))
        .with_context(|| format!("{name} is missing; install it the way Rust was installed"))
}

/// A command that holds or does not.
pub(super) fn check(command: &mut Command) -> Result<Count> {
    let watched = shell::watch(command, LIMIT)?;
    match watched.status {
        Some(status) if status.success() => Ok(Count::passed()),
        Some(_) => bail!("`{}` failed; its messages are above", shell::shown(command)),
        None => bail!(
            "`{}` was stopped after {}",
            shell::shown(command),
            shell::human(LIMIT)
        ),
    }
}

/// A command that runs tests.
pub(super) fn test(command: &mut Command) -> Result<Count> {
    let watched = shell::watch(command, LIMIT)?;
    let mut count = Count::read(
        &watched.stdout,
        watched.status.is_some_and(|status| status.success()),
    );
    if watched.status.is_none() {
        count
            .notes
            .push(format!("was stopped after {}", shell::human(LIMIT)));
    }
    Ok(count)
}
