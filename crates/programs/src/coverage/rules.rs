//! The rules, and which of them no program of the format can exercise.

use super::Exercised;
use std::collections::BTreeSet;

/// Where they are written down.
const BOOK: &str = include_str!("../../../asyncio/RULES.md");

const ONE_LOOP: &str = "a program has one loop";
const NOT_SHOWN: &str = "a transcript does not show it";
const NOT_IN_FORMAT: &str = "no statement does that";
const OLDER: &str = "an older Python";

/// What the format leaves out; the tests of the rules have it.
const OUTSIDE: &[(&str, &str)] = &[
    ("A15", ONE_LOOP),
    ("A18", "time is virtual"),
    ("C3", NOT_IN_FORMAT),
    ("D2", ONE_LOOP),
    ("D7", "programs end by themselves, so no task awaits itself"),
    ("D11", NOT_IN_FORMAT),
    ("D12", NOT_SHOWN),
    ("D13", NOT_SHOWN),
    (
        "D15",
        "programs end by themselves, so no tasks await each other",
    ),
    ("F7", NOT_SHOWN),
    ("F12", OLDER),
    ("F13", OLDER),
    ("F14", OLDER),
    ("G10", ONE_LOOP),
    ("H12", NOT_IN_FORMAT),
    ("J1", ONE_LOOP),
    ("J7", NOT_IN_FORMAT),
    ("J8", NOT_IN_FORMAT),
    ("J9", NOT_IN_FORMAT),
    ("K4", NOT_SHOWN),
    ("W5", "no statement takes time"),
    ("W6", NOT_SHOWN),
];

/// A rule, and in how many programs it came into play.
pub(super) struct Rule {
    number: String,
    title: String,
    outside: Option<&'static str>,
    programs: u64,
}

/// Every rule, in order.
pub(super) fn all() -> Vec<Rule> {
    let lines = BOOK
        .lines()
        .filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
    lines
        .map(|(number, title)| {
            let outside = OUTSIDE.iter().find(|(outside, _)| *outside == number);
            Rule {
                number: number.to_owned(),
                title: title
                    .split(". Does not apply")
                    .next()
                    .unwrap_or(title)
                    .to_owned(),
                outside: outside.map(|(_, reason)| *reason),
                programs: 0,
            }
        })
        .collect()
}

impl Rule {
    pub(super) fn count(&mut self, hits: &BTreeSet<&'static str>) {
        self.programs += u64::from(hits.contains(&*self.number));
    }

    pub(super) fn exercised(self) -> Exercised {
        let programs = match self.outside {
            // Should one come into play after all, the reason is wrong.
            Some(reason) if self.programs == 0 => Err(reason),
            _ => Ok(self.programs),
        };
        Exercised {
            rule: self.number,
            title: self.title,
            programs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_about_a_rule() {
        let all: Vec<String> = all().into_iter().map(|rule| rule.number).collect();
        assert_eq!(all.len(), 147);
        for (number, _) in OUTSIDE {
            assert!(
                all.iter().any(|it| it == number),
                "there is no rule {number}"
            );
        }
    }
}
