//! The folder of modules from which the engine runs the tests.
//!
//! It has the tests as they were handed in, `unittest` and what that imports, and our stand-ins for what is no part of
//! asyncio and not there: files, sockets, threads, processes (`shims`).

use super::workshop;
use crate::{packages::Sources, paths};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the tests import of the library and the engine has not got.
const LIBRARY: [&str; 6] = [
    "unittest",
    "difflib.py",
    "fnmatch.py",
    "pkgutil.py",
    "argparse.py",
    "gettext.py",
];

/// Puts it together.
pub(super) fn assemble(tests: &Path) -> Result<PathBuf> {
    let folder = workshop()?.join("lib");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    // Python's library as RustPython carries it.
    let library = Sources::here()?.only("rustpython-pylib")?.join("Lib");
    for name in LIBRARY {
        copy(&library.join(name), &folder.join(name))?;
    }
    copy(
        &tests.join("test_asyncio"),
        &folder.join("test/test_asyncio"),
    )?;
    let contexts = "test_context.py";
    copy(&tests.join(contexts), &folder.join("test").join(contexts))?;
    copy(&paths::root().join("crates/xtask/src/suite/shims"), &folder)?;
    Ok(folder)
}

/// Copies a file, or the Python files of a folder and of those below it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        let above = to.parent().unwrap_or(to);
        fs::create_dir_all(above).with_context(|| format!("cannot make {}", above.display()))?;
        let copied = fs::copy(from, to);
        copied.with_context(|| format!("cannot copy {}", from.display()))?;
        return Ok(());
    }
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let is_code = path.extension().is_some_and(|ending| ending == "py");
        if (is_code || path.is_dir())
            && let Some(name) = path.file_name()
        {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}
