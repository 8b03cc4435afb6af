//! `python/engine.json`, by which a page knows whether there is an engine: `Engine` of
//! `crates/protocol/src/python/engine.rs`, which this tool, compiled before all others, does not know.

use anyhow::{Context, Result};
use std::{fs, path::Path};

/// The folder of the site in which the engine is.
pub(super) const FOLDER: &str = "python";

/// The file's name.
const NAME: &str = "engine.json";

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// This site does without.
    Absent,
    /// Ask again.
    Building,
    /// Its build failed.
    Broken,
    /// It can be loaded.
    Here(Files),
}

/// The files of an engine, and how large the module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) script: String,
    pub(super) wasm: String,
    pub(super) bytes: u64,
    /// With brotli; none where nothing could compress it.
    pub(super) compressed: Option<u64>,
}

/// Reads the file in a folder. None if there is none, or it is none of ours.
pub(super) fn read(folder: &Path) -> Option<State> {
    parse(&fs::read_to_string(folder.join(NAME)).ok()?)
}

/// Writes the file in a folder.
pub(super) fn write(folder: &Path, state: &State) -> Result<()> {
    let path = folder.join(NAME);
    // Under another name first, so that nobody ever reads half of it.
    let new = folder.join(format!("{NAME}.{}", std::process::id()));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&new, text(state)))
        .and_then(|()| fs::rename(&new, &path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn text(state: &State) -> String {
    let word = match state {
        State::Absent => "Absent",
        State::Building => "Building",
        State::Broken => "Broken",
        State::Here(files) => {
            let Files {
                script,
                wasm,
                bytes,
                ..
            } = files;
            let compressed = files
                .compressed
                .map_or_else(|| "null".to_owned(), |size| size.to_string());
            return format!(
                "{{\"Here\":{{\"script\":\"{script}\",\"wasm\":\"{wasm}\",\"bytes\":{bytes},\"compressed\":{compressed}}}}}\n"
            );
        }
    };
    format!("\"{word}\"\n")
}

/// Understands just what [`text`] writes.
fn parse(text: &str) -> Option<State> {
    let state = match text.trim() {
        "\"Absent\"" => State::Absent,
        "\"Building\"" => State::Building,
        "\"Broken\"" => State::Broken,
        here => {
            let field = |name: &str| {
                let (_, rest) = here.split_once(&format!("\"{name}\":"))?;
                Some(rest.split([',', '}']).next()?.trim_matches('"').to_owned())
            };
            State::Here(Files {
                script: field("script")?,
                wasm: field("wasm")?,
                bytes: field("bytes")?.parse().ok()?,
                compressed: field("compressed")?.parse().ok(),
            })
        }
    };
    Some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let here = |compressed| {
            State::Here(Files {
                script: "engine-1f.js".into(),
                wasm: "engine-1f.wasm".into(),
                bytes: 7_000_000,
                compressed,
            })
        };
        for state in [
            State::Absent,
            State::Building,
            State::Broken,
            here(None),
            here(Some(2_400_000)),
        ] {
            assert_eq!(parse(&text(&state)), Some(state));
        }
        assert_eq!(parse("{}"), None);
    }

    /// The words are those which the protocol's own documentation has, and its doctest reads.
    #[test]
    fn it_is_written_as_the_protocol_says() {
        let text = text(&State::Here(Files {
            script: "engine-1f.js".into(),
            wasm: "engine-1f.wasm".into(),
            bytes: 7_000_000,
            compressed: Some(2_400_000),
        }));
        let protocol = crate::paths::root().join("crates/protocol/src/python/engine.rs");
        let protocol = fs::read_to_string(protocol).expect("the protocol is there");
        assert!(protocol.contains(text.trim()), "{text}");
    }
}
