//! Python's library and language as learners use them, and what their mistakes say, against what CPython 3.14 made of
//! the same programs (`tests/library/record.mjs`).

mod common;

use std::{fmt::Write, fs, path::Path};

use coroscope_python::{Bounds, End, Program};
use coroscope_trace::Stream;

/// What a program printed and how it ended, as the recorder writes it.
fn transcript(source: &str) -> String {
    let (end, events) = common::trace(&Program::new(source), Bounds::PAGE);
    let mut text = String::new();
    for (mark, stream) in [("|", Stream::Stdout), ("!", Stream::Stderr)] {
        for line in common::written(&events, stream).lines() {
            let _ = writeln!(text, "{mark} {line}");
        }
    }
    match end {
        End::Finished { exit_code } => text + &format!("= {exit_code}\n"),
        other => text + &format!("= {other:?}\n"),
    }
}

/// Where an object lies in memory is not the same twice.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split(" at 0x");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        result += " at 0x…";
        result += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    result
}

/// The programs of a file: a line that begins with `#%%` begins another.
fn programs(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with("#%%") {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(line);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[test]
fn every_program_prints_what_cpython_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("can be read").path();
        if path.extension().is_none_or(|its| its != "py") || path.ends_with("record.py") {
            continue;
        }
        let read = |path: &Path| {
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let source = read(&path);
        let ours: String = programs(&source)
            .into_iter()
            .map(|it| common::apart(move || transcript(&it)).expect("it ends"))
            .collect();
        assert_eq!(
            without_addresses(&ours),
            read(&path.with_extension("txt")),
            "{}",
            path.display()
        );
        count += programs(&source).len();
    }
    assert!(count > 50, "only {count} programs");
}

#[test]
fn a_keyboard_interrupt_ends_the_program_and_nothing_else() {
    let expected = "! Traceback (most recent call last):\n!   File \"program.py\", line 1, in <module>\n\
                    !     raise KeyboardInterrupt\n! KeyboardInterrupt\n= 130\n";
    assert_eq!(transcript("raise KeyboardInterrupt\n"), expected);
}
