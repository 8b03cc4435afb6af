//! The Python engine: the second wasm file of the site, fetched by a page only when it is needed.
//!
//! It is ten times the rest and takes minutes to build, so it has a build of its own: its own
//! profile, its own link arguments (in its `build.rs`), and a result that is kept until something
//! changes of which it is made. The page's build only copies what is there, so that changing a
//! style sheet never waits for a Python interpreter.

mod inputs;
mod manifest;
mod shelf;

use crate::{budgets, hook, notices, paths, shell, tools, versions};
use anyhow::{Context, Result};
use manifest::{Files, State};
use shelf::Shelf;
use std::{collections::BTreeSet, env, fs, path::Path, process::Command, time::Instant};

pub(crate) use shelf::place;

/// The package, which is also what its program is called.
const PACKAGE: &str = "coroscope-python-worker";

/// The profile under which it is compiled. The page has its own; two profiles also means two
/// locks, so that both builds can go on at the same time.
const PROFILE: &str = "engine";

/// What stands behind the script that wasm-bindgen writes.
const START: &str = "crates/python-worker/src/start.js";

/// Says to the hook that this site does without the engine.
pub(crate) const LEFT_OUT: &str = "COROSCOPE_WITHOUT_PYTHON";

/// Whether the site that is being built does without.
pub(crate) fn is_left_out() -> bool {
    env::var_os(LEFT_OUT).is_some()
}

/// Builds the engine unless it is there already, made of just what it would be made of now.
pub(crate) fn ensure() -> Result<()> {
    let bindgen = tools::ensure_bindgen()?;
    let key = inputs::key()?;
    let shelf = Shelf::usual();
    if shelf.holds(&key) {
        return Ok(());
    }
    shelf.put(&State::Building)?;
    let made = make(&bindgen, &shelf).and_then(|files| shelf.put_finished(&key, &files));
    if made.is_err() {
        shelf.put(&State::Broken)?;
    }
    made
}

/// Starts the build beside whatever this process does next, for a page that is served meanwhile.
pub(crate) fn ensure_beside() -> Result<()> {
    if Shelf::usual().holds(&inputs::key()?) {
        return Ok(());
    }
    shell::say("building the Python engine beside it; the page says when it is there");
    let program = env::current_exe().context("this program does not know where it is")?;
    // The page is waited for, the engine is not: where there is a way to say so, the page's build
    // has the processor first.
    let mut command = match shell::find("nice") {
        Some(nice) => {
            let mut command = Command::new(nice);
            command.args(["-n", "15"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    command
        .args(["python-engine", "--serve"])
        .spawn()
        .context("cannot start the build of the Python engine")?;
    Ok(())
}

/// Builds the engine and hands it to the page that is being served.
pub(crate) fn serve() -> Result<()> {
    // The page is told first that it is being built, and at last what became of it.
    let built = ensure();
    shelf::hand_over(&paths::served())?;
    built
}

/// Weighs the engine in a built site: its name and its size compressed. None if there is none.
pub(crate) fn weight(dist: &Path) -> Result<Option<(String, u64)>> {
    let folder = dist.join(manifest::FOLDER);
    let Some(State::Here(files)) = manifest::read(&folder) else {
        return Ok(None);
    };
    let size = match files.compressed {
        Some(size) => size,
        None => compressed(&folder, &files.wasm)?,
    };
    Ok(Some((format!("{}/{}", manifest::FOLDER, files.wasm), size)))
}

fn compressed(folder: &Path, file: &str) -> Result<u64> {
    let sizes = budgets::compressed(folder, &BTreeSet::from([file.to_owned()]))?;
    sizes.first().copied().context("nothing was weighed")
}

/// Compiles it and puts the files on the shelf.
fn make(bindgen: &Path, shelf: &Shelf) -> Result<Files> {
    shell::say("building the Python engine (a few minutes the first time, then kept)");
    let started = Instant::now();
    // RustPython's parser asks for a newer Rust than it needs.
    let mut cargo = shell::command("cargo build --ignore-rust-version");
    cargo.args(["--package", PACKAGE, "--bin", PACKAGE]);
    cargo.args(["--profile", PROFILE, "--target", versions::WASM]);
    shell::run(&mut cargo)?;
    let wasm = paths::target()
        .join(versions::WASM)
        .join(PROFILE)
        .join(format!("{PACKAGE}.wasm"));

    let folder = shelf.folder().join(format!("new-{}", std::process::id()));
    let mut bind = Command::new(bindgen);
    // Without names of functions: they would be a tenth of the download, for a stack trace that
    // no learner sees.
    bind.args(["--target", "web", "--no-typescript", "--out-name", "engine"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .arg("--out-dir")
        .arg(&folder)
        .arg(wasm);
    shell::run(&mut bind)?;
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let start = paths::root().join(START);
    let start = fs::read(&start).with_context(|| format!("cannot read {}", start.display()))?;
    let script = [read("engine.js")?, b"\n".into(), start].concat();
    let wasm = read("engine_bg.wasm")?;
    fs::remove_dir_all(&folder)?;

    // One name for both: neither is of any use with another's counterpart.
    let name = format!("engine-{}", hook::fingerprint([&script[..], &wasm[..]]));
    let mut files = Files {
        script: format!("{name}.js"),
        wasm: format!("{name}.wasm"),
        bytes: wasm.len() as u64,
        compressed: None,
    };
    shelf.clear()?;
    shelf.write(&files.script, &script)?;
    shelf.write(&files.wasm, &wasm)?;
    shelf.write(notices::FILE, notices::engine(PACKAGE)?.as_bytes())?;
    // Serving needs no Node, so it may be missing; then the page does not say how much it is.
    if shell::find("node").is_some() {
        files.compressed = Some(compressed(shelf.folder(), &files.wasm)?);
    }
    shell::say(&format!(
        "the Python engine is ready, in {}: {} bytes{}",
        shell::human(started.elapsed()),
        files.bytes,
        files
            .compressed
            .map_or_else(String::new, |size| format!(", {size} compressed"))
    ));
    Ok(files)
}
