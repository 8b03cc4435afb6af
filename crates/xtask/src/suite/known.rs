//! The tests that are known to fail, each with its reason.

use super::outcome::Tested;
use anyhow::{Context, Result, bail};

/// Why a test fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It needs what is not there: threads, processes.
    Needs,
    /// It is of a Python before 3.14, which does otherwise: CPython 3.14 fails it too.
    Older,
    /// We do otherwise than CPython 3.14.
    Ours,
}

/// One line: tests of some versions.
struct Entry {
    kind: Kind,
    versions: Vec<String>,
    /// With `*` for any characters.
    name: String,
    /// It is not even run, because it would not end.
    endless: bool,
    /// It differs between releases of one version of Python.
    sometimes: bool,
}

/// The whole list.
pub(super) struct Known(Vec<Entry>);

impl Known {
    /// The list of this project.
    pub(super) fn usual() -> Result<Self> {
        Self::read(include_str!("known.txt"))
    }

    /// Reads a list. A group begins with a line `needs: reason`, `older: reason` or `ours: reason`; then come lines
    /// `3.11,3.13 test_file.Class.test_name`, with `endless` behind if the test would not end, or
    /// `sometimes` if not every release of these versions has it so.
    pub(super) fn read(text: &str) -> Result<Self> {
        let mut kind = None;
        let mut entries = Vec::new();
        for line in text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            if let Some((word, reason)) = line.split_once(": ") {
                let known = match word {
                    "needs" => Kind::Needs,
                    "older" => Kind::Older,
                    "ours" => Kind::Ours,
                    _ => bail!("known.txt: no kind of reason: {word}"),
                };
                if reason.trim().is_empty() {
                    bail!("known.txt: a group without a reason");
                }
                kind = Some(known);
                continue;
            }
            let mut words = line.split_whitespace();
            let versions = words
                .next()
                .unwrap_or_default()
                .split(',')
                .map(str::to_owned);
            let name = words
                .next()
                .with_context(|| format!("known.txt: `{line}` names no test"))?;
            let (endless, sometimes) = match words.next() {
                None => (false, false),
                Some("endless") => (true, false),
                Some("sometimes") => (false, true),
                Some(other) => bail!("known.txt: `{other}` says nothing"),
            };
            if endless && name.contains('*') {
                bail!(
                    "known.txt: what is endless is left out by its whole name, and {name} is none"
                );
            }
            entries.push(Entry {
                kind: kind.context("known.txt: a test without a reason")?,
                versions: versions.collect(),
                name: name.to_owned(),
                endless,
                sometimes,
            });
        }
        Ok(Self(entries))
    }

    fn of<'a>(&'a self, version: &'a str) -> impl Iterator<Item = &'a Entry> {
        let applies = move |entry: &&Entry| entry.versions.iter().any(|it| it == version);
        self.0.iter().filter(applies)
    }

    /// Whether the list has anything to say of that Python's tests. Of one that nobody has looked at it has not.
    pub(super) fn has(&self, version: &str) -> bool {
        self.of(version).next().is_some()
    }

    fn entry<'a>(&'a self, version: &'a str, name: &str) -> Option<&'a Entry> {
        self.of(version).find(|entry| fits(&entry.name, name))
    }

    /// Why a test fails, if it is known to.
    pub(super) fn kind(&self, version: &str, name: &str) -> Option<Kind> {
        self.entry(version, name).map(|entry| entry.kind)
    }

    /// Whether a test that is known to fail may pass nevertheless.
    pub(super) fn may_pass(&self, version: &str, name: &str) -> bool {
        self.entry(version, name)
            .is_none_or(|entry| entry.sometimes)
    }

    /// The tests that are not to be run.
    pub(super) fn endless(&self, version: &str) -> Vec<String> {
        let endless = self.of(version).filter(|entry| entry.endless);
        endless.map(|entry| entry.name.clone()).collect()
    }

    /// The lines that name no test of those that were run.
    pub(super) fn without_test(&self, version: &str, tested: &[Tested]) -> Vec<String> {
        let idle = self
            .of(version)
            .filter(|entry| !entry.endless && !entry.sometimes)
            .filter(|entry| !tested.iter().any(|test| fits(&entry.name, &test.name)));
        idle.map(|entry| entry.name.clone()).collect()
    }
}

/// Whether a name is one of those that a pattern stands for.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, rest)) => name.strip_prefix(head).is_some_and(|behind| {
            (0..=behind.len()).any(|at| behind.get(at..).is_some_and(|tail| fits(rest, tail)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# A remark.
needs: There are no threads.
3.11,3.14 a.*.test_thread

older: It was otherwise.
3.11 a.B.test_old
3.11 a.B.test_waits endless
3.13 a.B.test_late sometimes
";

    #[test]
    fn a_list_says_why_and_for_which_version() {
        let known = Known::read(LIST).expect("it is right");
        assert_eq!(known.kind("3.14", "a.C.test_thread"), Some(Kind::Needs));
        assert_eq!(known.kind("3.14", "a.B.test_old"), None);
        assert_eq!(known.kind("3.11", "a.B.test_old"), Some(Kind::Older));
        assert!(known.has("3.14") && !known.has("3.15"));
        assert!(
            known.may_pass("3.13", "a.B.test_late") && known.without_test("3.13", &[]).is_empty()
        );
        assert!(known.may_pass("3.11", "a.B.test_new") && !known.may_pass("3.11", "a.B.test_old"));
        assert_eq!(known.endless("3.11"), ["a.B.test_waits"]);
        assert_eq!(known.without_test("3.14", &[]), ["a.*.test_thread"]);
    }

    #[test]
    fn a_list_without_reasons_is_refused() {
        assert!(Known::read("3.11 a.B.test_old\n").is_err());
        assert!(Known::read("because: x\n3.11 a.B.c\n").is_err());
        assert!(Known::read("ours: \n3.11 a.B.c\n").is_err());
        assert!(Known::read("ours: x\n3.11 a.B.c slowly\n").is_err());
        assert!(Known::read("ours: x\n3.11 a.*.c endless\n").is_err());
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(fits("a.*.c", "a.b.c") && fits("a.*", "a.") && fits("*c", "abc"));
        assert!(!fits("a.*.c", "a.b.cd") && !fits("a", "ab"));
    }

    #[test]
    fn the_list_itself_is_right() {
        assert!(Known::usual().is_ok());
    }
}
