//! `cargo xtask test`: every check there is, one step after another.
//!
//! A step that fails does not keep the others from running, unless they need what it makes.

mod count;
mod native;
mod python_engine;
mod steps;
mod summary;
mod web;

use crate::{browser::Browser, shell, tools::Toolbox};
use anyhow::{Result, bail};
use count::Count;
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};
use steps::Step;

/// What to run.
#[derive(Default)]
pub(crate) struct Options {
    /// Leave out the steps that need a browser.
    pub(crate) no_browser: bool,
    /// Only say which steps there are.
    pub(crate) list: bool,
    /// Only these steps, and those they need.
    pub(crate) only: Vec<String>,
}

/// What one step makes and another needs.
#[derive(Default)]
struct Bench {
    toolbox: Option<Toolbox>,
    browser: Option<Browser>,
}

/// A step that is over.
struct Done {
    name: &'static str,
    count: Count,
    time: Duration,
}

/// Runs the steps and says how they ended.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let chosen = choose(steps::ALL, &options.only)?;
    if options.list {
        for step in chosen {
            println!("{:<10} {}", step.name, step.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut bench = Bench::default();
    let mut done: Vec<Done> = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        println!(
            "\n── {} ({}/{}): {}",
            step.name,
            index + 1,
            chosen.len(),
            step.about
        );
        let started = Instant::now();
        let count = match obstacle(step, options, &done) {
            Some(reason) => Count::skipped(reason),
            None => (step.run)(&mut bench).unwrap_or_else(|error| {
                eprintln!("error: {error:#}");
                Count::failed(format!("{error:#}"))
            }),
        };
        let time = started.elapsed();
        println!(
            "── {}: {} in {}",
            step.name,
            count.verdict(),
            shell::human(time)
        );
        done.push(Done {
            name: step.name,
            count,
            time,
        });
    }
    summary::print(&done);
    let failed = done.iter().any(|step| step.count.failed > 0);
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Why a step is not to be run, if it is not.
fn obstacle(step: &Step, options: &Options, done: &[Done]) -> Option<String> {
    if step.browser && options.no_browser {
        return Some("left out by --no-browser".to_owned());
    }
    let broken = |need: &&&str| {
        done.iter()
            .any(|done| done.name == **need && done.count.passed == 0)
    };
    let need = step.needs.iter().find(broken)?;
    Some(format!("needs the step `{need}`, which did not succeed"))
}

/// The named steps and all they need, in their usual order; all of them if none is named.
fn choose<'a>(all: &'a [Step], only: &[String]) -> Result<Vec<&'a Step>> {
    if only.is_empty() {
        return Ok(all.iter().collect());
    }
    if let Some(unknown) = only
        .iter()
        .find(|name| !all.iter().any(|step| step.name == **name))
    {
        let names: Vec<&str> = all.iter().map(|step| step.name).collect();
        bail!(
            "there is no step `{unknown}`; there are {}",
            names.join(", ")
        );
    }
    let mut wanted: Vec<&str> = only.iter().map(String::as_str).collect();
    // Needs come before what needs them, so one pass from the end finds them all.
    for step in all.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(all
        .iter()
        .filter(|step| wanted.contains(&step.name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        choose(steps::ALL, &only)
            .expect("all exist")
            .iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn what_a_step_needs_comes_with_it_and_before_it() {
        assert_eq!(names(&["e2e"]), ["tools", "dist", "e2e"]);
        assert_eq!(
            names(&["e2e", "format"]),
            ["format", "tools", "dist", "e2e"]
        );
        assert_eq!(names(&[]).len(), steps::ALL.len());
    }

    #[test]
    fn an_unknown_step_is_an_error_that_names_the_known_ones() {
        let error = choose(steps::ALL, &["lnit".to_owned()])
            .err()
            .expect("is unknown");
        assert!(error.to_string().contains("format"), "{error}");
    }

    #[test]
    fn every_need_comes_before_the_step_that_has_it() {
        for (index, step) in steps::ALL.iter().enumerate() {
            for need in step.needs {
                let before = &steps::ALL[..index];
                assert!(
                    before.iter().any(|other| other.name == *need),
                    "{} needs {need}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn a_step_waits_for_what_it_needs_and_for_nothing_else() {
        let over = |name, count| Done {
            name,
            count,
            time: Duration::ZERO,
        };
        let budgets = steps::ALL
            .iter()
            .find(|step| step.name == "budgets")
            .expect("exists");
        let options = Options::default();
        let good = [
            over("format", Count::failed("x")),
            over("dist", Count::passed()),
        ];
        assert_eq!(obstacle(budgets, &options, &good), None);
        let bad = [over("dist", Count::failed("x"))];
        assert!(obstacle(budgets, &options, &bad).is_some());
        let e2e = steps::ALL
            .iter()
            .find(|step| step.name == "e2e")
            .expect("exists");
        assert!(
            obstacle(
                e2e,
                &Options {
                    no_browser: true,
                    ..Options::default()
                },
                &good
            )
            .is_some()
        );
    }
}
