//! Which rules a program's text and its transcript tell of.

use super::plan::Plan;
use crate::{
    ast::{Aw, Id, Program},
    check,
};
use std::collections::BTreeSet;

/// Adds what is told to what was seen.
pub(super) fn read(
    program: &Program,
    plan: &Plan,
    reached: &BTreeSet<Id>,
    lines: &[String],
    hits: &mut BTreeSet<&'static str>,
) {
    let mut hit = |rule: &'static str, is: bool| {
        if is {
            hits.insert(rule);
        }
    };
    let any = |text: &str| lines.iter().any(|line| line.contains(text));
    let ends = |text: &str| lines.iter().any(|line| line.starts_with(text));
    let exit =
        |end: &str| ends(&format!("{end} SystemExit")) || ends(&format!("{end} KeyboardInterrupt"));

    hit("A14", exit("MAIN exc"));
    hit("A19", any("DEADLOCK"));
    hit("J6", exit("MAIN exc") || exit("CLOSE exc"));
    hit("C2", any("InvalidStateError"));
    hit("C8", any(" state=exc:") || any(" state=res:"));
    hit("C9", any("Cancelled(m)") || any("Cancelled(n)"));
    hit("C11", any(" unretrieved"));
    hit("E9", any(" state=pending"));
    hit("F6", any(" expired=True"));
    hit("F18", any("TimeoutError"));
    hit(
        "H5",
        any(" tg-exit")
            && lines
                .iter()
                .any(|it| it.starts_with('T') && it.ends_with(" cancelled")),
    );
    hit("H6", any("EG[") && any(","));
    hit("H9", any("EG["));
    hit("H15", any("EG[EG["));
    hit("I7", any("ValueError"));
    hit("I13", any("QueueFull") || any("QueueEmpty"));
    hit("I14", any("QueueShutDown"));
    hit("W2", any(" unretrieved"));
    hit(
        "W3",
        lines
            .iter()
            .any(|line| line.starts_with('T') && line.ends_with(" pending")),
    );
    hit("W4", any(" unretrieved"));
    hit("W7", program.options.debug);

    let value_of = |who: char| {
        move |line: &String| {
            let mut words = line.split(' ').skip(1);
            let says = words
                .next()
                .is_some_and(|it| it.starts_with(who) && !it.starts_with("cb"));
            says && line.contains(" cv=") && !line.ends_with("cv=None")
        }
    };
    hit(
        "B1",
        lines
            .iter()
            .any(|line| line.contains(" cb") && line.contains(" cv=")),
    );
    hit("B2", lines.iter().any(value_of('c')));
    let statements = || {
        plan.statements
            .iter()
            .filter(|(id, _)| reached.contains(id))
            .map(|(_, it)| it)
    };
    let word = |word: &str| statements().any(|it| it.word() == word);
    let sets = word("cv_set") && word("cv_get");
    hit(
        "B3",
        sets && statements().any(|it| matches!(it.awaits, Some(Aw::Call { .. }))),
    );
    hit(
        "B4",
        statements().filter(|it| it.word() == "hcancel").count() > 1,
    );
    hit("F10", word("resched"));
    let limit = |limited: bool| {
        statements().any(|it| match &it.awaits {
            Some(Aw::WaitFor {
                seconds: Some(seconds),
                ..
            }) => (*seconds > 0.0) == limited,
            Some(Aw::WaitFor { seconds: None, .. }) => limited,
            _ => false,
        })
    };
    hit("F11", limit(false));
    hit("F15", limit(true));
    hit(
        "G7",
        lines
            .iter()
            .any(|it| it.contains(" = [") && it.contains('(')),
    );
    hit(
        "G15",
        lines.iter().any(|line| line.contains("ValueError")) && word("wait"),
    );
    hit("G16", word("wait") && any(" pending=[]"));
    hit("G17", any(" pending=[t"));
    hit("G18", any(" got "));
    hit("G19", word("as_completed") && any(" got TimeoutError"));
    hit("G20", word("as_completed_async"));
    hit("H2", word("tg_spawn") && any("RuntimeError"));
    hit("H7", word("tg") && any("EG[") && word("raise"));
    hit("H11", any("EG[") && any("Cancelled("));
    hit("H14", program.options.eager && word("tg_spawn"));
    debug_assert!(check::program(program).is_ok());
}
