//! From the lines of a Rust edition to those of its Python twin.
//!
//! Every line of the Rust edition that something of the trace can point at ends in
//! a mark, `// py:7`: the same thing happens on line 7 of the Python edition. Marks
//! are for us; the page shows the source without them.

const MARK: &str = "// py:";

/// What of a program's two sources a run needs to know; a table made by `build.rs`,
/// so that a binary that only runs programs does not carry their texts.
pub(crate) struct Lines {
    /// The marked lines in order: line in Rust, line in Python, both from 1.
    pub(crate) marks: &'static [(u32, u32)],
    /// The coroutine functions: name, line in Python, line in Rust.
    pub(crate) definitions: &'static [(&'static str, u32, u32)],
}

impl Lines {
    /// The line in Python that belongs to a line in Rust.
    pub(crate) fn python_line(&self, rust: u32) -> Option<u32> {
        let at = self.marks.binary_search_by_key(&rust, |mark| mark.0).ok()?;
        Some(self.marks[at].1)
    }

    /// The lines in Python and in Rust on which a coroutine function is defined.
    pub(crate) fn definition(&self, name: &str) -> Option<(u32, u32)> {
        let found = self.definitions.iter().find(|known| known.0 == name)?;
        Some((found.1, found.2))
    }
}

/// The source as it is shown. Its lines keep their numbers.
pub(crate) fn without_marks(source: &str) -> String {
    source
        .lines()
        .flat_map(|line| {
            let code = line
                .rsplit_once(MARK)
                .map_or(line, |(code, _)| code.trim_end());
            [code, "\n"]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn greet<T>() {\n    hello(); // py:12\n    // a word\n}\n";

    #[test]
    fn marks_are_hidden() {
        let shown = "fn greet<T>() {\n    hello();\n    // a word\n}\n";
        assert_eq!(without_marks(SOURCE), shown);
    }

    const LINES: Lines = Lines {
        marks: &[(2, 12), (7, 3)],
        definitions: &[("greet", 9, 1)],
    };

    #[test]
    fn a_line_without_a_mark_has_no_line_in_python() {
        assert_eq!(LINES.python_line(2), Some(12));
        assert_eq!(LINES.python_line(7), Some(3));
        assert_eq!(LINES.python_line(3), None);
    }

    #[test]
    fn a_definition_is_found_by_its_whole_name() {
        assert_eq!(LINES.definition("greet"), Some((9, 1)));
        assert_eq!(LINES.definition("gree"), None);
    }
}
