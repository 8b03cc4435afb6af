//! Scripts that measure outside of this process.

use anyhow::{Context, Result, bail};
use coroscope_bench::{Row, race::Timing};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

/// What a script measured.
#[derive(Default)]
pub(crate) struct Measured {
    /// The version of what it ran on.
    pub(crate) version: String,
    timings: Vec<(String, Timing)>,
}

impl Measured {
    /// Lines of a name and two numbers between tabs; the first names the version.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut measured = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                ["version", version] => version.clone_into(&mut measured.version),
                [name, min, median] => {
                    let number = |field: &str| -> Result<f64> {
                        field.parse().with_context(|| format!("in `{line}`"))
                    };
                    let timing = Timing {
                        min: number(min)?,
                        median: number(median)?,
                    };
                    measured.timings.push((name.into(), timing));
                }
                _ => bail!("a measuring script wrote `{line}`, which is no timing"),
            }
        }
        Ok(measured)
    }

    /// A row's timing, if it has that row.
    pub(crate) fn row(&self, row: Row) -> Option<Timing> {
        self.named(row.key())
    }

    /// Bytes held by a task that waits.
    pub(crate) fn idle(&self) -> Option<f64> {
        self.named("idle").map(|timing| timing.min)
    }

    fn named(&self, name: &str) -> Option<Timing> {
        let found = self.timings.iter().find(|(its, _)| its == name);
        found.map(|(_, timing)| *timing)
    }
}

/// Runs a script; its errors pass through.
pub(crate) fn run(command: &mut Command) -> Result<Measured> {
    let shown = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {shown}"))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.with_context(|| format!("cannot read from {shown}"))?;
            if let Some((row, _)) = line.split_once('\t') {
                crate::say(&format!("  {row}"));
            }
            text.push_str(&line);
            text.push('\n');
        }
    }
    let status = child.wait().context("cannot wait for a script")?;
    if !status.success() {
        bail!("{shown} failed ({status}); its messages are above");
    }
    Measured::read(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_between_tabs_are_read_and_others_are_refused() {
        let text = "version\t3.14.2\nspawn\t10.5\t11.0\nidle\t400\t400\n";
        let measured = Measured::read(text).expect("it is well formed");
        assert_eq!(measured.version, "3.14.2");
        let timing = Timing {
            min: 10.5,
            median: 11.0,
        };
        assert_eq!(measured.row(Row::Spawn), Some(timing));
        assert_eq!(measured.row(Row::Gather), None);
        assert_eq!(measured.idle(), Some(400.0));
        assert!(Measured::read("Traceback").is_err());
        assert!(Measured::read("spawn\tfast\t1").is_err());
    }
}
