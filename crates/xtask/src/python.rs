//! Which Python there is to compare with.

use crate::shell;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// CPython 3.14, the reference.
pub(crate) fn reference() -> Option<PathBuf> {
    first(
        &["python3.14", "python3"],
        "import sys; sys.exit(sys.version_info[:2] != (3, 14))",
    )
}

/// The Python that is nearest to the reference and has `TaskGroup` and `timeout`: 3.14, else
/// 3.13, else one from 3.11 on.
pub(crate) fn nearest() -> Option<PathBuf> {
    let names = [
        "python3.14",
        "python3.13",
        "python3.12",
        "python3.11",
        "python3",
    ];
    first(&names, "import sys; sys.exit(sys.version_info < (3, 11))")
}

/// The first of these, on the search path or kept by pyenv, for which the lines succeed.
fn first(names: &[&str], lines: &str) -> Option<PathBuf> {
    names
        .iter()
        .flat_map(|name| [shell::find(name), kept(name)])
        .flatten()
        .find(|python| answers(python, lines))
}

/// The newest `python3.14` that pyenv keeps, whether or not it is the one it uses.
fn kept(name: &str) -> Option<PathBuf> {
    let versions = Path::new(&env::var_os("HOME")?).join(".pyenv/versions");
    let prefix = format!("{}.", name.strip_prefix("python")?);
    let patch = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        name.strip_prefix(&prefix)?.parse::<u32>().ok()
    };
    let newest = fs::read_dir(versions)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| patch(path).is_some())
        .max_by_key(patch)?;
    Some(newest.join("bin/python"))
}

/// Whether Python can run these lines. A name on the search path may belong to nobody.
pub(crate) fn answers(python: &Path, lines: &str) -> bool {
    let mut command = Command::new(python);
    command.args(["-c", lines]);
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_answers_nothing() {
        let nobody = Path::new("/nowhere/python3");
        assert!(!answers(nobody, "pass"));
        assert_eq!(first(&["python0.1"], "pass"), None);
    }

    #[test]
    fn what_is_found_answers() {
        for python in [reference(), nearest()].into_iter().flatten() {
            assert!(answers(&python, "import asyncio; asyncio.TaskGroup"));
            assert!(!answers(&python, "import sys; sys.exit(1)"));
        }
    }
}
