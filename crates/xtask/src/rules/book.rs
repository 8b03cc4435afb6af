//! The list of the rules: one line a rule, under headings that say how many there are.
//!
//! A rule's line is `- A1: title.`, and where no test can be written, `- A1: title. Does not
//! apply: reason.` A heading is `## A. Subject: A1 to A19`, so that a line cannot get lost.

use anyhow::{Context, Result, bail};
use std::fmt;

/// A rule's number: a family and a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number {
    pub(super) family: char,
    pub(super) place: u32,
}

impl Number {
    /// Reads `A1`; nothing else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let family = text.chars().next().filter(char::is_ascii_uppercase)?;
        let digits = &text[1..];
        if digits.is_empty() || digits.starts_with('0') || !digits.chars().all(char::is_numeric) {
            return None;
        }
        let place = digits.parse().ok()?;
        Some(Self { family, place })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.family, self.place))
    }
}

/// A rule as the list has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) number: Number,
    pub(super) title: String,
    /// Why no test can be written.
    pub(super) reason: Option<String>,
}

const REASON: &str = " Does not apply: ";

/// Reads the whole list, which must be complete and in order.
pub(super) fn read(text: &str) -> Result<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut heading: Option<(Number, Number)> = None;
    for (index, line) in text.lines().enumerate() {
        let at = || format!("line {}: `{line}`", index + 1);
        if let Some(title) = line.strip_prefix("## ") {
            complete(heading, &rules)?;
            heading = Some(range(title).with_context(at)?);
        } else if let Some(line) = line.strip_prefix("- ") {
            let rule = rule(line).with_context(at)?;
            let (first, last) = heading.with_context(|| format!("{}: under no heading", at()))?;
            let next = match rules.last() {
                Some(before) if before.number.family == first.family => Number {
                    place: before.number.place + 1,
                    ..first
                },
                _ => first,
            };
            if rule.number != next || next > last {
                bail!("{}: expected {next} of {first} to {last}", at());
            }
            rules.push(rule);
        }
    }
    complete(heading, &rules)?;
    Ok(rules)
}

fn complete(heading: Option<(Number, Number)>, rules: &[Rule]) -> Result<()> {
    match (heading, rules.last()) {
        (Some((_, last)), Some(rule)) if rule.number == last => Ok(()),
        (None, None) => Ok(()),
        (Some((first, last)), _) => bail!("the list from {first} to {last} does not end there"),
        (None, Some(rule)) => bail!("{} is under no heading", rule.number),
    }
}

/// `A. Subject: A1 to A19`.
fn range(title: &str) -> Result<(Number, Number)> {
    let read = || {
        let (_, range) = title.rsplit_once(": ")?;
        let (first, last) = range.split_once(" to ")?;
        let (first, last) = (Number::read(first)?, Number::read(last)?);
        (first.family == last.family && first.place == 1).then_some((first, last))
    };
    read().context("a heading says which rules it has, as in `## A. The loop: A1 to A19`")
}

fn rule(line: &str) -> Result<Rule> {
    let read = || {
        let (number, title) = line.split_once(": ")?;
        Some((Number::read(number)?, title))
    };
    let (number, rest) = read().context("a rule's line begins as in `- A1: `")?;
    let (title, reason) = match rest.split_once(REASON) {
        Some((title, reason)) => (title, Some(reason)),
        None => (rest, None),
    };
    if reason.is_none() && rest.to_lowercase().contains("not apply") {
        bail!("the reason comes after `Does not apply: `");
    }
    if title.trim().is_empty() || reason.is_some_and(|reason| reason.trim().is_empty()) {
        bail!("the title or the reason is empty");
    }
    Ok(Rule {
        number,
        title: title.trim_end_matches('.').to_owned(),
        reason: reason.map(|reason| reason.trim_end_matches('.').to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# Rules

Words about them.

## A. The loop: A1 to A2

- A1: First.
- A2: Second: with a colon.

## B. More: B1 to B1

- B1: Third. Does not apply: Rust has none.
";

    #[test]
    fn reads_titles_and_reasons() {
        let rules = read(LIST).expect("is well-formed");
        let shown: Vec<String> = rules
            .iter()
            .map(|rule| format!("{} {} {:?}", rule.number, rule.title, rule.reason))
            .collect();
        assert_eq!(
            shown,
            [
                "A1 First None",
                "A2 Second: with a colon None",
                "B1 Third Some(\"Rust has none\")"
            ]
        );
    }

    #[test]
    fn a_list_with_a_hole_is_refused() {
        for hole in [
            LIST.replace("- A1: First.\n", ""),
            LIST.replace("- A2: Second: with a colon.\n", ""),
            LIST.replace("- B1: Third.", "- B2: Third."),
            LIST.replace("- A2: Second", "- A1: Second"),
            LIST.replace("- A2: Second", "- A02: Second"),
            LIST.replace("A1 to A2", "A1 to A3"),
            LIST.replace("A1 to A2", "A1 to A1"),
            LIST.replace(": A1 to A2", ""),
            LIST.replace("## A. The loop: A1 to A2\n", ""),
            LIST.split("- B1").next().unwrap_or_default().to_owned(),
        ] {
            assert!(read(&hole).is_err(), "{hole}");
        }
    }

    #[test]
    fn a_reason_must_be_one() {
        assert!(read(&LIST.replace("Rust has none.", " ")).is_err());
        assert!(read(&LIST.replace("Does not apply:", "does not apply,")).is_err());
    }

    #[test]
    fn numbers_are_a_letter_and_a_place() {
        assert_eq!(Number::read("W7").map(|n| n.to_string()), Some("W7".into()));
        for text in ["", "A", "a1", "A0", "A1x", "1A", "Ä1", "A99999999999"] {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }
}
