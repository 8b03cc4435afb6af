//! Installs Debian's packages where we may: on Debian, as root. Elsewhere the caller says what
//! to install.

use crate::shell;
use anyhow::Result;
use std::{fs, process::Command};

/// Whether `apt-get` can be used without asking anybody.
pub(crate) fn can_install() -> bool {
    is_root() && is_debian() && shell::find("apt-get").is_some()
}

/// Whether we are root, who may install things, and for whom Chromium needs `--no-sandbox`.
pub(crate) fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

/// Debian itself, not its children: Ubuntu's chromium is a stub that wants snap.
fn names_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| line.trim_matches('"') == "ID=debian")
}

/// Installs packages with `apt-get`.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    shell::say(&format!(
        "installing Debian's {} (apt-get)",
        packages.join(", ")
    ));
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    shell::run(apt().args(["update", "-q"]))?;
    shell::run(
        apt()
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_counts() {
        assert!(names_debian("NAME=x\nID=debian\nVERSION_ID=\"12\"\n"));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
