//! What cargo knows of packages: whose they are, and where their sources lie.

use crate::{paths, shell};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The folder of a package, if it is ours, and none if it comes from a registry. cargo shows it as `name v1.2.3`, and
/// behind that in parentheses where it is if that is no registry: what is neither is an error.
pub(crate) fn folder_of_ours(shown: &str) -> Result<Option<PathBuf>> {
    let root = paths::root();
    let mut folder = None;
    for note in shown.split(" (").skip(1) {
        let note = note.split(')').next().unwrap_or(note);
        let path = Path::new(note);
        if path.starts_with(&root) {
            folder = Some(path.to_owned());
        } else if note != "proc-macro" {
            bail!("`{shown}` is not ours and comes from no registry");
        }
    }
    Ok(folder)
}

/// The folders in which cargo has unpacked the packages of registries, by their names: `libc-0.2.1`.
pub(crate) struct Sources(BTreeMap<String, PathBuf>);

impl Sources {
    /// Those of all packages that are compiled for `platform`, or in a build for it; what is not here is fetched.
    pub(crate) fn of(platform: &str) -> Result<Self> {
        let mut metadata =
            shell::command("cargo metadata --format-version 1 --locked --filter-platform");
        let text = shell::read(metadata.arg(platform))?;
        let manifests = text.split('"').filter(|it| it.ends_with("Cargo.toml"));
        let folders = manifests.filter_map(|it| Path::new(it).parent());
        let named = folders.filter_map(|folder| {
            let name = folder.file_name()?.to_str()?;
            Some((name.to_owned(), folder.to_owned()))
        });
        Ok(Self(named.collect()))
    }

    /// Those of this machine.
    pub(crate) fn here() -> Result<Self> {
        let compiler = shell::read(&mut shell::command("rustc --version --verbose"))?;
        let host = compiler
            .lines()
            .find_map(|line| line.strip_prefix("host: "));
        Self::of(host.context("rustc does not say for which machine it is")?)
    }

    /// Where that package is.
    pub(crate) fn folder(&self, name: &str, version: &str) -> Result<&Path> {
        let folder = self.0.get(&format!("{name}-{version}"));
        let folder = folder.with_context(|| format!("cargo does not know {name} {version}"))?;
        Ok(folder)
    }

    /// Where the package of that name is, of whichever version, if there is just one.
    pub(crate) fn only(&self, name: &str) -> Result<&Path> {
        let is_version = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        let its = |key: &str| {
            key.strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('-'))
                .is_some_and(is_version)
        };
        let mut folders = self.0.iter().filter(|(key, _)| its(key));
        match (folders.next(), folders.next()) {
            (Some((_, folder)), None) => Ok(folder),
            (None, _) => bail!("cargo does not know {name}"),
            (Some(_), Some(_)) => bail!("cargo knows {name} in more than one version"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_ours_are_told_from_others() {
        let folder = paths::root().join("crates/asyncio");
        let ours = format!("coroscope-asyncio v0.1.0 ({}) default", folder.display());
        assert_eq!(folder_of_ours(&ours).expect("is shown"), Some(folder));
        for theirs in ["libc v0.2.1 std", "derive v1.0.0 (proc-macro) "] {
            assert_eq!(folder_of_ours(theirs).expect("is shown"), None);
        }
        for nobodys in [
            "other v1.0.0 (/elsewhere/other)",
            "other v1.0.0 (https://example.org/other.git#1234)",
        ] {
            assert!(folder_of_ours(nobodys).is_err(), "{nobodys}");
        }
    }

    #[test]
    fn sources_are_where_cargo_says() {
        let sources = Sources::here().expect("cargo knows them");
        let library = sources.only("rustpython-pylib").expect("is one of them");
        assert!(library.join("Lib/asyncio").is_dir());
        assert!(sources.only("rustpython").is_err(), "that is another name");
        assert!(sources.folder("rustpython-pylib", "0.0.0").is_err());
    }
}
