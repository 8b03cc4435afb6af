//! The versions of the tools, in one place. What a lock file already says is read from there.

use crate::{paths, shell};
use anyhow::{Context, Result};
use std::fs;

/// Trunk bundles and serves the page. 0.22 wants a newer compiler than ours.
pub(crate) const TRUNK: &str = "0.21.14";

/// The other event loop for Python, from PyPI, to compare with.
pub(crate) const UVLOOP: &str = "0.23.0";

/// Compiles to the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A machine without an operating system: building for it proves that the core is `no_std`.
pub(crate) const BARE_METAL: &str = "thumbv7em-none-eabi";

/// The wasm-bindgen tool must be exactly as old as the library, or it refuses to work.
pub(crate) fn wasm_bindgen() -> Result<String> {
    let path = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| {
        format!(
            "cannot read {}; run `cargo generate-lockfile`",
            path.display()
        )
    })?;
    locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock does not name wasm-bindgen; run `cargo generate-lockfile`")
}

/// The version of binaryen, whose `wasm-opt` shrinks the page.
pub(crate) fn binaryen() -> Result<String> {
    let path = paths::root().join("crates/xtask/npm/package-lock.json");
    let lock = fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}; is the checkout complete?", path.display()))?;
    npm_version(&lock, "binaryen").context(
        "crates/xtask/npm/package-lock.json does not name binaryen; run `npm install` there",
    )
}

/// The Rust that the project is written for: the minor number of `rust-version`.
pub(crate) fn rust() -> Result<u32> {
    let path = paths::root().join("Cargo.toml");
    let manifest =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \""));
    version
        .and_then(minor)
        .context("Cargo.toml does not say its rust-version")
}

/// The Rust that is used here.
pub(crate) fn rust_here() -> Option<u32> {
    minor(shell::output(&mut shell::command("rustc --version"))?.strip_prefix("rustc ")?)
}

/// The 95 of `1.95.0 (…)`.
fn minor(version: &str) -> Option<u32> {
    let rest = version.strip_prefix("1.")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// The version of `package` in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

/// The version of `package` in the text of a package-lock.json.
fn npm_version(lock: &str, package: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("\"node_modules/{package}\": {{"))?;
    let (_, rest) = entry.split_once("\"version\": \"")?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"9.9.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"wasm-bindgen-macro\",
]
";

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        assert_eq!(
            locked_version(LOCK, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn reads_npm_lock_files() {
        let lock = r#"{"packages": {"": {"version": "1.0.0"},
            "node_modules/binaryen": {
              "version": "132.0.0", "license": "x"}}}"#;
        assert_eq!(npm_version(lock, "binaryen").as_deref(), Some("132.0.0"));
        assert_eq!(npm_version(lock, "axe-core"), None);
    }

    #[test]
    fn reads_versions_of_rust() {
        assert_eq!(minor("1.95"), Some(95));
        assert_eq!(minor("1.101.0-nightly (abc 2027-01-01)"), Some(101));
        assert_eq!(minor("2.0"), None);
        assert!(rust().is_ok());
    }

    #[test]
    fn the_lock_files_of_this_project_name_the_tools() {
        assert!(wasm_bindgen().is_ok());
        assert!(binaryen().is_ok());
    }
}
