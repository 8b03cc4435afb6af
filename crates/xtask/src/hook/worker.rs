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
use std::{fs, path::Path};

/// Writes the loader into the folder. Gives the tag that tells the page.
pub(super) fn add(page: &str, folder: &Path) -> Result<String> {
    let script = program(page)?;
    let wasm = format!("{}_bg.wasm", script.trim_end_matches(".js"));
    for file in [&script, &wasm] {
        if !folder.join(file).is_file() {
            bail!("the page loads {file}, which was not built; has Trunk changed its names?");
        }
    }
    let text = loader(&script, &wasm, &pilot(folder)?);
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

/// Gives the pilot of Python runs a name that changes with its content, which Trunk leaves to whoever
/// starts it. Tells the name without its ending.
fn pilot(folder: &Path) -> Result<String> {
    const NAME: &str = "coroscope-pilot";
    let files = [".js", "_bg.wasm"].map(|ending| (folder.join(format!("{NAME}{ending}")), ending));
    let mut parts = Vec::new();
    for (path, _) in &files {
        parts.push(fs::read(path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    // One fingerprint for both: they only work together.
    let name = format!("{NAME}-{}", fingerprint(parts.iter().map(Vec::as_slice)));
    for (path, ending) in files {
        let new = folder.join(format!("{name}{ending}"));
        fs::rename(&path, &new).with_context(|| format!("cannot rename {}", path.display()))?;
    }
    Ok(name)
}

/// What starts the program in a worker.
///
/// A module that awaits lets events happen meanwhile, so what the page says while the wasm is
/// still being compiled would find nobody listening, and be gone. It is kept and said again.
///
/// When the page first says `LoadPython` the pilot of Python runs is fetched, and hears what the page
/// says from then on; and what speed it chose before.
fn loader(script: &str, wasm: &str, pilot: &str) -> String {
    format!(
        "\
import init from './{script}';
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
await init({{ module_or_path: new URL('./{wasm}', import.meta.url) }});
removeEventListener('message', keep);
let speed = [];
let heard;
const load = async () => {{
  try {{
    const pilot = await import('./{pilot}.js');
    await pilot.default({{ module_or_path: new URL('./{pilot}_bg.wasm', import.meta.url) }});
    heard.forEach((data) => pilot.hear(data));
    heard = {{ push: pilot.hear }};
  }} catch (error) {{
    postMessage({{ Python: {{ Failed: {{ reason: String(error) }} }} }});
    for (const {{ Run: run }} of heard)
      if (run?.program.Python) postMessage({{ Error: {{ run: run.run, error: 'NoPython' }} }});
    heard = undefined;
  }}
}};
addEventListener('message', ({{ data }}) => {{
  if (data.SetSpeed) speed = [data];
  if (data.LoadPython && !heard) {{
    heard = [...speed];
    load();
  }}
  heard?.push(data);
}});
for (const {{ data, ports }} of early) dispatchEvent(new MessageEvent('message', {{ data, ports }}));
"
    )
}
