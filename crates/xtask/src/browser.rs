//! Finds Chromium or Chrome and a chromedriver of the same version, installs them where we may,
//! and says what to install where we may not.

use crate::{debian, paths, shell};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A browser that can be driven.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) driver: PathBuf,
}

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where browsers and drivers are that are not on the search path.
const ELSEWHERE: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

const ADVICE: &str = "install Chromium and its driver (Debian: `apt-get install chromium chromium-driver`; \
    elsewhere: Chrome, and the chromedriver of the same version from Chrome for Testing), on PATH or \
    named by the environment variables CHROME and CHROMEDRIVER; `cargo xtask test --no-browser` does without";

/// Quiet flags: nothing is fetched or asked that a test did not ask for.
const FLAGS: [&str; 7] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Finds a browser with its driver, or installs both.
pub(crate) fn ensure() -> Result<Browser> {
    let chromium = || locate("CHROME", &BROWSERS, |path| !path.contains("driver"));
    let driver = || {
        locate("CHROMEDRIVER", &["chromedriver"], |path| {
            path.contains("driver")
        })
    };
    if (chromium().is_none() || driver().is_none()) && debian::can_install() {
        debian::install(&["chromium", "chromium-driver"])?;
    }
    let chromium =
        chromium().with_context(|| format!("there is no Chromium or Chrome here; {ADVICE}"))?;
    let driver = driver().with_context(|| format!("there is no chromedriver here; {ADVICE}"))?;
    let (its, drivers) = (version(&chromium)?, version(&driver)?);
    if its != drivers {
        bail!(
            "{} is version {its}, but {} is for version {drivers}; {ADVICE}",
            chromium.display(),
            driver.display()
        );
    }
    Ok(Browser { chromium, driver })
}

impl Browser {
    /// Writes the wishes which the wasm test runner passes on to the driver, and says where.
    pub(crate) fn wishes(&self) -> Result<PathBuf> {
        let mut flags = FLAGS.to_vec();
        if debian::is_root() {
            flags.push("--no-sandbox");
        }
        let flags: Vec<String> = flags.into_iter().map(json_string).collect();
        let text = format!(
            "{{\"goog:chromeOptions\": {{\"binary\": {}, \"args\": [{}]}}}}\n",
            json_string(&self.chromium.to_string_lossy()),
            flags.join(", ")
        );
        let path = paths::target().join("webdriver.json");
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

fn json_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The program named by a variable, or on the search path, or in a usual place.
fn locate(variable: &str, names: &[&str], fits: fn(&str) -> bool) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
    {
        return Some(path);
    }
    let elsewhere = || {
        let usual = ELSEWHERE
            .iter()
            .filter(|path| fits(path))
            .map(PathBuf::from);
        usual.into_iter().find(|path| path.is_file())
    };
    names
        .iter()
        .find_map(|name| shell::find(name))
        .or_else(elsewhere)
}

/// The major version of a browser or driver, which both say when asked.
fn version(program: &Path) -> Result<u32> {
    let text = shell::output(Command::new(program).arg("--version"))
        .with_context(|| format!("{} does not tell its version; {ADVICE}", program.display()))?;
    major(&text).with_context(|| {
        format!(
            "{} says `{}`, which is no version; {ADVICE}",
            program.display(),
            text.trim()
        )
    })
}

fn major(text: &str) -> Option<u32> {
    text.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_programs_say() {
        assert_eq!(
            major("Chromium 142.0.7444.59 built on Debian GNU/Linux 12 (bookworm)"),
            Some(142)
        );
        assert_eq!(
            major("ChromeDriver 141.0.7390.122 (abc-refs/x@{#1})"),
            Some(141)
        );
        assert_eq!(major("Google Chrome"), None);
    }

    #[test]
    fn wishes_are_valid_json_for_odd_paths() {
        assert_eq!(json_string(r#"C:\a "b""#), r#""C:\\a \"b\"""#);
    }
}
