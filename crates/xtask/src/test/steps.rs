//! The steps, cheapest first, so that what is easily said is said early.

use super::{Bench, Count, Step};
use crate::{
    browser, budgets, paths, shell, site,
    tools::{self, Kit},
    versions,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

/// Long enough for a slow machine that compiles from nothing; short enough for a person.
const LIMIT: Duration = Duration::from_mins(20);

pub(super) const ALL: &[Step] = &[
    Step {
        name: "format",
        about: "cargo fmt",
        needs: &[],
        browser: false,
        run: format,
    },
    Step {
        name: "tidy",
        about: "the project's own rules, and the tests of this tool",
        needs: &[],
        browser: false,
        run: tidy,
    },
    Step {
        name: "tools",
        about: "the tools are there, or are installed",
        needs: &[],
        browser: false,
        run: install,
    },
    Step {
        name: "lint",
        about: "clippy, for this machine",
        needs: &[],
        browser: false,
        run: lint,
    },
    Step {
        name: "lint-wasm",
        about: "clippy, for the browser",
        needs: &["tools"],
        browser: false,
        run: lint_wasm,
    },
    Step {
        name: "host",
        about: "unit and integration tests on this machine",
        needs: &[],
        browser: false,
        run: host,
    },
    Step {
        name: "doc",
        about: "the examples in the documentation",
        needs: &[],
        browser: false,
        run: doc,
    },
    Step {
        name: "golden",
        about: "recorded transcripts, against a real Python",
        needs: &[],
        browser: false,
        run: golden,
    },
    Step {
        name: "no-std",
        about: "the executor core on bare metal",
        needs: &[],
        browser: false,
        run: no_std,
    },
    Step {
        name: "miri",
        about: "the executor core under Miri",
        needs: &[],
        browser: false,
        run: miri,
    },
    Step {
        name: "dist",
        about: "the site as it is published",
        needs: &["tools"],
        browser: false,
        run: dist,
    },
    Step {
        name: "budgets",
        about: "what a learner has to download",
        needs: &["dist"],
        browser: false,
        run: weigh,
    },
    Step {
        name: "wasm",
        about: "wasm tests in a browser's worker",
        needs: &["tools"],
        browser: true,
        run: wasm,
    },
    Step {
        name: "e2e",
        about: "the published site in a real browser",
        needs: &["dist"],
        browser: true,
        run: e2e,
    },
];

fn format(_: &mut Bench) -> Result<Count> {
    component("fmt", "rustfmt")?;
    check(shell::cargo().args(["fmt", "--all", "--check"]))
}

fn tidy(_: &mut Bench) -> Result<Count> {
    test(shell::cargo().args(["test", "--no-fail-fast", "-p", "xtask"]))
}

fn install(bench: &mut Bench) -> Result<Count> {
    bench.toolbox = Some(tools::ensure(Kit::Full)?);
    Ok(Count::passed())
}

fn lint(_: &mut Bench) -> Result<Count> {
    component("clippy", "clippy")?;
    check(shell::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn lint_wasm(_: &mut Bench) -> Result<Count> {
    component("clippy", "clippy")?;
    let mut command = shell::cargo();
    command.args([
        "clippy",
        "--target",
        versions::WASM,
        "-p",
        "coroscope-web",
        "-p",
        "coroscope-worker",
    ]);
    check(command.args(["--", "-D", "warnings"]))
}

fn host(_: &mut Bench) -> Result<Count> {
    let mut command = shell::cargo();
    command.args([
        "test",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "xtask",
        "--exclude",
        "coroscope-tests",
    ]);
    test(command.args(["--lib", "--bins", "--tests"]))
}

fn doc(_: &mut Bench) -> Result<Count> {
    let mut command = shell::cargo();
    command.args([
        "test",
        "--no-fail-fast",
        "--doc",
        "--workspace",
        "--exclude",
        "xtask",
    ]);
    test(command.args(["--exclude", "coroscope-tests"]))
}

fn golden(_: &mut Bench) -> Result<Count> {
    let script = paths::root().join("crates/lessons/record.py");
    if !script.is_file() {
        bail!(
            "{} is missing, which compares the transcripts with Python's",
            script.display()
        );
    }
    let Some(python) = python() else {
        return Ok(Count::skipped(
            "there is no Python 3.11 or newer here to compare with",
        ));
    };
    check(
        Command::new(python)
            .arg(script)
            .arg("--check")
            .current_dir(paths::root()),
    )
}

/// The newest Python on the search path which has `TaskGroup` and `timeout`: 3.11 and later.
fn python() -> Option<PathBuf> {
    const QUESTION: &str = "import sys; sys.exit(sys.version_info < (3, 11))";
    let names = [
        "python3.14",
        "python3.13",
        "python3.12",
        "python3.11",
        "python3",
    ];
    names
        .iter()
        .filter_map(|name| shell::find(name))
        .find(|path| {
            let mut command = Command::new(path);
            command
                .args(["-c", QUESTION])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        })
}

fn no_std(_: &mut Bench) -> Result<Count> {
    if let Err(error) = tools::ensure_target(versions::BARE_METAL) {
        return Ok(Count::skipped(format!(
            "the target {} cannot be had: {error:#}",
            versions::BARE_METAL
        )));
    }
    check(shell::cargo().args([
        "build",
        "-p",
        "coroscope-asyncio",
        "--target",
        versions::BARE_METAL,
    ]))
}

fn miri(_: &mut Bench) -> Result<Count> {
    let has_miri =
        || shell::output(Command::new("cargo").args(["+nightly", "miri", "--version"])).is_some();
    if !has_miri() {
        let mut rustup = Command::new("rustup");
        rustup.args([
            "toolchain",
            "install",
            "nightly",
            "--profile",
            "minimal",
            "-c",
            "miri",
            "-c",
            "rust-src",
        ]);
        // Some machines cannot have a nightly. That is no fault of the code.
        let installed = shell::watch(&mut rustup, Duration::from_mins(5));
        if installed.is_err() || !has_miri() {
            return Ok(Count::skipped(
                "a nightly toolchain with Miri cannot be had here",
            ));
        }
    }
    let mut command = shell::cargo();
    command
        .args([
            "+nightly",
            "miri",
            "test",
            "--no-fail-fast",
            "-p",
            "coroscope-asyncio",
            "--lib",
            "--tests",
        ])
        // Apart from the others, because another compiler would throw their work away.
        .arg("--target-dir")
        .arg(paths::target().join("miri"))
        .env("MIRIFLAGS", "-Zmiri-strict-provenance")
        // Cargo tells programs it runs which toolchain it is, and rustup would obey.
        .env_remove("RUSTUP_TOOLCHAIN");
    test(&mut command)
}

fn dist(_: &mut Bench) -> Result<Count> {
    site::dist()?;
    Ok(Count::passed())
}

fn weigh(_: &mut Bench) -> Result<Count> {
    budgets::check(&paths::dist())?;
    Ok(Count::passed())
}

fn wasm(bench: &mut Bench) -> Result<Count> {
    let browser = browser(bench)?;
    let (driver, wishes) = (browser.driver.clone(), browser.wishes()?);
    let toolbox = bench
        .toolbox
        .as_ref()
        .context("the tools are not installed")?;
    let mut command = shell::cargo();
    command.args([
        "test",
        "--no-fail-fast",
        "--target",
        versions::WASM,
        "--lib",
        "--bins",
        "--tests",
    ]);
    for package in tested_in_browsers()? {
        command.args(["-p", &package]);
    }
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            toolbox.program("wasm-bindgen-test-runner")?,
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", wishes)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    test(&mut command)
}

/// The packages that have wasm tests: those which depend on what runs them.
fn tested_in_browsers() -> Result<Vec<String>> {
    let mut packages = Vec::new();
    for entry in fs::read_dir(paths::root().join("crates"))? {
        let Ok(manifest) = fs::read_to_string(entry?.path().join("Cargo.toml")) else {
            continue;
        };
        let name = manifest
            .lines()
            .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        if let (true, Some(name)) = (manifest.contains("\nwasm-bindgen-test"), name) {
            packages.push(name.to_owned());
        }
    }
    if packages.is_empty() {
        bail!("no crate depends on wasm-bindgen-test, so there is no wasm test to run");
    }
    packages.sort();
    Ok(packages)
}

fn e2e(bench: &mut Bench) -> Result<Count> {
    let browser = browser(bench)?;
    let mut command = shell::cargo();
    command
        .args(["test", "--no-fail-fast", "-p", "coroscope-tests"])
        .env("COROSCOPE_DIST", paths::dist())
        .env("COROSCOPE_CHROMIUM", &browser.chromium)
        .env("COROSCOPE_CHROMEDRIVER", &browser.driver)
        .env("COROSCOPE_AXE", tools::axe());
    test(&mut command)
}

/// The browser, looked for once.
fn browser(bench: &mut Bench) -> Result<&browser::Browser> {
    if bench.browser.is_none() {
        bench.browser = Some(browser::ensure()?);
    }
    bench.browser.as_ref().context("there is no browser")
}

/// Makes sure that a part of the toolchain is there which a minimal one lacks.
fn component(subcommand: &str, name: &str) -> Result<()> {
    if shell::output(Command::new("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["component", "add", name]))
        .with_context(|| format!("{name} is missing; install it the way Rust was installed"))
}

/// A command that holds or does not.
fn check(command: &mut Command) -> Result<Count> {
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
fn test(command: &mut Command) -> Result<Count> {
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
