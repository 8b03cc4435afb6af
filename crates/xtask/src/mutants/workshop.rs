//! A copy of the core in which mistakes are made, and what builds it.

use super::faults::Fault;
use crate::paths;
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeSet,
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The crates that are copied: the core, and what runs programs on it.
const CRATES: [&str; 2] = ["asyncio", "programs"];

/// Tests are not built here.
const LEFT_OUT: [&str; 2] = ["tests", "target"];

/// Builds quickly, runs well enough, and wrong sums are noticed.
const PROFILE: &str = "
[profile.mutants]
inherits = \"dev\"
debug = false
opt-level = 1
";

/// The folder of the copy.
pub(super) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// Brings the copy to the state of the project. What did not change is not touched, so that
    /// it need not be built again.
    pub(super) fn open() -> Result<Self> {
        let (root, folder) = (paths::root(), paths::target().join("mutants"));
        for name in CRATES {
            let path = Path::new("crates").join(name);
            mirror(&root.join(&path), &folder.join(&path))?;
        }
        let text = read(&root.join("Cargo.toml"))?;
        write(&folder.join("Cargo.toml"), manifest(&text).as_bytes())?;
        let lock = fs::read(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
        write(&folder.join("Cargo.lock"), &lock)?;
        Ok(Self { folder })
    }

    /// Builds what is there now.
    pub(super) fn build(&self) -> Result<()> {
        let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
            .args(["build", "--quiet", "--jobs", "1", "--profile", "mutants"])
            .args(["--package", "coroscope-programs", "--target-dir", "target"])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .context("cannot start cargo")?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(())
    }

    /// The program that was built.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let name = format!("coroscope-programs{}", env::consts::EXE_SUFFIX);
        let mut command = Command::new(self.folder.join("target/mutants").join(name));
        command.args(args).current_dir(&self.folder);
        command
    }

    /// Keeps a text beside the copy.
    pub(super) fn keep(&self, name: &str, text: &str) -> Result<()> {
        write(&self.folder.join(name), text.as_bytes())
    }

    /// Makes the mistake while `during` runs, and takes it back.
    pub(super) fn with<R>(&self, fault: &Fault, during: impl FnOnce() -> Result<R>) -> Result<R> {
        let path = self.folder.join("crates/asyncio/src").join(fault.file);
        let text = read(&path)?;
        let Some(wrong) = fault.made_in(&text) else {
            bail!("its text does not occur exactly once in {}", fault.file);
        };
        write(&path, wrong.as_bytes())?;
        let outcome = during();
        write(&path, text.as_bytes())?;
        outcome
    }
}

/// The manifest of the workspace, with the copied crates as its members. What stands in for other crates
/// is not copied, and replaces none.
fn manifest(text: &str) -> String {
    let members: Vec<String> = CRATES
        .iter()
        .map(|name| format!("\"crates/{name}\""))
        .collect();
    let members = format!("members = [{}]", members.join(", "));
    let kept = text.lines().filter_map(|line| {
        if line.starts_with("members = ") {
            Some(members.as_str())
        } else {
            let left_out = line.starts_with("default-members = ") || line.contains("/stand-ins/");
            (!left_out).then_some(line)
        }
    });
    let kept: Vec<&str> = kept.collect();
    kept.join("\n") + "\n" + PROFILE
}

/// Makes one folder equal to another.
fn mirror(from: &Path, to: &Path) -> Result<()> {
    let names = names(from).with_context(|| format!("cannot list {}", from.display()))?;
    for gone in self::names(to).unwrap_or_default().difference(&names) {
        let path = to.join(gone);
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.with_context(|| format!("cannot remove {}", path.display()))?;
    }
    for name in names {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            mirror(&from, &to)?;
        } else {
            let content =
                fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
            write(&to, &content)?;
        }
    }
    Ok(())
}

/// What is in a folder, without what is left out.
fn names(folder: &Path) -> io::Result<BTreeSet<OsString>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !LEFT_OUT.iter().any(|left_out| name == *left_out) {
            names.insert(name);
        }
    }
    Ok(names)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file unless it is like that already.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, content))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_is_a_workspace_of_two() {
        let manifest = manifest(
            "[workspace]\nmembers = [\"crates/*\"]\ndefault-members = []\nx = 1\na = { path = \"b/stand-ins/a\" }",
        );
        let (first, profile) = manifest
            .split_once("\n\n")
            .expect("the profile stands apart");
        let members = "[workspace]\nmembers = [\"crates/asyncio\", \"crates/programs\"]\nx = 1";
        assert_eq!(first, members);
        assert!(profile.starts_with("[profile.mutants]\n"));
    }
}
