//! The worker: the page's own program, started a second time off the page's thread.
//!
//! Page and lesson engine are one wasm file, because apart they would bring the same library
//! code twice. Started in a window the program is the page, in a worker it is the engine; this
//! writes the few lines that start it there, and tells the page where they are:
//! `<meta name="coroscope-worker" content="./coroscope-worker-…_loader.js">`. Trunk names the
//! program by its content, so stale caches cannot mix two versions.

use super::fingerprint;
use crate::html;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Writes the loader into the folder. Gives the tag that tells the page.
pub(super) fn add(page: &str, folder: &Path) -> Result<String> {
    let script = program(page)?;
    let wasm = format!("{}_bg.wasm", script.trim_end_matches(".js"));
    for file in [&script, &wasm] {
        if !folder.join(file).is_file() {
            bail!("the page loads {file}, which was not built; has Trunk changed its names?");
        }
    }
    let text = loader(&script, &wasm);
    let name = format!(
        "coroscope-worker-{}_loader.js",
        fingerprint([text.as_bytes()])
    );
    super::write(&folder.join(&name), &text)?;
    Ok(format!(
        "<meta name=\"coroscope-worker\" content=\"./{name}\">"
    ))
}

/// The script that wasm-bindgen wrote for the page, which the page preloads.
fn program(page: &str) -> Result<String> {
    html::tags(page)
        .iter()
        .filter(|tag| tag.name == "link" && tag.get("rel") == Some("modulepreload"))
        .find_map(|tag| tag.get("href")?.strip_prefix("./"))
        .map(str::to_owned)
        .context("index.html preloads no module, so the worker has no program to start; has Trunk changed what it writes?")
}

/// What starts the program in a worker.
///
/// A module that awaits lets events happen meanwhile, so what the page says while the wasm is
/// still being compiled would find nobody listening, and be gone. It is kept and said again.
fn loader(script: &str, wasm: &str) -> String {
    format!(
        "\
import init from './{script}';
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
await init({{ module_or_path: new URL('./{wasm}', import.meta.url) }});
removeEventListener('message', keep);
for (const {{ data, ports }} of early) dispatchEvent(new MessageEvent('message', {{ data, ports }}));
"
    )
}
