//! Where CPython's tests are, and of which version they are.

use super::known::Known;
use crate::{debian, paths, python, shell};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Debian's packages with the tests, newest first.
const PACKAGES: [&str; 3] = [
    "libpython3.14-testsuite",
    "libpython3.13-testsuite",
    "libpython3.11-testsuite",
];

/// CPython's `Lib/test`: the folder itself, or below it.
pub(super) fn folder(given: &Path) -> Result<PathBuf> {
    let places = ["", "test", "Lib/test"].map(|below| given.join(below));
    let found = places
        .into_iter()
        .find(|place| place.join("test_asyncio").is_dir());
    let found = found.with_context(|| {
        format!(
            "{} holds no test_asyncio: a folder like CPython's Lib/test is wanted",
            given.display()
        )
    })?;
    fs::canonicalize(&found).with_context(|| format!("cannot read {}", found.display()))
}

/// The Python that the tests belong to, as `3.14`.
pub(super) fn version(tests: &Path) -> Result<String> {
    let source = tests.join("../../Include/patchlevel.h");
    let minor = match fs::read_to_string(source) {
        Ok(text) => minor_of_source(&text),
        Err(_) => minor_of_path(&tests.to_string_lossy()),
    };
    // What only the newest has.
    let newest = tests
        .join("test_asyncio/test_graph.py")
        .is_file()
        .then_some(14);
    let minor = minor
        .or(newest)
        .context("which Python's tests these are is not to be seen")?;
    Ok(format!("3.{minor}"))
}

/// `#define PY_MINOR_VERSION        14`
fn minor_of_source(text: &str) -> Option<u32> {
    let mut lines = text.lines();
    lines.find_map(|line| {
        line.strip_prefix("#define PY_MINOR_VERSION")?
            .trim()
            .parse()
            .ok()
    })
}

/// `/usr/lib/python3.14/test`
fn minor_of_path(path: &str) -> Option<u32> {
    let (_, behind) = path.rsplit_once("/python3.")?;
    behind.split('/').next()?.parse().ok()
}

/// Tests that are here anyway, or that Debian has; none, with the reason, where neither is so.
pub(crate) fn find() -> Result<PathBuf, String> {
    let known = Known::usual().map_err(|error| error.to_string())?;
    // Of tests that nobody has looked at, nobody knows which may fail.
    let is_known = |tests: &PathBuf| version(tests).is_ok_and(|version| known.has(&version));
    let kept = paths::tools().join("cpython-tests");
    let pythons = [python::reference(), python::nearest()];
    let of_pythons = pythons.into_iter().flatten();
    let here = of_pythons.filter_map(|python| of_python(&python));
    if let Some(tests) = here.chain(unpacked(&kept)).find(is_known) {
        return Ok(tests);
    }
    download(&kept).map_err(|error| {
        format!(
            "CPython's tests are not here ({error:#}); install Debian's {}, or run \
             `cargo xtask cpython-suite DIR` with the Lib/test of a Python's sources",
            PACKAGES[PACKAGES.len() - 1]
        )
    })
}

/// A Python that was built from its sources has them beside its library.
fn of_python(python: &Path) -> Option<PathBuf> {
    let mut command = Command::new(python);
    command.args(["-c", "import os; print(os.path.dirname(os.__file__))"]);
    let library = shell::output(&mut command)?;
    folder(Path::new(library.trim())).ok()
}

/// What Debian's packages hold, where they were unpacked.
fn unpacked(kept: &Path) -> Option<PathBuf> {
    let pythons = fs::read_dir(kept.join("usr/lib")).ok()?;
    pythons
        .filter_map(Result::ok)
        .find_map(|entry| folder(&entry.path()).ok())
}

/// Fetches a package and unpacks it; nothing is installed, and nobody need be root.
fn download(kept: &Path) -> Result<PathBuf> {
    if shell::find("apt-get").is_none() || shell::find("dpkg-deb").is_none() {
        bail!("there is no apt-get to fetch them");
    }
    fs::create_dir_all(kept).with_context(|| format!("cannot make {}", kept.display()))?;
    let fetch = || {
        let mut missing = None;
        for package in PACKAGES {
            let mut apt = Command::new("apt-get");
            apt.args(["download", "-q", package]).current_dir(kept);
            match shell::read(&mut apt) {
                Ok(_) => return Ok(package),
                Err(error) => missing = Some(error),
            }
        }
        Err(missing.context("there are no packages")?)
    };
    let mut package = fetch();
    if package.is_err() && debian::is_root() {
        // A fresh machine has no lists of packages yet.
        shell::run(Command::new("apt-get").args(["update", "-q"]))?;
        package = fetch();
    }
    let package = package?;
    let prefix = format!("{package}_");
    let file = fs::read_dir(kept)?
        .filter_map(Result::ok)
        .find(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .with_context(|| format!("apt-get did not leave {package}"))?;
    shell::run(
        Command::new("dpkg-deb")
            .arg("-x")
            .arg(file.path())
            .arg(kept),
    )?;
    fs::remove_file(file.path())?;
    unpacked(kept).with_context(|| format!("{package} holds no test_asyncio"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_sources_and_from_paths() {
        let header = "#define PY_MAJOR_VERSION 3\n#define PY_MINOR_VERSION        14\n";
        assert_eq!(minor_of_source(header), Some(14));
        assert_eq!(minor_of_path("/usr/lib/python3.11/test"), Some(11));
        assert_eq!(
            minor_of_path("/home/x/.pyenv/versions/3.13.0/lib/python3.13/test"),
            Some(13)
        );
        assert_eq!(minor_of_path("/home/x/cpython/Lib/test"), None);
    }
}
