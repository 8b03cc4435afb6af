//! Where the built site, the browser and the checker are.

use std::{
    env,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

/// What a test needs to begin.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The built site.
    pub(crate) dist: PathBuf,
    /// Chromium or Chrome.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) chromedriver: PathBuf,
    /// `axe.min.js`.
    pub(crate) axe: PathBuf,
}

/// How long anything may take that a test waits to see. Generous, because a slow machine is not a
/// broken page; nothing ever waits that long when all is well. `COROSCOPE_PATIENCE`, in seconds,
/// makes it another, for those who mend what fails.
pub(crate) fn patience() -> Duration {
    static PATIENCE: OnceLock<Duration> = OnceLock::new();
    *PATIENCE.get_or_init(|| {
        let seconds = env::var("COROSCOPE_PATIENCE").ok();
        let seconds = seconds.map_or(30, |seconds| {
            seconds
                .parse()
                .unwrap_or_else(|_| panic!("COROSCOPE_PATIENCE is no number: {seconds}"))
        });
        Duration::from_secs(seconds)
    })
}

/// The folder of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent()
        .map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The settings, found once.
///
/// # Panics
/// If something is missing: then the tests fail, and say what to do. None may pass for want of
/// a browser.
pub(crate) fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Result<Settings, String>> = OnceLock::new();
    match SETTINGS.get_or_init(find) {
        Ok(settings) => settings,
        Err(why) => panic!(
            "{why}. Run `cargo xtask test`, which builds the site and finds or installs the rest \
             (`cargo xtask test --only e2e` does nothing more than that)"
        ),
    }
}

fn find() -> Result<Settings, String> {
    let settings = Settings {
        dist: named_or("COROSCOPE_DIST", || root().join("dist")),
        chromium: named_or("COROSCOPE_CHROMIUM", || on_path("chromium")),
        chromedriver: named_or("COROSCOPE_CHROMEDRIVER", || on_path("chromedriver")),
        axe: named_or("COROSCOPE_AXE", || {
            root().join(".tools/npm/node_modules/axe-core/axe.min.js")
        }),
    };
    for (what, path) in [
        ("the built site", settings.dist.join("index.html")),
        ("Chromium", settings.chromium.clone()),
        ("chromedriver", settings.chromedriver.clone()),
        ("the accessibility checker", settings.axe.clone()),
    ] {
        if !path.is_file() {
            return Err(format!("{what} is not there ({})", path.display()));
        }
    }
    Ok(settings)
}

fn named_or(variable: &str, otherwise: impl FnOnce() -> PathBuf) -> PathBuf {
    env::var_os(variable).map_or_else(otherwise, PathBuf::from)
}

/// The program of that name on the search path; its bare name, which is no file, if there is none.
fn on_path(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| PathBuf::from(name))
}
