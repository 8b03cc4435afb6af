//! The crates that are compiled into a program, as cargo knows them.

use super::package::{Package, texts};
use crate::{
    packages::{Sources, folder_of_ours},
    shell, versions,
};
use anyhow::{Context, Result, ensure};
use std::{collections::BTreeSet, fs, path::Path};

/// Python's own library, of which the modules are taken that `crates/python/lib/frozen.txt` names.
const LIBRARY: &str = "rustpython-pylib";

/// What its licence asks to say.
const LIBRARY_CHANGES: &str = "Only the modules that Coroscope’s crates/python/lib/frozen.txt names; those in \
    crates/python/lib stand in for modules of the same name, and lib/edits.txt there is what lines of asyncio’s own \
    modules say instead.";

/// What is compiled into every program with Rust's library, and which no tree shows either.
const STANDARD_PARTS: &str = "With its parts hashbrown, dlmalloc (in WebAssembly) and compiler_builtins, which contains \
    libm; each is offered under MIT too, and Rust’s COPYRIGHT-library.html names all who wrote them.";

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
    library.note = Some(LIBRARY_CHANGES);
    Ok(library)
}

fn tree_of(tree: &mut std::process::Command) -> Result<String> {
    shell::read(tree).context("whose work this is is not known")
}

/// The packages in the lines of `cargo tree`, without those that are ours.
fn listed(tree: &str) -> Result<Vec<Package>> {
    let lines: BTreeSet<&str> = tree.lines().filter(|line| !line.is_empty()).collect();
    let sources = Sources::of(versions::WASM)?;
    let mut packages = Vec::new();
    for line in lines {
        let mut parts = line.split('|');
        let mut next = || parts.next().unwrap_or_default().trim();
        let (package, licence, home) = (next(), next(), next());
        if folder_of_ours(package)?.is_some() {
            continue;
        }
        let (name, version) = package
            .split_once(" v")
            .with_context(|| format!("`{line}` names no package"))?;
        let read = || read(name, version, sources.folder(name, version)?, licence, home);
        packages.push(read().with_context(|| format!("in {name} {version}"))?);
    }
    Ok(packages)
}

fn read(name: &str, version: &str, folder: &Path, licence: &str, home: &str) -> Result<Package> {
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
        note: None,
        texts: texts(
            &folder.join(within.unwrap_or(Path::new(""))),
            licence,
            &authors,
        )?,
    })
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
    let version = shell::read(&mut shell::command("rustc --version"))?;
    let version = version.split(' ').nth(1).unwrap_or_default().to_owned();
    ensure!(!version.is_empty(), "rustc does not say its version");
    let licence = "MIT OR Apache-2.0";
    Ok(Package {
        name: "Rust’s standard library".to_owned(),
        version,
        licence: licence.to_owned(),
        home: Some("https://github.com/rust-lang/rust".to_owned()),
        note: Some(STANDARD_PARTS),
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
        let web = crate::paths::root().join("web");
        let tree = format!("coroscope-web v0.1.0 ({})|MIT|\n\n", web.display());
        assert_eq!(listed(&tree).expect("nothing to read"), []);
        assert!(listed("no-such-package v0.0.1|MIT|\n").is_err());
        let nobodys = "other v1.0.0 (https://example.org/other.git#1234)|MIT|\n";
        assert!(listed(nobodys).is_err());
    }
}
