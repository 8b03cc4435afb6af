//! `cargo xtask rules`: which rule of asyncio is tested by what.
//!
//! The rules are listed in `crates/asyncio/RULES.md`; tests say by their names which rules they
//! test. A rule needs either tests or a reason why it cannot have one.

mod book;
mod scan;

use crate::paths;
use anyhow::{Context, Result};
use book::{Number, Rule};
use scan::Test;
use std::fs;

const BOOK: &str = "crates/asyncio/RULES.md";
const TESTS: &str = "crates/asyncio/tests";

/// Every rule with its tests, and what is wrong with them.
pub(crate) struct Table {
    rows: Vec<Row>,
    breaches: Vec<String>,
    tests: usize,
}

/// A rule with its tests.
struct Row {
    rule: Rule,
    tests: Vec<String>,
    status: Status,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Tested,
    DoesNotApply,
    Missing,
    Both,
}

/// Reads the rules and the tests.
pub(crate) fn table() -> Result<Table> {
    let path = paths::root().join(BOOK);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rules = book::read(&text).with_context(|| BOOK.to_owned())?;
    let tests = scan::folder(&paths::root().join(TESTS))?;
    Ok(Table::new(rules, &tests))
}

impl Table {
    fn new(rules: Vec<Rule>, tests: &[Test]) -> Self {
        let mut breaches = Vec::new();
        let known = |number: &Number| rules.iter().any(|rule| rule.number == *number);
        for test in tests {
            for number in test.rules.iter().filter(|number| !known(number)) {
                let name = &test.name;
                breaches.push(format!("`{name}` names {number}, which is no rule"));
            }
        }
        let row = |rule: Rule| {
            let of_rule = tests
                .iter()
                .filter(|test| test.rules.contains(&rule.number));
            let tests: Vec<String> = of_rule.map(|test| test.name.clone()).collect();
            let status = match (tests.is_empty(), &rule.reason) {
                (false, None) => Status::Tested,
                (true, Some(_)) => Status::DoesNotApply,
                (true, None) => Status::Missing,
                (false, Some(_)) => Status::Both,
            };
            Row {
                rule,
                tests,
                status,
            }
        };
        let rows: Vec<Row> = rules.into_iter().map(row).collect();
        for Row { rule, status, .. } in &rows {
            let number = rule.number;
            match status {
                Status::Tested | Status::DoesNotApply => {}
                Status::Missing => breaches.push(format!(
                    "{number} has no test: name one `{}_…`, or say in {BOOK} why it `Does not apply: …`",
                    number.to_string().to_lowercase()
                )),
                Status::Both => breaches.push(format!(
                    "{number} is said not to apply, and has tests: take the reason out of {BOOK}"
                )),
            }
        }
        Self {
            rows,
            breaches,
            tests: tests.len(),
        }
    }

    /// What is wrong; nothing, if all is well.
    pub(crate) fn breaches(&self) -> &[String] {
        &self.breaches
    }

    /// How many rules there are of each status, in a line.
    pub(crate) fn summary(&self) -> String {
        let count = |status| self.rows.iter().filter(|row| row.status == status).count();
        let (tested, tests) = (count(Status::Tested), self.tests);
        let mut parts = vec![
            format!("{tested} tested by {tests} tests"),
            format!("{} do not apply", count(Status::DoesNotApply)),
        ];
        for (status, words) in [
            (Status::Missing, "without a test"),
            (Status::Both, "with both"),
        ] {
            if count(status) > 0 {
                parts.push(format!("{} {words}", count(status)));
            }
        }
        format!("{} rules: {}", self.rows.len(), parts.join(", "))
    }

    /// All of it, for people.
    pub(crate) fn text(&self) -> String {
        let mut lines = Vec::new();
        for Row {
            rule,
            tests,
            status,
        } in &self.rows
        {
            let status = match status {
                Status::Tested => "tested",
                Status::DoesNotApply => "does not apply",
                Status::Missing => "NO TEST",
                Status::Both => "BOTH",
            };
            lines.push(format!("{:<4} {status:<15} {}", rule.number, rule.title));
            let reason = rule.reason.iter().chain(tests);
            lines.extend(reason.map(|line| format!("{:21}{line}", "")));
        }
        lines.push(self.summary());
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(tests: &[(&str, &[&str])]) -> Table {
        let list = "\
## A. The loop: A1 to A3
- A1: First.
- A2: Second.
- A3: Third. Does not apply: it cannot.
";
        let number = |text: &&str| Number::read(text).expect("is a number");
        let tests: Vec<Test> = tests
            .iter()
            .map(|(name, rules)| Test {
                name: (*name).to_owned(),
                rules: rules.iter().map(number).collect(),
            })
            .collect();
        Table::new(book::read(list).expect("is well-formed"), &tests)
    }

    #[test]
    fn a_rule_with_tests_or_with_a_reason_is_fine() {
        let table = made(&[("a1_a2_both", &["A1", "A2"]), ("a1_again", &["A1"])]);
        assert_eq!(table.breaches(), Vec::<String>::new());
        assert_eq!(
            table.text(),
            "\
A1   tested          First
                     a1_a2_both
                     a1_again
A2   tested          Second
                     a1_a2_both
A3   does not apply  Third
                     it cannot
3 rules: 2 tested by 2 tests, 1 do not apply"
        );
    }

    #[test]
    fn neither_both_and_the_unknown_are_breaches() {
        let table = made(&[("a1_fine", &["A1"]), ("a3_b7_odd", &["A3", "B7"])]);
        let breaches = table.breaches();
        assert_eq!(breaches.len(), 3, "{breaches:?}");
        assert!(breaches[0].contains("`a3_b7_odd` names B7"));
        assert!(breaches[1].starts_with("A2 has no test"));
        assert!(breaches[2].starts_with("A3 is said not to apply"));
        assert!(table.summary().ends_with("1 without a test, 1 with both"));
    }

    #[test]
    fn the_list_of_this_project_is_well_formed() {
        let table = table().expect("can be read");
        let last = table.rows.last().expect("there are rules");
        assert_eq!(last.rule.number.to_string(), "W7");
    }
}
