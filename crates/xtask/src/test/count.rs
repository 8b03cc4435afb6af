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
    /// for, such as a compile error, counts as one. So does each program that ends without having
    /// said how its tests ended, because a signal killed it, and a run in which there was no test:
    /// a suite that lost all of its tests must not look like one that passed.
    pub(super) fn read(output: &str, success: bool) -> Self {
        let mut count = Self::default();
        let mut underway: Option<Underway<'_>> = None;
        for line in output.lines() {
            if let Some(tests) = tests_to_run(line) {
                count.died(underway.as_ref());
                underway = Some(Underway { tests, last: None });
            } else if let Some(result) = line.trim_start().strip_prefix("test result: ") {
                count.passed += number_before(result, "passed");
                count.failed += number_before(result, "failed");
                count.skipped += number_before(result, "ignored");
                underway = None;
            } else if let Some((name, verdict)) = ended_test(line) {
                if verdict.starts_with("FAIL") {
                    count.notes.push(name.to_owned());
                }
                if let Some(program) = &mut underway {
                    program.last = Some(name);
                }
            }
        }
        count.died(underway.as_ref());
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

    /// A program of tests that never said how they ended.
    fn died(&mut self, program: Option<&Underway<'_>>) {
        let Some(Underway { tests, last }) = program else {
            return;
        };
        self.failed += 1;
        let last = last.map_or("none of them had ended".to_owned(), |name| {
            format!("the last that had ended is {name}")
        });
        self.notes.push(format!(
            "a program of {tests} tests died while they ran; {last}, and what killed it is said above"
        ));
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

/// A program of tests that has not said yet how they ended.
struct Underway<'a> {
    tests: u64,
    /// Which of them ended last.
    last: Option<&'a str>,
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

/// How many tests a program is about to run, as in `running 3 tests`.
fn tests_to_run(line: &str) -> Option<u64> {
    let (number, word) = line.strip_prefix("running ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    matches!(word, "test" | "tests").then_some(number)
}

/// Name and verdict of `test some::name ... FAILED`, which the wasm runner writes as `FAIL`.
fn ended_test(line: &str) -> Option<(&str, &str)> {
    line.trim().strip_prefix("test ")?.rsplit_once(" ... ")
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
    fn a_program_that_dies_is_a_failure_of_its_own() {
        let output = "\
running 8 tests
test exits ... ok

running 2 tests
test a::c ... FAILED
test result: FAILED. 1 passed; 1 failed; 0 ignored

running 1 test
";
        let count = Count::read(output, false);
        assert_eq!((count.passed, count.failed), (1, 3));
        let [first, second, third] = count.notes.as_slice() else {
            panic!("{:?}", count.notes);
        };
        assert!(
            first.contains("8 tests") && first.contains("is exits"),
            "{first}"
        );
        assert_eq!(second, "a::c");
        assert!(third.contains("none of them"), "{third}");
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
