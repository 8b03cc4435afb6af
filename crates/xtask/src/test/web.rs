//! The checks of what runs in a browser.

use super::{Bench, Count, steps::test};
use crate::{
    browser, budgets, paths, shell, site,
    tools::{self, Kit},
    versions,
};
use anyhow::{Context, Result, bail};
use std::fs;

pub(super) fn install(bench: &mut Bench) -> Result<Count> {
    bench.toolbox = Some(tools::ensure(Kit::Full)?);
    Ok(Count::passed())
}

pub(super) fn dist(_: &mut Bench) -> Result<Count> {
    site::dist(true)?;
    Ok(Count::passed())
}

pub(super) fn weigh(_: &mut Bench) -> Result<Count> {
    budgets::check(&paths::dist())?;
    Ok(Count::passed())
}

pub(super) fn wasm(bench: &mut Bench) -> Result<Count> {
    let browser = browser(bench)?;
    let (driver, wishes) = (browser.driver.clone(), browser.wishes()?);
    let toolbox = bench
        .toolbox
        .as_ref()
        .context("the tools are not installed")?;
    let (target, tested) = (versions::WASM, tested_in_browsers()?);
    let tests =
        format!("cargo test --no-fail-fast --target {target} --lib --bins --tests {tested}");
    let mut command = shell::command(&tests);
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

/// The packages that have wasm tests, which are those that depend on what runs them, as
/// arguments for cargo.
pub(super) fn tested_in_browsers() -> Result<String> {
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
    Ok(format!("-p {}", packages.join(" -p ")))
}

pub(super) fn e2e(bench: &mut Bench) -> Result<Count> {
    let browser = browser(bench)?;
    let mut command = shell::command("cargo test --no-fail-fast -p coroscope-tests");
    command
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
