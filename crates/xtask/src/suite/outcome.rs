//! How a test went, as `drive.py` says it.

/// What became of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    Skipped,
    /// With the traceback, or what else there is to say.
    Failed(String),
}

/// A test with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tested {
    /// `test_futures.CFutureTests.test_result`
    pub(super) name: String,
    pub(super) outcome: Outcome,
}

/// A line of `drive.py`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    Begun(String),
    Ended(Tested),
    /// Of so many tests.
    Over(usize),
}

/// Reads a line; what the tests themselves print is none of it.
pub(super) fn read(line: &str) -> Option<Said> {
    let mut values = line.strip_prefix("@@")?.split('\t');
    let word = values.next()?;
    let name = values.next()?.to_owned();
    if word == "over" {
        return name.parse().ok().map(Said::Over);
    }
    let why = values.next().unwrap_or_default();
    let outcome = match word {
        "begun" => return Some(Said::Begun(name)),
        "passed" => Outcome::Passed,
        "skipped" => Outcome::Skipped,
        "failed" => Outcome::Failed(why.replace('\u{1f}', "\n")),
        _ => return None,
    };
    Some(Said::Ended(Tested { name, outcome }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_driver_are_told_from_those_of_tests() {
        assert_eq!(read("hello @@passed\tx"), None);
        assert_eq!(read("@@begun\ta.B.c"), Some(Said::Begun("a.B.c".into())));
        assert_eq!(read("@@over\t3"), Some(Said::Over(3)));
        assert_eq!(read("@@over"), None);
        let failed = Tested {
            name: "a.B.c".into(),
            outcome: Outcome::Failed("one\ntwo".into()),
        };
        assert_eq!(
            read("@@failed\ta.B.c\tone\u{1f}two"),
            Some(Said::Ended(failed))
        );
    }
}
