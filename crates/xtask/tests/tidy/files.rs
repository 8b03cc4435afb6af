//! Rules about source files.

use crate::{none, root, texts};
use std::fs;

const LONGEST: usize = 400;

/// Whether a file says, near its top, why it is long.
fn says_why(content: &str) -> bool {
    content
        .lines()
        .take(5)
        .any(|line| line.contains("Long because: "))
}

#[test]
fn files_are_one_room_each() {
    let long = texts("", &[".rs", ".css", ".js", ".mjs", ".py"])
        .into_iter()
        .filter_map(|text| {
            let lines = text.content.lines().count();
            (lines > LONGEST && !says_why(&text.content))
                .then(|| format!("{}: {lines} lines", text.path))
        });
    none(
        &long.collect::<Vec<_>>(),
        "over 400 lines: split the file, or say `Long because: …` in one of its first five lines",
    );
}

#[test]
fn a_reason_counts_only_near_the_top() {
    assert!(says_why(
        "//! A table.\n// Long because: one line a code point.\n"
    ));
    assert!(!says_why(&("\n".repeat(5) + "// Long because: hidden.")));
}

/// The tests in a file: all of a test file, or what follows the mark of a test module.
fn tests_in(path: &str, content: &str) -> Option<(usize, String)> {
    let is_test_file = path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs");
    if is_test_file {
        return Some((0, content.to_owned()));
    }
    let start = content.find("#[cfg(test)]")?;
    Some((
        content[..start].lines().count(),
        content[start..].to_owned(),
    ))
}

/// The lines which wait for real time without saying why. The words are put together here so
/// that this file does not find itself.
fn sleeping_lines(content: &str) -> Vec<usize> {
    let words = [["thread::", "sleep"].concat(), ["setTime", "out("].concat()];
    let lines: Vec<&str> = content.lines().collect();
    let sleeps = |line: &str| words.iter().any(|word| line.contains(word.as_str()));
    let excused = |index: usize| {
        lines[index.saturating_sub(3)..=index]
            .iter()
            .any(|line| line.contains("Sleeps because: "))
    };
    (0..lines.len())
        .filter(|&index| sleeps(lines[index]) && !excused(index))
        .collect()
}

#[test]
fn tests_do_not_sleep() {
    let mut breaches = Vec::new();
    for text in texts("", &[".rs", ".js", ".mjs"]) {
        let Some((before, tests)) = tests_in(&text.path, &text.content) else {
            continue;
        };
        let lines = sleeping_lines(&tests);
        breaches.extend(
            lines
                .into_iter()
                .map(|line| format!("{}:{}", text.path, before + line + 1)),
        );
    }
    none(
        &breaches,
        "tests use virtual time, or wait for something they can see; polling a browser may say \
         `Sleeps because: …` in a comment just above",
    );
}

#[test]
fn a_sleep_is_found_unless_it_is_excused() {
    let sleep = ["std::thread::", "sleep(t);"].concat();
    assert_eq!(sleeping_lines(&format!("a\n{sleep}\n")), [1]);
    assert!(sleeping_lines(&format!("// Sleeps because: it polls.\n{sleep}\n")).is_empty());
    assert_eq!(
        tests_in("crates/a/src/b.rs", "x\n#[cfg(test)]\nmod tests").map(|(line, _)| line),
        Some(1)
    );
    assert!(tests_in("crates/a/src/b.rs", "x").is_none());
    assert!(tests_in("crates/a/tests/b.rs", "x").is_some());
}

#[test]
fn every_package_takes_the_lints_of_the_workspace() {
    let without = texts("", &["Cargo.toml"]).into_iter().filter(|text| {
        text.content.contains("[package]") && !text.content.contains("[lints]\nworkspace = true")
    });
    none(
        &without.map(|text| text.path).collect::<Vec<_>>(),
        "add `[lints]` with `workspace = true`",
    );
}

#[test]
fn lock_files_name_no_registry() {
    let lock = root().join("crates/xtask/npm/package-lock.json");
    let lock = fs::read_to_string(lock).expect("the lock file is there");
    assert!(
        !lock.contains("\"resolved\"") && !lock.contains("://"),
        "remake package-lock.json with `npm install --omit-lockfile-registry-resolved`: \
         everybody has their own registry"
    );
}
