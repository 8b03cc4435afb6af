//! Shortens the names by which wasm and its JavaScript know each other, in releases.
//!
//! wasm-bindgen names each import after what it does and a hash, which no compression can make
//! smaller: two hundred of them, in two files, are 3 KB. Nobody reads them here.

use super::wasm::{CUSTOM, HEADER, IMPORTS, Reader, put_name, put_number};
use anyhow::{Context, Result, ensure};
use std::{fs, path::Path};

/// What wasm-bindgen calls its imports.
const PREFIX: &[u8] = b"__wbg_";

/// Gives the imports of each program in a folder short names, in the wasm and in its script.
pub(super) fn shorten(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let wasm = entry?.path();
        let name = wasm.to_string_lossy();
        let Some(stem) = name.strip_suffix("_bg.wasm") else {
            continue;
        };
        let script = format!("{stem}.js");
        let text = fs::read_to_string(&script).with_context(|| format!("cannot read {script}"))?;
        let bytes = fs::read(&wasm).with_context(|| format!("cannot read {name}"))?;
        let (bytes, text) = rename(&bytes, text).with_context(|| format!("in {name}"))?;
        fs::write(&wasm, bytes).with_context(|| format!("cannot write {name}"))?;
        super::write(Path::new(&script), &text)?;
    }
    Ok(())
}

/// The same program with other names, and without what only tools read.
fn rename(wasm: &[u8], mut script: String) -> Result<(Vec<u8>, String)> {
    ensure!(wasm.starts_with(b"\0asm"), "this is no wasm");
    let mut result = wasm[..HEADER].to_vec();
    let mut reader = Reader {
        rest: &wasm[HEADER..],
    };
    while !reader.rest.is_empty() {
        let kind = reader.byte()?;
        let section = reader.name()?;
        if kind == CUSTOM {
            continue;
        }
        let renamed;
        let section = if kind == IMPORTS {
            renamed = imports(section, &mut script)?;
            &renamed
        } else {
            section
        };
        result.push(kind);
        put_name(&mut result, section);
    }
    Ok((result, script))
}

/// The import section with other names, which the script is told.
fn imports(section: &[u8], script: &mut String) -> Result<Vec<u8>> {
    let mut reader = Reader { rest: section };
    let count = reader.number()?;
    let mut result = Vec::with_capacity(section.len());
    put_number(&mut result, count);
    for index in 0..count {
        put_name(&mut result, reader.name()?);
        let name = reader.name()?;
        let new = format!("i{index}");
        if name.starts_with(PREFIX) {
            let old = std::str::from_utf8(name).context("an import's name is no text")?;
            ensure!(
                script.matches(old).count() == 1,
                "the script does not say {old} once; has the wasm-bindgen tool changed what it writes?"
            );
            *script = script.replace(old, &new);
            put_name(&mut result, new.as_bytes());
        } else {
            put_name(&mut result, name);
        }
        let before = reader.rest;
        reader.import()?;
        result.extend_from_slice(&before[..before.len() - reader.rest.len()]);
    }
    ensure!(
        reader.rest.is_empty(),
        "the imports do not end where they should"
    );
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that imports two functions and a memory, and has one more section.
    fn program() -> Vec<u8> {
        let mut section = vec![3];
        for (name, what) in [
            ("__wbg_log_0123456789abcdef", [0, 0].as_slice()),
            ("memory", &[2, 1, 1, 0x80, 0x02]),
            ("__wbg_now_fedcba9876543210", &[0, 0x81, 0x01]),
        ] {
            put_name(&mut section, b"./x_bg.js");
            put_name(&mut section, name.as_bytes());
            section.extend_from_slice(what);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(CUSTOM);
        put_name(&mut wasm, b"\x04name\x01\x02\x00\x00");
        wasm.push(IMPORTS);
        put_name(&mut wasm, &section);
        wasm.extend_from_slice(&[10, 1, 0]);
        wasm
    }

    const SCRIPT: &str = "a={__wbg_log_0123456789abcdef:f,__wbg_now_fedcba9876543210:g,memory:m}";

    #[test]
    fn both_sides_are_renamed_alike_and_nothing_else() {
        let (wasm, script) = rename(&program(), SCRIPT.into()).expect("can be renamed");
        assert_eq!(script, "a={i0:f,i2:g,memory:m}");
        let text = String::from_utf8_lossy(&wasm);
        assert!(text.contains("i0") && text.contains("i2") && text.contains("memory"));
        assert!(!text.contains("__wbg_") && !text.contains("name"));
        // What is imported and what comes after is as it was.
        assert!(wasm.ends_with(&[0, 0x81, 0x01, 10, 1, 0]));
        let again = rename(&wasm, script.clone()).expect("is a program still");
        assert_eq!(again, (wasm, script));
    }

    #[test]
    fn a_script_of_another_program_is_an_error() {
        let error = rename(&program(), "a={}".into()).expect_err("cannot be renamed");
        assert!(error.to_string().contains("__wbg_log"), "{error}");
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(rename(b"<!doctype html>", String::new()).is_err());
        let mut cut = program();
        cut.truncate(40);
        assert!(rename(&cut, SCRIPT.into()).is_err());
    }
}
