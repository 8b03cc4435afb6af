//! Puts the report into a document, between two marks.

use anyhow::{Context, Result};
use std::{fs, path::Path};

const BEGIN: &str =
    "<!-- measured: from here to the next mark, written by `cargo xtask bench --write` -->\n";
const END: &str = "<!-- measured: to here -->\n";

/// Replaces what stands between the marks of a file.
pub(crate) fn replace(path: &Path, report: &str) -> Result<()> {
    let old =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let new = between(&old, report)
        .with_context(|| format!("{} lacks the marks to write between", path.display()))?;
    fs::write(path, new).with_context(|| format!("cannot write {}", path.display()))
}

fn between(old: &str, report: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some([before, BEGIN, "\n", report, "\n", END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let old = ["before\n", BEGIN, "old\n", END, "after\n"].concat();
        let new = between(&old, "new\n").expect("the marks are there");
        assert_eq!(
            new,
            ["before\n", BEGIN, "\nnew\n\n", END, "after\n"].concat()
        );
        assert_eq!(between("no marks", "new"), None);
    }
}
