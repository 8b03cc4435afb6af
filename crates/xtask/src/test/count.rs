//! Counts tests: reads what libtest, and the wasm test runner in its manner, print.

/// How many tests ended how.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) skipped: u64,
    /// What else there is to say: why something was skipped, which tests failed.
    pub(super) notes: Vec<String>,
}

impl Count {
    /// One check that is no test program, and held.
    pub(super) fn passed() -> Self {
        Self {
            passed: 1,
            ..Self::default()
        }
    }

    /// One check that did not hold.
    pub(super) fn failed(note: impl Into<String>) -> Self {
        Self {
            failed: 1,
            notes: vec![note.into()],
            ..Self::default()
        }
    }

    /// One check that was not made.
    pub(super) fn skipped(note: impl Into<String>) -> Self {
        Self {
            skipped: 1,
            notes: vec![note.into()],
            ..Self::default()
        }
    }

    /// Both together.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.notes.extend(other.notes);
        self
    }

    /// The tests in the output of test programs.
    ///
    /// `success` is whether the command that ran them succeeded; a failure which no test accounts
    /// for, such as a compile error, counts as one. So does a run in which there was no test: a
    /// suite that lost all of its tests must not look like one that passed.
    pub(super) fn read(output: &str, success: bool) -> Self {
        let mut count = Self::default();
        for line in output.lines() {
            if let Some(result) = line.trim_start().strip_prefix("test result: ") {
                count.passed += number_before(result, "passed");
                count.failed += number_before(result, "failed");
                count.skipped += number_before(result, "ignored");
            } else if let Some(name) = failed_test(line) {
                count.notes.push(name.to_owned());
            }
        }
        if !success && count.failed == 0 {
            count.failed = 1;
            count
                .notes
                .push("the command failed; its messages are above".to_owned());
        }
        if count.passed + count.failed + count.skipped == 0 {
            count.failed = 1;
            count.notes.push("no test was run at all".to_owned());
        }
        count
    }

    /// In a few words.
    pub(super) fn verdict(&self) -> String {
        let mut words = vec![format!("{} passed", self.passed)];
        if self.failed > 0 {
            words.push(format!("{} failed", self.failed));
        }
        if self.skipped > 0 {
            words.push(format!("{} skipped", self.skipped));
        }
        words.join(", ")
    }
}

/// The number in front of a word, as in `3 passed;`.
fn number_before(text: &str, word: &str) -> u64 {
    let Some((before, _)) = text.split_once(&format!(" {word}")) else {
        return 0;
    };
    before
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// The name in `test some::name ... FAILED`, or in the wasm runner's `test some::name ... FAIL`.
fn failed_test(line: &str) -> Option<&str> {
    let (name, verdict) = line.trim().strip_prefix("test ")?.rsplit_once(" ... ")?;
    verdict.starts_with("FAIL").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_several_programs() {
        let output = "\
running 3 tests
test a::b ... ok
test a::c ... FAILED
test a::d ... ignored

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.10s
";
        let count = Count::read(output, false);
        assert_eq!((count.passed, count.failed, count.skipped), (13, 1, 1));
        assert_eq!(count.notes, ["a::c"]);
    }

    #[test]
    fn a_compile_error_is_a_failure() {
        assert_eq!(Count::read("", false).failed, 1);
    }

    #[test]
    fn a_failure_after_the_tests_is_not_lost() {
        let count = Count::read("test result: ok. 2 passed; 0 failed; 0 ignored", false);
        assert_eq!((count.passed, count.failed), (2, 1));
    }

    #[test]
    fn a_suite_without_tests_is_a_failure() {
        let output = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Count::read(output, true).failed, 1);
        assert_eq!(Count::read("no tests to run!", true).failed, 1);
    }

    #[test]
    fn a_program_that_prints_about_tests_is_not_believed() {
        let output = "x test result: ok. 9 passed\ntest result: ok. 1 passed; 0 failed; 0 ignored";
        assert_eq!(Count::read(output, true).passed, 1);
    }
}
