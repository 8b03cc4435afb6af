//! What random programs exercise: how often each construct of the format was reached, and how
//! often each rule of asyncio came into play.
//!
//! A rule counts for a program if something happened in which it decides: `seen` finds that in the
//! loop's events, `told` in the program's text and its transcript. The detectors are cheap, and some
//! a little generous; they are there to show what a generator forgets.

mod plan;
mod rules;
mod seen;
mod sharing;
mod table;
mod told;

use crate::{
    ast::Program,
    generate,
    run::{Ran, run_watched},
};
use plan::Plan;
use rules::Rule;
use seen::Watch;
use std::{collections::BTreeMap, rc::Rc};

/// How often something occurred.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Uses {
    /// In how many programs.
    pub programs: u64,
    /// How often in their texts.
    pub written: u64,
    /// How many of those were reached when the programs ran.
    pub reached: u64,
}

/// How often a rule came into play.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exercised {
    /// The rule's number: `A1`.
    pub rule: String,
    /// The rule in one sentence.
    pub title: String,
    /// In how many programs; or why none can have it.
    pub programs: Result<u64, &'static str>,
}

/// What a number of programs exercised.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// How many programs ran.
    pub programs: u64,
    /// The statements and awaitables of the format.
    pub constructs: BTreeMap<&'static str, Uses>,
    /// Every rule of asyncio, in order.
    pub rules: Vec<Exercised>,
}

impl Coverage {
    /// The rules that programs can exercise, and none of these did.
    pub fn missed(&self) -> impl Iterator<Item = &Exercised> {
        self.rules.iter().filter(|rule| rule.programs == Ok(0))
    }
}

/// Runs so many generated programs, the first with this seed, and counts.
///
/// # Examples
/// ```
/// let coverage = coroscope_programs::coverage::measure(0, 50);
/// assert!(coverage.constructs["sleep"].reached > 0);
/// assert!(coverage.rules.iter().any(|it| it.rule == "A1" && it.programs.is_ok_and(|n| n > 40)));
/// ```
pub fn measure(seed: u64, programs: u64) -> Coverage {
    let mut constructs = BTreeMap::new();
    let mut rules = rules::all();
    for seed in seed..seed + programs {
        count(&generate::program(seed), &mut constructs, &mut rules);
    }
    let rules = rules.into_iter().map(Rule::exercised).collect();
    Coverage {
        programs,
        constructs,
        rules,
    }
}

fn count(program: &Program, constructs: &mut BTreeMap<&'static str, Uses>, rules: &mut [Rule]) {
    let plan = Plan::of(program);
    let watch = Rc::new(Watch::new(plan.clone()));
    let lines = match run_watched(program, watch.clone()) {
        Ran::Transcript(lines) => lines,
        // What the core breaks is not for this table to tell.
        Ran::Failed(_) => Vec::new(),
    };
    let seen = watch.seen();
    let mut hits = seen.hits;
    told::read(program, &plan, &seen.reached, &lines, &mut hits);
    for rule in rules {
        rule.count(&hits);
    }
    let mut met: BTreeMap<&'static str, Uses> = BTreeMap::new();
    for (id, statement) in &plan.statements {
        for word in &statement.words {
            let uses = met.entry(word).or_default();
            uses.written += 1;
            uses.reached += u64::from(seen.reached.contains(id));
        }
    }
    for (word, uses) in met {
        let sum = constructs.entry(word).or_default();
        sum.programs += 1;
        sum.written += uses.written;
        sum.reached += uses.reached;
    }
}
