//! The project's own rules. A rule that nothing checks is a wish.

mod boundaries;
mod examples;
mod files;
mod lessons;
mod names;
mod page;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A text file of the project.
struct Text {
    /// Its path from the root, with slashes.
    path: String,
    content: String,
}

/// Folders whose files are made, not written.
const MADE: [&str; 5] = [".git", ".tools", "dist", "node_modules", "target"];

/// All files written by us whose name ends in one of these, under a folder.
fn texts(under: &str, endings: &[&str]) -> Vec<Text> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(under)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            let (path, name) = (
                entry.path(),
                entry.file_name().to_string_lossy().into_owned(),
            );
            if path.is_dir() {
                if !MADE.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let relative = path.strip_prefix(root()).unwrap_or(&path);
                let relative = relative.to_string_lossy().replace('\\', "/");
                let content =
                    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{relative}: {error}"));
                found.push(Text {
                    path: relative,
                    content,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with all breaches of a rule at once, and with what to do about them.
fn none(breaches: &[String], advice: &str) {
    assert!(
        breaches.is_empty(),
        "{advice}\n  {}\n",
        breaches.join("\n  ")
    );
}
