//! Gives the files of each worker names that change with their content.
//!
//! Trunk leaves these names alone, because a page has to know them. A cache that keeps last
//! month's worker for today's page would then mix two protocols. So the page is told the name:
//! `<meta name="coroscope-worker" content="./coroscope-worker-…_loader.js">`.

use super::fingerprint;
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// A worker whose files have been renamed.
pub(super) struct Worker {
    name: String,
    loader: String,
}

const LOADER: &str = "_loader.js";

/// Renames the files of all workers in a folder: those which have a loader.
pub(super) fn rename_all(folder: &Path) -> Result<Vec<Worker>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let file = entry?.file_name();
        if let Some(name) = file.to_str().and_then(|file| file.strip_suffix(LOADER)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    names.into_iter().map(|name| rename(folder, name)).collect()
}

fn rename(folder: &Path, name: String) -> Result<Worker> {
    let read = |file: &str| {
        let path = folder.join(file);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (script, wasm, loader) = (
        format!("{name}.js"),
        format!("{name}_bg.wasm"),
        format!("{name}{LOADER}"),
    );
    let (script_bytes, wasm_bytes, loader_bytes) = (read(&script)?, read(&wasm)?, read(&loader)?);
    // One fingerprint for all three: they only work together.
    let hash = fingerprint([script_bytes.as_slice(), &wasm_bytes, &loader_bytes]);
    let new = format!("{name}-{hash}");
    let (new_script, new_wasm, new_loader) = (
        format!("{new}.js"),
        format!("{new}_bg.wasm"),
        format!("{new}{LOADER}"),
    );

    let script_text = refer(&script, script_bytes, &wasm, &new_wasm)?;
    // Trunk's loader is only looked at: if it starts something else now, ours is wrong too.
    refer(&loader, loader_bytes, &script, &new_script)?;
    let loader_text = loader_of(&new_script);
    super::write(&folder.join(&new_script), &script_text)?;
    super::write(&folder.join(&new_loader), &loader_text)?;
    fs::rename(folder.join(&wasm), folder.join(&new_wasm))
        .with_context(|| format!("cannot rename {wasm}"))?;
    for old in [script, loader] {
        fs::remove_file(folder.join(&old)).with_context(|| format!("cannot remove {old}"))?;
    }
    Ok(Worker {
        name,
        loader: new_loader,
    })
}

/// What starts a worker, instead of Trunk's loader, which loses messages.
///
/// A module that awaits lets events happen meanwhile, so what the page says while the wasm is
/// still being compiled would find nobody listening, and be gone. It is kept and said again.
fn loader_of(script: &str) -> String {
    format!(
        "\
import init from './{script}';
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
await init();
removeEventListener('message', keep);
for (const {{ data, ports }} of early) dispatchEvent(new MessageEvent('message', {{ data, ports }}));
"
    )
}

/// The text of a file with its references to `old` replaced. Having none would be a worker that
/// cannot start, so that is an error.
fn refer(file: &str, bytes: Vec<u8>, old: &str, new: &str) -> Result<String> {
    let text = String::from_utf8(bytes).with_context(|| format!("{file} is not text"))?;
    if !text.contains(old) {
        bail!("{file} does not mention {old}; has the wasm-bindgen tool changed what it writes?");
    }
    Ok(text.replace(old, new))
}

/// What tells the page where its workers are.
pub(super) fn metas(workers: &[Worker]) -> String {
    let meta = |worker: &Worker| {
        format!(
            "<meta name=\"{}\" content=\"./{}\">",
            worker.name, worker.loader
        )
    };
    workers.iter().map(meta).collect()
}
