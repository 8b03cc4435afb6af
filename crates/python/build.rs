//! Freezes the Python part of the library: the modules that `lib/frozen.txt` names, from our own
//! `lib` or else from `rustpython-pylib`, as bytecode in one file. `lib/edits.txt` says which lines of
//! asyncio's own modules tell the trace something.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::{
    frozen::{FrozenCodeObject, FrozenLib, FrozenModule},
    marshal,
};

/// Where most machines keep a Python's library: what a traceback shows.
const SHOWN_AT: &str = "/usr/lib/python3.14";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=lib");
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let homes = [here.join("lib"), PathBuf::from(rustpython_pylib::LIB_PATH)];
    let list = fs::read_to_string(homes[0].join("frozen.txt")).expect("lib/frozen.txt is there");
    let names = list.lines().map(str::trim);
    let names = names.filter(|name| !name.is_empty() && !name.starts_with('#'));
    // `one < other`: one is the library's other, over which there is something of ours.
    let modules: Vec<_> = names
        .map(|line| match line.split_once(" < ") {
            Some((name, under)) => (name, freeze(under, &homes[1..])),
            None => (line, freeze(line, &homes)),
        })
        .collect();
    let lib = FrozenLib::encode(modules.iter().map(|(name, module)| {
        let code = FrozenCodeObject {
            bytes: &module.code.bytes[..],
        };
        let package = module.package;
        (*name, FrozenModule { code, package })
    }));
    fs::write(out.join("frozen.bin"), lib.bytes).expect("frozen.bin is written");
    let shown: String = modules
        .iter()
        .filter(|(name, _)| name.starts_with("asyncio"))
        .map(|(name, _)| shown_lines(name, &homes))
        .collect();
    fs::write(out.join("shown.txt"), shown).expect("shown.txt is written");
}

/// The bytecode of one module.
fn freeze(name: &str, homes: &[PathBuf]) -> FrozenModule<Vec<u8>> {
    let relative = name.replace('.', "/");
    let (path, shown, package) = homes
        .iter()
        .find_map(|home| find(home, &relative))
        .unwrap_or_else(|| panic!("lib/frozen.txt: there is no module {name}"));
    let source = fs::read_to_string(&path).expect("a module's source is read");
    let source = edited(&source, &shown);
    let shown = format!("{SHOWN_AT}/{shown}");
    let code = compile(&source, Mode::Exec, &shown, options(name))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut bytes = Vec::new();
    marshal::serialize_code(&mut bytes, &code);
    FrozenModule {
        code: FrozenCodeObject {
            bytes: stored(&bytes),
        },
        package,
    }
}

/// The source of a module with our statements in it. Each line stays where it is.
fn edited(source: &str, file: &str) -> String {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let edits = include_str!("lib/edits.txt").lines();
    for edit in edits.filter(|it| !it.starts_with('#')) {
        let mut parts = edit.split('\t');
        let mut next = || parts.next().unwrap_or_else(|| panic!("edits.txt: {edit}"));
        let (place, before, after) = (next(), next(), next());
        let (of, line) = place.split_once(':').expect("edits.txt: a file and a line");
        if of != file {
            continue;
        }
        let number: usize = line.parse().expect("edits.txt: a line has a number");
        let line = &mut lines[number - 1];
        assert_eq!(line.trim(), before, "edits.txt: {place}");
        *line = line.replace(before, after);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A browser downloads the library each time it has changed, so there it comes without what nobody sees: docstrings,
/// assertions, and the columns of lines whose text is not there either: asyncio's is. It is a third smaller then.
fn options(name: &str) -> CompileOpts {
    if env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        CompileOpts {
            optimize: 2,
            debug_ranges: name.starts_with("asyncio"),
            ..CompileOpts::default()
        }
    } else {
        CompileOpts::default()
    }
}

/// The code of a module for tracebacks, line by line, after a line with its path. What no traceback
/// ever shows, comments and docstrings, is left empty.
fn shown_lines(name: &str, homes: &[PathBuf]) -> String {
    let relative = name.replace('.', "/");
    let Some((path, shown, _)) = homes.iter().find_map(|home| find(home, &relative)) else {
        return String::new();
    };
    let source = fs::read_to_string(&path).expect("a module's source is read");
    let mut text = format!("\0{SHOWN_AT}/{shown}\n");
    let mut in_text = false;
    for line in source.lines() {
        let code = line.trim_start();
        let quotes = line.matches("\"\"\"").count();
        let hidden = in_text || code.starts_with('#') || code.starts_with("\"\"\"");
        in_text ^= quotes % 2 == 1;
        if !hidden {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

fn find(home: &Path, relative: &str) -> Option<(PathBuf, String, bool)> {
    [(".py", false), ("/__init__.py", true)]
        .into_iter()
        .map(|(ending, package)| (format!("{relative}{ending}"), package))
        .map(|(shown, package)| (home.join(&shown), shown, package))
        .find(|(path, ..)| path.is_file())
}

/// A block in the LZ4 format, as a frozen module has to be, but of literals only: the whole
/// program is compressed once more, and far better, on its way to a browser.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a module is less than 4 GiB");
    let mut block = length.to_le_bytes().to_vec();
    let mut rest = data.len();
    if rest < 15 {
        block.push((rest as u8) << 4);
    } else {
        block.push(0xf0);
        rest -= 15;
        block.extend(std::iter::repeat_n(255, rest / 255));
        block.push((rest % 255) as u8);
    }
    block.extend(data);
    block
}
