//! The faults, by what of asyncio they are about.
//!
//! A fault is a piece of the core's text, and what somebody could have written instead by
//! mistake. It breaks a rule in the way that a program of the format can observe.

mod combinators;
mod event_loop;
mod futures;
mod groups;
mod limits;
mod locks;
mod queues;
mod running;
mod tasks;

/// One mistake.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// The number of the rule that it breaks.
    pub(crate) rule: &'static str,
    /// The file, in `crates/asyncio/src`.
    pub(crate) file: &'static str,
    /// What is there, once.
    right: &'static str,
    /// What is put in its place.
    wrong: &'static str,
}

const fn fault(
    name: &'static str,
    rule: &'static str,
    file: &'static str,
    right: &'static str,
    wrong: &'static str,
) -> Fault {
    Fault {
        name,
        rule,
        file,
        right,
        wrong,
    }
}

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = Fault> {
    [
        event_loop::FAULTS,
        futures::FAULTS,
        tasks::FAULTS,
        limits::FAULTS,
        combinators::FAULTS,
        groups::FAULTS,
        locks::FAULTS,
        queues::FAULTS,
        running::FAULTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

impl Fault {
    /// The text of its file with the mistake in it; `None` unless there is exactly one place for it.
    pub(crate) fn made_in(&self, text: &str) -> Option<String> {
        let (before, after) = text.split_once(self.right)?;
        // One that overlaps the first would be a second one, too.
        let once = text.rfind(self.right) == Some(before.len());
        once.then(|| [before, self.wrong, after].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;
    use std::{collections::BTreeSet, fs};

    #[test]
    fn each_fault_has_one_place_in_the_core() {
        let core = paths::root().join("crates/asyncio/src");
        let rotten: Vec<&str> = all()
            .filter(|fault| {
                let text = fs::read_to_string(core.join(fault.file)).unwrap_or_default();
                fault.made_in(&text).is_none()
            })
            .map(|fault| fault.name)
            .collect();
        assert!(
            rotten.is_empty(),
            "their text does not occur exactly once any more; mend them in crates/xtask/src/mutants/faults \
             and see with `cargo xtask mutants NAME` that they are still found: {rotten:?}"
        );
    }

    #[test]
    fn each_fault_has_a_name_of_its_own_and_breaks_a_rule() {
        let book = fs::read_to_string(paths::root().join("crates/asyncio/RULES.md"))
            .expect("the rules are there");
        let mut names = BTreeSet::new();
        for fault in all() {
            let name = fault.name;
            assert!(names.insert(name), "{name} is there twice");
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(name.chars().all(kebab), "{name}");
            let rule = format!("\n- {}: ", fault.rule);
            assert!(book.contains(&rule), "{name}: {} is no rule", fault.rule);
            assert_ne!(fault.right, fault.wrong, "{name}");
        }
    }

    #[test]
    fn a_mistake_is_made_only_where_it_is_clear() {
        let mistake = fault("name", "A1", "file.rs", "aa", "b");
        assert_eq!(mistake.made_in("xaay").as_deref(), Some("xby"));
        assert_eq!(mistake.made_in("xay"), None);
        assert_eq!(mistake.made_in("aa aa"), None);
        assert_eq!(mistake.made_in("aaa"), None);
    }
}
