//! Finds tests by their names: `fn i2_newcomers_queue()` tests rule I2, `fn e1_e2_…` two rules.
//!
//! Only files that a test program has as modules are read: a file that nobody declares is not
//! compiled, and its tests never run.

use super::book::Number;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A test that names rules.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) name: String,
    pub(super) rules: Vec<Number>,
}

/// All tests that name a rule, in the test programs of a folder such as `tests/`.
pub(super) fn folder(tests: &Path) -> Result<Vec<Test>> {
    let entries =
        fs::read_dir(tests).with_context(|| format!("cannot read {}", tests.display()))?;
    let mut programs: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let main = path.join("main.rs");
        if main.is_file() {
            programs.push(main);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            programs.push(path);
        }
    }
    programs.sort();
    let mut found = Vec::new();
    for program in programs {
        let beside = program.parent().unwrap_or(tests).to_owned();
        walk(&program, &beside, &mut found)?;
    }
    Ok(found)
}

/// Reads a file, and the modules it declares, which are in the folder `inside`.
fn walk(file: &Path, inside: &Path, found: &mut Vec<Test>) -> Result<()> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    found.extend(tests(&text));
    for module in modules(&text) {
        let folder = inside.join(module);
        let flat = inside.join(format!("{module}.rs"));
        let file = if flat.is_file() {
            flat
        } else {
            folder.join("mod.rs")
        };
        walk(&file, &folder, found)?;
    }
    Ok(())
}

/// The modules that have a file of their own.
fn modules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("pub(crate) ")
            .or_else(|| line.strip_prefix("pub "))
            .unwrap_or(line);
        line.strip_prefix("mod ")?.trim_end().strip_suffix(';')
    })
}

/// The tests that name a rule. One that is ignored tests nothing.
fn tests(text: &str) -> Vec<Test> {
    let mut found = Vec::new();
    let (mut marked, mut ignored) = (false, false);
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            marked |= line == "#[test]";
            ignored |= line.starts_with("#[ignore");
        } else if !line.is_empty() && !line.starts_with("//") {
            if let (true, false, Some(name)) = (marked, ignored, function(line)) {
                let rules = rules(name);
                if !rules.is_empty() {
                    let name = name.to_owned();
                    found.push(Test { name, rules });
                }
            }
            (marked, ignored) = (false, false);
        }
    }
    found
}

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("fn ")?.split_once('(')?;
    Some(name.trim())
}

/// The rules at the beginning of a name.
fn rules(name: &str) -> Vec<Number> {
    let named = |word: &str| {
        let lower = word.starts_with(|c: char| c.is_ascii_lowercase());
        lower.then(|| Number::read(&word.to_uppercase())).flatten()
    };
    name.split('_').map_while(named).collect()
}

#[cfg(test)]
mod self_tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |test: Test| {
            let rules: Vec<String> = test.rules.iter().map(ToString::to_string).collect();
            format!("{}: {}", test.name, rules.join(" "))
        };
        tests(text).into_iter().map(show).collect()
    }

    #[test]
    fn a_test_is_named_after_its_rules() {
        let text = "
#[test]
fn a1_an_iteration() {
    fn a2_is_no_test() {}
}

#[test]
#[cfg(not(miri))]
// Why it is so.
fn e1_e2_w7_more_than_one() -> Result<()> {}

fn a3_is_a_helper() {}

#[test]
fn a_test_without_a_rule() {}

#[test]
fn and_one_that_ends_in_a4() {}
";
        assert_eq!(
            shown(text),
            ["a1_an_iteration: A1", "e1_e2_w7_more_than_one: E1 E2 W7"]
        );
    }

    #[test]
    fn an_ignored_test_does_not_count_and_the_next_one_does() {
        let text = "
#[test]
#[ignore = \"slow\"]
fn a1_left_out() {}

#[ignore]
#[test]
fn a2_left_out() {}

#[test]
fn a3_counts() {}
";
        assert_eq!(shown(text), ["a3_counts: A3"]);
    }

    #[test]
    fn only_modules_with_a_file_are_followed() {
        let text = "mod a;\n    pub(crate) mod b;\nmod c {\n}\n// mod d;\npub mod e;\n";
        assert_eq!(modules(text).collect::<Vec<_>>(), ["a", "b", "e"]);
    }

    #[test]
    fn a_file_that_nobody_declares_is_not_read() {
        let folder = crate::paths::target().join("rules-scan-test");
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("is in the folder")).expect("can be made");
            fs::write(path, text).expect("can be written");
        };
        let test = |name: &str| format!("#[test]\nfn {name}() {{}}\n");
        write(
            "rules/main.rs",
            &format!("mod one;\nmod two;\n{}", test("a1_main")),
        );
        write("rules/one.rs", &format!("mod inner;\n{}", test("a2_one")));
        write("rules/one/inner.rs", &test("a3_inner"));
        write("rules/two/mod.rs", &test("a4_two"));
        write("rules/orphan.rs", &test("a5_orphan"));
        write("single.rs", &test("a6_single"));
        write("data/notes.txt", &test("a7_data"));
        let found = folder_names(&folder);
        fs::remove_dir_all(&folder).expect("can be removed");
        assert_eq!(
            found,
            ["a1_main", "a2_one", "a3_inner", "a4_two", "a6_single"]
        );
    }

    fn folder_names(path: &Path) -> Vec<String> {
        let found = folder(path).expect("can be read");
        found.into_iter().map(|test| test.name).collect()
    }
}
