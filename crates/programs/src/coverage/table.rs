//! Coverage as a table, for people.

use super::Coverage;
use std::fmt;

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} programs\n", self.programs)?;
        writeln!(
            f,
            "{:20} {:>9} {:>9} {:>9}",
            "construct", "programs", "written", "reached"
        )?;
        for (word, uses) in &self.constructs {
            let (programs, written, reached) = (uses.programs, uses.written, uses.reached);
            writeln!(f, "{word:20} {programs:>9} {written:>9} {reached:>9}")?;
        }
        writeln!(f, "\n{:5} {:>9}", "rule", "programs")?;
        for rule in &self.rules {
            let (number, title) = (&rule.rule, &rule.title);
            match rule.programs {
                Ok(programs) => writeln!(f, "{number:5} {programs:>9}  {title}")?,
                Err(reason) => writeln!(f, "{number:5} {:>9}  {title} [{reason}]", "-")?,
            }
        }
        let missed: Vec<&str> = self.missed().map(|rule| &*rule.rule).collect();
        if missed.is_empty() {
            write!(f, "\nevery rule that programs can exercise was exercised")
        } else {
            write!(f, "\nnever exercised: {}", missed.join(" "))
        }
    }
}
