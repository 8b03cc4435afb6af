//! The editor: `web/editor` with the packages that it imports, as one script.
//!
//! It is most of the size of a page, so the page loads it when a learner edits, and finds it in
//! `<meta name="coroscope-editor" content="./editor-….js">`.

use super::fingerprint;
use crate::{notices, paths, shell, tools};
use anyhow::{Context, Result};
use std::{env, fs, path::Path, process::Command};

/// The editor of a site.
#[derive(Default)]
pub(super) struct Editor {
    /// The tag that tells the page where it is.
    pub(super) tag: String,
    /// The packages from npm that it contains.
    pub(super) packages: Vec<String>,
}

/// Writes the editor's script into the folder; nothing where there is no Node or nothing from npm,
/// as with a plain `trunk serve`.
pub(super) fn bundle(folder: &Path) -> Result<Editor> {
    let esbuild = tools::esbuild();
    let Some(node) = shell::find("node").filter(|_| esbuild.is_file()) else {
        return Ok(Editor::default());
    };
    let made = folder.join("editor.js");
    let inputs = folder.join("editor.json");
    let mut command = Command::new(node);
    command
        .arg(esbuild)
        .arg(paths::root().join("web/editor/main.js"))
        .args(["--bundle", "--format=esm", "--target=es2022", "--minify"])
        // Whose work it is stands in a file of its own, with every licence in full: `notices.html`.
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", made.display()))
        .arg(format!("--metafile={}", inputs.display()))
        .env("NODE_PATH", tools::packages());
    if env::var_os("NO_COLOR").is_some() {
        command.arg("--color=false");
    }
    shell::run(&mut command).context("the editor could not be bundled")?;
    let graph =
        fs::read_to_string(&inputs).with_context(|| format!("cannot read {}", inputs.display()))?;
    fs::remove_file(&inputs)?;
    let text = fs::read(&made).with_context(|| format!("cannot read {}", made.display()))?;
    let name = format!("editor-{}.js", fingerprint([text.as_slice()]));
    fs::rename(&made, folder.join(&name))
        .with_context(|| format!("cannot rename {}", made.display()))?;
    Ok(Editor {
        tag: format!("<meta name=\"coroscope-editor\" content=\"./{name}\">"),
        packages: notices::taken(&graph),
    })
}
