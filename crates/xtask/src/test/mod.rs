//! Every check there is.
use anyhow::{Result, bail};
use std::process::ExitCode;
/// Options.
#[derive(Default)]
pub(crate) struct Options {
    /// Leave out what needs a browser.
    pub(crate) no_browser: bool,
    /// Only list.
    pub(crate) list: bool,
    /// Only these.
    pub(crate) only: Vec<String>,
}
pub(crate) fn run(_options: &Options) -> Result<ExitCode> { bail!("not yet") }
