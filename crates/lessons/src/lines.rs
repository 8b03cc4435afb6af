//! From the lines of a Rust edition to those of its Python twin.
//!
//! Every line of the Rust edition that something of the trace can point at ends in
//! a mark, `// py:7`: the same thing happens on line 7 of the Python edition. Marks
//! are for us; the page shows the source without them.

const MARK: &str = "// py:";

fn split(line: &str) -> (&str, Option<u32>) {
    match line.rsplit_once(MARK) {
        Some((code, number)) => (code.trim_end(), number.trim().parse().ok()),
        None => (line, None),
    }
}

/// The marked lines: line in Rust, line in Python, both from 1.
pub(crate) fn marks(source: &str) -> impl Iterator<Item = (u32, u32)> {
    (1..)
        .zip(source.lines())
        .filter_map(|(rust, line)| Some((rust, split(line).1?)))
}

/// The line in Python that belongs to a line in Rust.
pub(crate) fn python_line(source: &str, rust: u32) -> Option<u32> {
    let index = (rust as usize).checked_sub(1)?;
    split(source.lines().nth(index)?).1
}

/// The source as it is shown. Its lines keep their numbers.
pub(crate) fn without_marks(source: &str) -> String {
    source
        .lines()
        .flat_map(|line| [split(line).0, "\n"])
        .collect()
}

/// The line of `fn name(` or of `async def name(`, from 1.
pub(crate) fn definition(source: &str, keyword: &str, name: &str) -> Option<u32> {
    (1..).zip(source.lines()).find_map(|(number, line)| {
        let rest = line.trim_start().strip_prefix(keyword)?.strip_prefix(' ')?;
        let rest = rest.strip_prefix(name)?;
        rest.starts_with(['(', '<']).then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn greet<T>() {\n    hello(); // py:12\n    // a word\n}\n";

    #[test]
    fn marks_are_read_and_hidden() {
        assert_eq!(marks(SOURCE).collect::<Vec<_>>(), [(2, 12)]);
        assert_eq!(
            without_marks(SOURCE),
            "fn greet<T>() {\n    hello();\n    // a word\n}\n"
        );
    }

    #[test]
    fn a_line_without_a_mark_has_no_line_in_python() {
        assert_eq!(python_line(SOURCE, 2), Some(12));
        assert_eq!(python_line(SOURCE, 3), None);
        assert_eq!(python_line(SOURCE, 99), None);
        assert_eq!(python_line(SOURCE, 0), None);
    }

    #[test]
    fn a_definition_is_found_by_its_whole_name() {
        assert_eq!(definition(SOURCE, "fn", "greet"), Some(1));
        assert_eq!(definition(SOURCE, "fn", "gree"), None);
        assert_eq!(
            definition("async def main():\n", "async def", "main"),
            Some(1)
        );
    }
}
