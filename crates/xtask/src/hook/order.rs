//! Puts functions that are alike next to each other, in releases.
//!
//! Brotli finds what it has seen before the cheaper the nearer that is. Sorted by their names,
//! functions of one crate stand together; sorted by what they do, the page is 1 % smaller.

use super::wasm::{CODE, CUSTOM, HEADER, IMPORTS, Reader, put_name, put_number};
use crate::{shell, tools};
use anyhow::{Context, Result, ensure};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    process::Command,
};

/// What programs may use, as in `index.html`.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// Functions are compared by the sequences of so many bytes that occur in them.
const SEQUENCE: usize = 5;
/// What occurs in more functions than this says nothing of any of them.
const COMMON: usize = 400;

/// Sorts the functions of each program in a folder, if `wasm-opt` is there, which
/// `cargo xtask dist` sees to and a plain `trunk build --release` may not.
pub(super) fn by_likeness(folder: &Path) -> Result<()> {
    let optimiser = tools::wasm_opt();
    let Some(node) = shell::find("node").filter(|_| optimiser.is_file()) else {
        return Ok(());
    };
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.to_string_lossy().ends_with("_bg.wasm") {
            continue;
        }
        let shown = path.display();
        let wasm = fs::read(&path).with_context(|| format!("cannot read {shown}"))?;
        let named = numbered(&wasm).with_context(|| format!("in {shown}"))?;
        fs::write(&path, named).with_context(|| format!("cannot write {shown}"))?;
        let mut command = Command::new(&node);
        command.arg(&optimiser).arg(&path);
        command
            .args(FEATURES)
            .args(["--reorder-functions-by-name", "-o"]);
        shell::run(command.arg(&path))?;
    }
    Ok(())
}

/// The same program with the place of each function in the new order as its name.
fn numbered(wasm: &[u8]) -> Result<Vec<u8>> {
    ensure!(wasm.starts_with(b"\0asm"), "this is no wasm");
    let mut result = wasm[..HEADER].to_vec();
    let mut reader = Reader {
        rest: &wasm[HEADER..],
    };
    let (mut imported, mut bodies) = (0, Vec::new());
    while !reader.rest.is_empty() {
        let kind = reader.byte()?;
        let section = reader.name()?;
        match kind {
            CUSTOM => continue,
            IMPORTS => imported = functions(section)?,
            CODE => bodies = parts(section)?,
            _ => {}
        }
        result.push(kind);
        put_name(&mut result, section);
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    put_names(&mut result, imported, &places);
    Ok(result)
}

/// How many functions are imported.
fn functions(imports: &[u8]) -> Result<usize> {
    let mut reader = Reader { rest: imports };
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.name()?;
        reader.name()?;
        functions += usize::from(reader.import()?);
    }
    Ok(functions)
}

/// What each function does.
fn parts(code: &[u8]) -> Result<Vec<&[u8]>> {
    let mut reader = Reader { rest: code };
    (0..reader.number()?).map(|_| reader.name()).collect()
}

/// Writes the section of names. They are sorted as texts, hence the zeros.
fn put_names(result: &mut Vec<u8>, imported: usize, places: &[usize]) {
    let mut names = Vec::new();
    put_number(&mut names, places.len());
    for (function, place) in places.iter().enumerate() {
        put_number(&mut names, imported + function);
        put_name(&mut names, format!("{place:08}").as_bytes());
    }
    let mut section = Vec::new();
    put_name(&mut section, b"name");
    // The names of functions are the first kind of names.
    section.push(1);
    put_name(&mut section, &names);
    result.push(CUSTOM);
    put_name(result, &section);
}

/// Begins with the longest; then always comes what is the most like the one before, and the
/// first of those that are equally so.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut found: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, body) in bodies.iter().enumerate() {
        let sequences: HashSet<&[u8]> = body.windows(SEQUENCE).collect();
        for sequence in sequences {
            found.entry(sequence).or_default().push(function);
        }
    }
    let mut sequences = vec![Vec::new(); bodies.len()];
    for functions in found.values() {
        if (2..=COMMON).contains(&functions.len()) {
            for function in functions {
                sequences[*function].push(functions);
            }
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let longest = left
        .iter()
        .copied()
        .rev()
        .max_by_key(|it| bodies[*it].len());
    let mut next = longest;
    while let Some(function) = next {
        order.push(function);
        left.retain(|it| *it != function);
        let mut shared = vec![0_u32; bodies.len()];
        for functions in &sequences[function] {
            for other in *functions {
                shared[*other] += 1;
            }
        }
        let likeness = |other: usize| {
            let all = sequences[other].len().max(1) as f64;
            f64::from(shared[other]) / all.sqrt()
        };
        // The last of equals is the first one, seen from behind.
        let others = left.iter().copied().rev();
        next = others.max_by(|a, b| likeness(*a).total_cmp(&likeness(*b)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that imports one function and has these.
    fn program(bodies: &[&[u8]]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(IMPORTS);
        put_name(&mut wasm, b"\x01\x01e\x01f\x00\x00");
        let mut code = Vec::new();
        put_number(&mut code, bodies.len());
        for body in bodies {
            put_name(&mut code, body);
        }
        wasm.push(CODE);
        put_name(&mut wasm, &code);
        wasm
    }

    #[test]
    fn what_is_alike_stands_together() {
        let bodies: [&[u8]; 5] = [
            b"abcdefgh",
            b"0123456789",
            b"abcdefgx",
            b"tiny",
            b"0123456y",
        ];
        assert_eq!(order(&bodies), [1, 4, 0, 2, 3]);
        assert_eq!(order(&[]), []);
    }

    #[test]
    fn each_function_is_named_after_its_place() {
        let wasm = program(&[b"short one", b"the longest of all", b"the longest one"]);
        let named = numbered(&wasm).expect("is a program");
        assert!(named.starts_with(&wasm));
        let text = String::from_utf8_lossy(&named[wasm.len()..]).into_owned();
        // The imported function is number 0 and keeps its name.
        let expected = "\x04name\x01\x1f\x03\x01\x0800000002\x02\x0800000000\x03\x0800000001";
        assert!(text.ends_with(expected), "{text:?}");
        // Names that were there are gone.
        assert_eq!(numbered(&named).expect("is a program"), named);
        assert!(numbered(b"<!doctype html>").is_err());
    }
}
