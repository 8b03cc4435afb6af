//! What the engine is made of. As long as that is the same, so is the engine.

use super::PACKAGE;
use crate::{hook, packages, paths, shell, versions};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How it is built is part of what it is.
const RECIPE: &str = include_str!("mod.rs");

/// What writes the licences that lie beside it.
const NOTICES: &str = "crates/xtask/src/notices";

/// Folders of a package from which nothing gets into a program.
const BESIDE: [&str; 4] = ["tests", "benches", "examples", "target"];

/// A short text that changes when anything changes of which the engine is made: a package and its
/// version, a source file of ours, the compiler, the profile.
///
/// Cargo knows that too, but goes by times, and those are new in every fresh checkout.
pub(super) fn key() -> Result<String> {
    let tree = tree()?;
    let compiler = shell::read(&mut shell::command("rustc --version --verbose"))?;
    let mut files = vec![paths::root().join("Cargo.toml")];
    for folder in ours(&tree)? {
        walk(&folder, &mut files)?;
    }
    walk(&paths::root().join(NOTICES), &mut files)?;
    files.sort();
    let root = paths::root();
    let mut parts = vec![RECIPE.into(), compiler.into_bytes()];
    parts.push(tree.replace(&*root.to_string_lossy(), "").into_bytes());
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file);
        parts.push(name.to_string_lossy().into_owned().into_bytes());
        parts.push(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    // With the lengths between, so that nothing can pass from one part to the next.
    let lengths: Vec<[u8; 8]> = parts
        .iter()
        .map(|part| (part.len() as u64).to_le_bytes())
        .collect();
    let both = lengths.iter().zip(&parts);
    Ok(hook::fingerprint(
        both.flat_map(|(length, part)| [&length[..], &part[..]]),
    ))
}

/// Every package that goes into it, with its version and features, one a line.
fn tree() -> Result<String> {
    let mut tree = shell::command("cargo tree --edges normal,build --prefix none --no-dedupe");
    tree.args(["--package", PACKAGE, "--target", versions::WASM])
        .args(["--format", "{p} {f}"]);
    let text = shell::read(&mut tree).context("what the Python engine is made of is not known")?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.join("\n"))
}

/// The folders of the packages that are ours.
fn ours(tree: &str) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for line in tree.lines() {
        folders.extend(packages::folder_of_ours(line)?);
    }
    folders.dedup();
    Ok(folders)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || BESIDE.contains(&&*name) {
            continue;
        }
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_of_ours_and_of_what_registries_have() {
        let tree = tree().expect("cargo knows it");
        let folders = ours(&tree).expect("nothing comes from elsewhere");
        let crates = paths::root().join("crates");
        for folder in ["asyncio", "python", "python/stand-ins/jiff-tzdb"] {
            assert!(folders.contains(&crates.join(folder)), "{folder}");
        }
    }

    #[test]
    fn what_is_beside_a_program_is_not_in_it() {
        let mut files = Vec::new();
        walk(&paths::root().join("crates/asyncio"), &mut files).expect("is there");
        let has = |end: &str| files.iter().any(|file| file.ends_with(end));
        assert!(has("Cargo.toml") && has("src/lib.rs"));
        assert!(
            !files
                .iter()
                .any(|file| file.components().any(|part| part.as_os_str() == "tests"))
        );
    }
}
