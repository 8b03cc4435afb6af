//! Where a finished engine is kept, and how it comes into a site.

use super::{
    LEFT_OUT,
    manifest::{self, Files, State},
};
use crate::paths;
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// The folder that holds what a site's `python/` will.
pub(super) fn folder() -> PathBuf {
    paths::target().join("python-engine")
}

fn key_file() -> PathBuf {
    folder().join("made-of")
}

/// Whether a whole engine is there, made of this.
pub(super) fn holds(key: &str) -> bool {
    let Some(State::Here(files)) = manifest::read(&folder()) else {
        return false;
    };
    fs::read_to_string(key_file()).is_ok_and(|its| its == key)
        && [files.script, files.wasm]
            .iter()
            .all(|file| folder().join(file).is_file())
}

/// Says how it stands.
pub(super) fn put(state: &State) -> Result<()> {
    manifest::write(&folder(), state)
}

/// Says that it is there, and of what it was made.
pub(super) fn put_finished(key: &str, files: &Files) -> Result<()> {
    fs::write(key_file(), key).context("cannot write what the engine is made of")?;
    put(&State::Here(files.clone()))
}

/// Takes the files of older engines away.
pub(super) fn clear() -> Result<()> {
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("engine-") {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

pub(super) fn write(name: &str, content: &[u8]) -> Result<()> {
    let path = folder().join(name);
    fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Puts into a site what is on the shelf, whatever it is: the page is told.
pub(crate) fn place(site: &Path) -> Result<()> {
    let to = site.join(manifest::FOLDER);
    let kept = manifest::read(&folder()).filter(|_| env::var_os(LEFT_OUT).is_none());
    let state = kept.unwrap_or(State::Absent);
    if let State::Here(files) = &state {
        fs::create_dir_all(&to)?;
        for file in [&files.script, &files.wasm] {
            fs::copy(folder().join(file), to.join(file))
                .with_context(|| format!("cannot copy {file} of the Python engine"))?;
        }
    }
    manifest::write(&to, &state)
}

/// How long Trunk may take for what it does between its hooks and the end of a build.
const PATIENCE: Duration = Duration::from_mins(1);

/// Puts it into a site that is being served. Trunk may be about to replace the site by one that was
/// put together before this engine was finished; that is waited for.
pub(super) fn hand_over(served: &Path) -> Result<()> {
    let started = Instant::now();
    while served.join(".stage").exists() && started.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(100));
    }
    place(served)
}
