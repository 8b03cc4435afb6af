//! Makes the JavaScript between page and wasm smaller, in releases.
//!
//! The tool writes it for readers, and Trunk's own minifier cannot parse it.

use crate::{shell, tools};
use anyhow::Result;
use std::{ffi::OsString, fs, path::Path, process::Command};

/// Minifies what wasm-bindgen wrote in a folder, if the tool for it is there, which
/// `cargo xtask dist` sees to and a plain `trunk build --release` may not.
pub(super) fn minify(folder: &Path) -> Result<()> {
    let terser = tools::terser();
    let Some(node) = shell::find("node").filter(|_| terser.is_file()) else {
        return Ok(());
    };
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(stem) = path
            .file_stem()
            .filter(|_| path.extension().is_some_and(|its| its == "js"))
        else {
            continue;
        };
        let mut wasm = OsString::from(stem);
        wasm.push("_bg.wasm");
        if folder.join(wasm).is_file() {
            let mut command = Command::new(&node);
            command.arg(&terser).arg(&path).args([
                "--module",
                "--compress",
                "passes=2",
                "--mangle",
                "--output",
            ]);
            shell::run(command.arg(&path))?;
        }
    }
    Ok(())
}
