//! Tables as Markdown, aligned so that they can be read as they are.

use coroscope_bench::race::Timing;
use std::fmt::{Display, Formatter, Result};

/// A table. Its first columns hold words, the others numbers.
pub(crate) struct Table {
    /// How many columns of words there are.
    words: usize,
    lines: Vec<Vec<String>>,
}

impl Table {
    /// One column of words, the rest numbers.
    pub(crate) fn new<S: Into<String>>(head: impl IntoIterator<Item = S>) -> Self {
        Self::with_words(1, head)
    }

    pub(crate) fn with_words<S: Into<String>>(
        words: usize,
        head: impl IntoIterator<Item = S>,
    ) -> Self {
        let lines = Vec::new();
        let mut table = Self { words, lines };
        table.line(head);
        table
    }

    pub(crate) fn line<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.lines.push(cells.into_iter().map(Into::into).collect());
    }
}

impl Table {
    /// The line under the head, which says on which side the cells stand.
    fn rule(&self, f: &mut Formatter<'_>, widths: &[usize]) -> Result {
        write!(f, "|")?;
        for (column, &width) in widths.iter().enumerate() {
            let end = if column < self.words { '-' } else { ':' };
            write!(f, "-{}{end}|", "-".repeat(width))?;
        }
        writeln!(f)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let columns = self.lines.first().map_or(0, Vec::len);
        let width = |column: usize| {
            let cells = self.lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, line) in self.lines.iter().enumerate() {
            write!(f, "|")?;
            for (column, (cell, &width)) in line.iter().zip(&widths).enumerate() {
                if column < self.words {
                    write!(f, " {cell:width$} |")?;
                } else {
                    write!(f, " {cell:>width$} |")?;
                }
            }
            writeln!(f)?;
            if number == 0 {
                self.rule(f, &widths)?;
            }
        }
        Ok(())
    }
}

/// What stands where there is nothing to measure.
pub(crate) const NONE: &str = "–";

/// Fastest sample and median.
pub(crate) fn both(timing: Option<Timing>) -> String {
    timing.map_or_else(
        || NONE.into(),
        |timing| format!("{} / {}", number(timing.min), number(timing.median)),
    )
}

/// The fastest sample.
pub(crate) fn fastest(timing: Option<Timing>) -> String {
    timing.map_or_else(|| NONE.into(), |timing| number(timing.min))
}

/// Three digits that mean something.
pub(crate) fn number(value: f64) -> String {
    if value < 99.95 {
        format!("{value:.1}")
    } else {
        grouped(value.round() as u64)
    }
}

/// With commas between thousands.
pub(crate) fn grouped(value: u64) -> String {
    if value < 1_000 {
        return value.to_string();
    }
    format!("{},{:03}", grouped(value / 1_000), value % 1_000)
}

/// A factor, and a word where it misses the goal.
pub(crate) fn factor(value: f64, met: bool) -> String {
    let missed = if met { "" } else { " (missed)" };
    if value < 9.95 {
        format!("{value:.2}{missed}")
    } else {
        format!("{value:.0}{missed}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::new(["work", "ns"]);
        table.line(["a long one", "1,234"]);
        let expected = "\
| work       |    ns |
|------------|------:|
| a long one | 1,234 |
";
        assert_eq!(table.to_string(), expected);
    }

    #[test]
    fn numbers_have_as_many_digits_as_mean_something() {
        assert_eq!(number(3.04), "3.0");
        assert_eq!(number(99.96), "100");
        assert_eq!(number(1_234_567.8), "1,234,568");
        assert_eq!(factor(0.834, false), "0.83 (missed)");
        assert_eq!(factor(51.2, true), "51");
    }
}
