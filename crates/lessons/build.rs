//! Makes a table of lines for each lesson from its two sources: what a run needs to
//! know of them. See `src/lines.rs` for what the marks are.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

const MARK: &str = "// py:";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=lessons");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for entry in fs::read_dir("lessons")? {
        let folder = entry?.path();
        if folder.is_dir() {
            let name = folder.file_name().ok_or("a folder has a name")?;
            fs::write(out.join(name).with_extension("rs"), table(&folder)?)?;
        }
    }
    Ok(())
}

/// A `Lines` as an expression.
fn table(folder: &Path) -> Result<String, Box<dyn Error>> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (rust, python) = (read("program.rs")?, read("program.py")?);
    let marks: Vec<(usize, u32)> = (1..)
        .zip(rust.lines())
        .filter_map(|(number, line)| {
            let (_, mark) = line.rsplit_once(MARK)?;
            Some((number, mark.trim().parse().ok()?))
        })
        .collect();
    let definitions: Vec<(&str, usize, usize)> = named(&python, "async def ")
        .map(|(name, line)| {
            let twin = named(&rust, "fn ").find(|(twin, _)| *twin == name);
            (name, line, twin.map_or(0, |(_, line)| line))
        })
        .collect();
    Ok(format!(
        "crate::lines::Lines {{ marks: &{marks:?}, definitions: &{definitions:?} }}"
    ))
}

/// The functions that a keyword defines: name and line, from 1.
fn named<'a>(source: &'a str, keyword: &'a str) -> impl Iterator<Item = (&'a str, usize)> {
    (1..).zip(source.lines()).filter_map(move |(number, line)| {
        let rest = line.trim_start().strip_prefix(keyword)?;
        Some((&rest[..rest.find(['(', '<'])?], number))
    })
}
