//! The crates that are compiled into a program, as cargo knows them.

use super::package::{Package, texts};
use crate::{shell, versions};
use anyhow::{Context, Result, ensure};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

/// Python's own library, of which the modules are taken that `crates/python/lib/frozen.txt` names.
const LIBRARY: &str = "rustpython-pylib";

/// What its licence asks to say.
const LIBRARY_CHANGES: &str = "Only the modules that Coroscope’s crates/python/lib/frozen.txt names; those in \
    crates/python/lib stand in for modules of the same name.";

/// Every crate by others in the wasm of these packages of ours, by name.
pub(super) fn compiled(packages: &[&str]) -> Result<Vec<Package>> {
    let mut tree =
        shell::command("cargo tree --edges normal,no-proc-macro --prefix none --no-dedupe");
    tree.args(["--target", versions::WASM, "--format", "{p}|{l}|{r}"]);
    for package in packages {
        tree.args(["--package", package]);
    }
    let mut found = listed(&tree_of(&mut tree)?)?;
    found.push(standard_library()?);
    Ok(found)
}

/// Python's library, which a build script freezes into the engine.
pub(super) fn python_library() -> Result<Package> {
    let mut tree = shell::command("cargo tree --edges build --depth 1 --prefix none");
    tree.args(["--package", "coroscope-python", "--format", "{p}|{l}|{r}"]);
    let found = listed(&tree_of(&mut tree)?)?;
    let library = found.into_iter().find(|package| package.name == LIBRARY);
    let mut library = library.with_context(|| format!("the engine has no {LIBRARY}"))?;
    library.changes = Some(LIBRARY_CHANGES);
    Ok(library)
}

fn tree_of(tree: &mut std::process::Command) -> Result<String> {
    shell::output(tree).with_context(|| {
        format!(
            "`{}` failed, which says whose work this is",
            shell::shown(tree)
        )
    })
}

/// The packages in the lines of `cargo tree`, without those that are ours.
fn listed(tree: &str) -> Result<Vec<Package>> {
    let lines: BTreeSet<&str> = tree.lines().filter(|line| !line.is_empty()).collect();
    let theirs = lines
        .into_iter()
        // Cargo shows where a package is that comes from no registry.
        .filter(|line| !line.split('|').next().is_some_and(|it| it.contains('(')));
    let packages = theirs.map(|line| {
        let mut parts = line.split('|');
        let mut next = || parts.next().unwrap_or_default().trim();
        let (package, licence, home) = (next(), next(), next());
        let (name, version) = package
            .split_once(" v")
            .with_context(|| format!("`{line}` names no package"))?;
        read(name, version, licence, home).with_context(|| format!("in {name} {version}"))
    });
    packages.collect()
}

fn read(name: &str, version: &str, licence: &str, home: &str) -> Result<Package> {
    let folder = sources(name, version)?;
    let path = folder.join("Cargo.toml");
    let manifest =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = value(&manifest, "license-file");
    // A file that is named lies where the name says; its beginning says which licence it is.
    let within = file.and_then(|file| Path::new(file).parent());
    let licence = if licence.is_empty() {
        "see its text"
    } else {
        licence
    };
    let authors = authors(&manifest).unwrap_or_else(|| format!("the authors of {name}"));
    Ok(Package {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: licence.to_owned(),
        home: Some(home.to_owned()).filter(|home| home.starts_with("https://")),
        changes: None,
        texts: texts(
            &folder.join(within.unwrap_or(Path::new(""))),
            licence,
            &authors,
        )?,
    })
}

/// Where cargo has unpacked a package.
fn sources(name: &str, version: &str) -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map_or_else(
        || env::home_dir().map(|home| home.join(".cargo")),
        |home| Some(PathBuf::from(home)),
    );
    let registries = home.context("cargo has no home")?.join("registry/src");
    let entries = fs::read_dir(&registries)
        .with_context(|| format!("cannot read {}", registries.display()))?;
    let folder = format!("{name}-{version}");
    let mut folders = entries.filter_map(|entry| Some(entry.ok()?.path().join(&folder)));
    folders
        .find(|path| path.is_dir())
        .with_context(|| format!("{folder} is not unpacked; run `cargo fetch`"))
}

/// The text behind `key = ` in a manifest as cargo packs it.
fn value<'a>(manifest: &'a str, key: &str) -> Option<&'a str> {
    manifest.lines().find_map(|line| {
        let (its, value) = line.split_once(" = ")?;
        (its == key).then(|| value.trim_matches('"'))
    })
}

/// Its authors, without their addresses.
fn authors(manifest: &str) -> Option<String> {
    let (_, rest) = manifest.split_once("\nauthors = [")?;
    let (list, _) = rest.split_once(']')?;
    let names = list.split('"').skip(1).step_by(2);
    let names: Vec<&str> = names
        .map(|author| author.split(" <").next().unwrap_or(author))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Rust's own library, which no tree shows.
fn standard_library() -> Result<Package> {
    let version = shell::output(&mut shell::command("rustc --version"))
        .context("cannot run rustc; install Rust with rustup")?;
    let version = version.split(' ').nth(1).unwrap_or_default().to_owned();
    ensure!(!version.is_empty(), "rustc does not say its version");
    let licence = "MIT OR Apache-2.0";
    Ok(Package {
        name: "Rust’s standard library".to_owned(),
        version,
        licence: licence.to_owned(),
        home: Some("https://github.com/rust-lang/rust".to_owned()),
        changes: None,
        texts: vec![super::package::standard(
            licence,
            "The Rust Project contributors",
        )?],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_are_read() {
        let manifest = "[package]\nname = \"x\"\nauthors = [\n    \"Ada <a@b.c>\",\n    \"Bo\",\n]\nlicense-file = \"Lib/L\"\n";
        assert_eq!(authors(manifest).as_deref(), Some("Ada, Bo"));
        assert_eq!(value(manifest, "license-file"), Some("Lib/L"));
        assert_eq!(authors("[package]\nauthors = []\n"), None);
    }

    #[test]
    fn what_is_ours_is_not_listed() {
        let tree = "coroscope-web v0.1.0 (/somewhere/web)|MIT|\n\n";
        assert_eq!(listed(tree).expect("nothing to read"), []);
        assert!(listed("no-such-package v0.0.1|MIT|\n").is_err());
    }
}
