//! Where a finished engine is kept, and how it comes into a site.

use super::manifest::{self, Files, State};
use crate::{notices, paths};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long Trunk may take for what it does between its hooks and the end of a build.
const PATIENCE: Duration = Duration::from_mins(1);

/// A folder that holds what a site's `python/` will, and the note of what that is made of.
pub(super) struct Shelf(PathBuf);

impl Shelf {
    /// The one that builds use.
    pub(super) fn usual() -> Self {
        Self(paths::target().join("python-engine"))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0
    }

    /// Whether a whole engine is there, made of this.
    pub(super) fn holds(&self, key: &str) -> bool {
        let Some(State::Here(files)) = manifest::read(&self.0) else {
            return false;
        };
        fs::read_to_string(self.note()).is_ok_and(|its| its == key)
            && [files.script.as_str(), &files.wasm, notices::FILE]
                .iter()
                .all(|file| self.0.join(file).is_file())
    }

    /// Says how it stands.
    pub(super) fn put(&self, state: &State) -> Result<()> {
        manifest::write(&self.0, state)
    }

    /// Says that it is there, and of what it was made.
    pub(super) fn put_finished(&self, key: &str, files: &Files) -> Result<()> {
        fs::write(self.note(), key).context("cannot note what the engine is made of")?;
        self.put(&State::Here(files.clone()))
    }

    /// Takes the files of older engines away.
    pub(super) fn clear(&self) -> Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("engine-") {
                fs::remove_file(&path)
                    .with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        let path = self.0.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Puts into a site what is here, whatever it is: the page is told.
    fn place(&self, site: &Path) -> Result<()> {
        let to = site.join(manifest::FOLDER);
        let state = manifest::read(&self.0).unwrap_or(State::Absent);
        if let State::Here(files) = &state {
            fs::create_dir_all(&to)?;
            for file in [files.script.as_str(), &files.wasm, notices::FILE] {
                fs::copy(self.0.join(file), to.join(file))
                    .with_context(|| format!("cannot copy {file} of the Python engine"))?;
            }
        }
        manifest::write(&to, &state)
    }

    fn note(&self) -> PathBuf {
        self.0.join("made-of")
    }
}

/// Puts the engine, or the news that there is none, into a site.
pub(crate) fn place(site: &Path) -> Result<()> {
    if super::is_left_out() {
        return manifest::write(&site.join(manifest::FOLDER), &State::Absent);
    }
    Shelf::usual().place(site)
}

/// Puts it into a site that is being served. Trunk may be about to replace the site by one that was
/// put together before this engine was finished; that is waited for.
pub(super) fn hand_over(served: &Path) -> Result<()> {
    let started = Instant::now();
    while served.join(".stage").exists() && started.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(100));
    }
    place(served)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shelf and a site in a folder of their own, gone afterwards.
    fn with_both(test: impl FnOnce(&Shelf, &Path)) {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("coroscope-shelf-{}-{number}", std::process::id()));
        let site = folder.join("site");
        test(&Shelf(folder.join("shelf")), &site);
        let _ = fs::remove_dir_all(folder);
    }

    fn fill(shelf: &Shelf, key: &str) -> Files {
        let files = Files {
            script: "engine-1f.js".into(),
            wasm: "engine-1f.wasm".into(),
            bytes: 4,
            compressed: None,
        };
        shelf.put(&State::Building).expect("can write");
        shelf.write(&files.script, b"1").expect("can write");
        shelf.write(&files.wasm, b"wasm").expect("can write");
        shelf.write(notices::FILE, b"whose").expect("can write");
        shelf.put_finished(key, &files).expect("can write");
        files
    }

    #[test]
    fn an_engine_is_kept_for_what_it_is_made_of() {
        with_both(|shelf, _| {
            assert!(!shelf.holds("a"));
            let files = fill(shelf, "a");
            assert!(shelf.holds("a") && !shelf.holds("b"));
            fs::remove_file(shelf.folder().join(files.wasm)).expect("was there");
            assert!(!shelf.holds("a"));
        });
    }

    #[test]
    fn a_site_gets_what_is_there_or_is_told_that_there_is_nothing_yet() {
        with_both(|shelf, site| {
            let python = site.join(manifest::FOLDER);
            shelf.place(site).expect("can write");
            assert_eq!(manifest::read(&python), Some(State::Absent));
            shelf.put(&State::Building).expect("can write");
            shelf.place(site).expect("can write");
            assert_eq!(manifest::read(&python), Some(State::Building));
            let files = fill(shelf, "a");
            shelf.place(site).expect("can write");
            for (file, content) in [(files.wasm.as_str(), "wasm"), (notices::FILE, "whose")] {
                let placed = fs::read_to_string(python.join(file));
                assert_eq!(placed.ok().as_deref(), Some(content));
            }
            assert_eq!(manifest::read(&python), Some(State::Here(files)));
        });
    }

    #[test]
    fn an_older_engine_makes_room() {
        with_both(|shelf, _| {
            let files = fill(shelf, "a");
            shelf.clear().expect("can remove");
            assert!(!shelf.folder().join(files.wasm).exists() && !shelf.holds("a"));
        });
    }
}
