//! Where the Python engine is.

use serde::{Deserialize, Serialize};

/// Where the page finds out whether there is a Python engine, relative to itself. The file is an
/// [`Engine`] as JSON; it is small and never cached for long, while the files that it names carry a hash of
/// their content and never change.
pub const ENGINE_PATH: &str = "python/engine.json";

/// The Python engine of a site, which takes minutes to build and may be missing.
///
/// ```
/// use coroscope_protocol::python::Engine;
///
/// let json = r#"{"Here":{"script":"engine-1f.js","wasm":"engine-1f.wasm","bytes":7000000,"compressed":2400000}}"#;
/// assert!(matches!(serde_json::from_str(json), Ok(Engine::Here(files)) if files.bytes == 7_000_000));
/// assert!(matches!(serde_json::from_str(r#""Building""#), Ok(Engine::Building)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Engine {
    /// The site was built without it.
    Absent,
    /// It is being built (`cargo xtask serve` serves the page before it is there): ask again in a few
    /// seconds.
    Building,
    /// The build failed; its words are in the terminal.
    Broken,
    /// It can be loaded.
    Here(EngineFiles),
}

/// The files of an engine. Their names are relative to [`ENGINE_PATH`], which is to say to the folder
/// `python/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineFiles {
    /// The module worker's script.
    pub script: String,
    /// The WebAssembly module.
    pub wasm: String,
    /// Bytes of the module, as a response's body gives them: what progress is counted against.
    pub bytes: u32,
    /// Bytes of the module, brotli: about what a visitor downloads, to be told before. None where it was
    /// built without a tool that knows.
    pub compressed: Option<u32>,
}
