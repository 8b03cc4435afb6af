//! Programs that nobody would want to run, in the engine that the page has: each ends with a name or can be stopped,
//! and the next program knows nothing of it.

use crate::python_engine::run;
use coroscope_tests::{Site, visit};
use read::{Hostile, hostile_programs};
use serde_json::{Value, json};

#[path = "../../../crates/python/tests/hostile/read.rs"]
mod read;

/// What is asked of the engine: nobody has to wait long for what is full.
fn wish(program: &Hostile) -> Value {
    let endless = program.ending.starts_with("endless");
    json!({
        "source": program.source,
        "bounds": { "events": 20_000, "output": 1 << 20 },
        "horizon": { "time": 600.0 },
        "stop": if endless { json!("begun") } else { Value::Null },
    })
}

/// How a program ended, in the words in which the programs say it.
fn ended(program: &Hostile, outcome: &Value) -> String {
    let ended = &outcome["ended"];
    let exception = program.ending.trim_end_matches(" in a browser");
    let is_exception = exception.starts_with(|c: char| c.is_ascii_uppercase());
    let said = outcome["bytes"].as_str().unwrap_or_default();
    if outcome["stopped"] == true {
        return program.ending.clone();
    }
    if let Value::String(cause) = &outcome["failed"]["cause"] {
        return match &**cause {
            "Stack" | "Memory" | "Panic" => format!("trap {cause}"),
            _ => outcome["failed"].to_string(),
        };
    }
    if let Value::Number(code) = &ended["Finished"]["exit_code"] {
        return if *code == 1.into() && is_exception && said.contains(exception) {
            program.ending.clone()
        } else {
            format!("ends {code}")
        };
    }
    let name = ended.as_object().and_then(|it| it.keys().next());
    match ended.as_str().or(name.map(String::as_str)) {
        Some("Deadlocked") => "deadlocked".into(),
        Some("Horizon") => "horizon".into(),
        Some("Full") => "full".into(),
        Some("NeedsInput") => "asks".into(),
        Some("WaitsForButton") => "waits".into(),
        _ => outcome.to_string(),
    }
}

/// How many programs are run between two looks: a script may not take longer than the driver's patience, and
/// what fills all memory takes its time.
fn at_once(kinds: &[&str]) -> usize {
    if kinds.contains(&"memory") { 1 } else { 8 }
}

fn all_end_well(kinds: &'static [&'static str]) {
    let mut programs = hostile_programs();
    programs.retain(|program| kinds.contains(&program.kind) && program.runs_in_browser());
    for kind in kinds {
        let count = programs.iter().filter(|it| it.kind == *kind).count();
        assert!(count >= 5, "there are {count} of {kind}");
    }
    visit(Site::new(), async move |page| {
        let mut wrong = Vec::new();
        for programs in programs.chunks(at_once(kinds)) {
            let mut wishes: Vec<_> = programs.iter().map(wish).collect();
            wishes.push(json!({ "source": "print('alive')" }));
            let told = run(&page, wishes.into()).await;
            for (program, outcome) in programs.iter().zip(&told) {
                let Hostile { name, ending, .. } = program;
                let ended = ended(program, outcome);

                if ended != *ending {
                    wrong.push(format!("{name}: {ended} instead of {ending}"));
                }
            }
            let last = told.last().and_then(|outcome| outcome["bytes"].as_str());
            assert!(last.is_some_and(|said| said.contains("alive")), "{last:?}");
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    });
}

#[test]
fn what_computes_for_ever_is_stopped() {
    all_end_well(&["loops"]);
}

#[test]
fn what_wants_all_memory_is_told() {
    all_end_well(&["memory"]);
}

#[test]
fn what_is_too_deep_is_told() {
    all_end_well(&["recursion"]);
}

#[test]
fn floods_are_bounded() {
    all_end_well(&["floods", "output"]);
}

#[test]
fn odd_sources_and_ends_have_names() {
    all_end_well(&["sources", "exits"]);
}

#[test]
fn what_breaks_its_own_machine_breaks_no_other() {
    all_end_well(&["tampering"]);
}
