//! Shrinking: what is left is small, may run, and still shows what it was kept for.

use coroscope_programs::{
    ast::Program,
    check,
    fuzz::Case,
    generate,
    mention::{Mention, Tell},
    shrink::shrink,
};
use std::convert::Infallible;

/// The words of a program's statements and awaitables, in the order of the text.
fn words(program: &Program) -> Vec<&'static str> {
    let mut words = Vec::new();
    for body in program.coroutines.iter().chain([&program.main]) {
        body.tell(&mut |mention| {
            if let Mention::Statement(_, word) | Mention::Awaitable(word) = mention {
                words.push(word);
            }
        });
    }
    words
}

/// The smallest program with all of these words in this order.
fn smallest_with(seed: u64, wanted: &[&str]) -> Option<Program> {
    let has = |program: &Program| {
        let mut words = words(program).into_iter();
        wanted
            .iter()
            .all(|wanted| words.any(|word| word == *wanted))
    };
    let program = generate::program(seed);
    has(&program).then(|| {
        let shows = |program: &Program| {
            assert!(
                check::program(program).is_ok(),
                "a program was tried that may not run"
            );
            Ok::<_, Infallible>(has(program))
        };
        let Ok(small) = shrink(&program, shows);
        assert!(has(&small), "seed {seed} lost what it was kept for");
        small
    })
}

#[test]
fn only_what_is_wanted_is_left() {
    let wanted = ["timeout", "cancel", "sleep", "try"];
    let mut found = 0;
    for small in (0..400).filter_map(|seed| smallest_with(seed, &wanted)) {
        assert_eq!(words(&small), wanted, "{}", small.to_json());
        found += 1;
    }
    assert!(found > 3, "only {found} programs had what was wanted");
}

#[test]
fn statements_are_counted_from_one_on_without_gaps() {
    let mut found = 0;
    for small in (0..200).filter_map(|seed| smallest_with(seed, &["spawn", "cancel", "sleep"])) {
        let mut ids = Vec::new();
        for body in small.coroutines.iter().chain([&small.main]) {
            body.tell(&mut |mention| {
                if let Mention::Statement(id, _) = mention {
                    ids.push(id);
                }
            });
        }
        ids.sort_unstable();
        assert!(
            ids.iter().copied().eq(1..=ids.len() as u64),
            "{}",
            small.to_json()
        );
        found += 1;
    }
    assert!(found > 3, "only {found} programs had what was wanted");
}

#[test]
fn an_error_ends_the_search() {
    let mut asked = 0;
    let result = shrink(&generate::program(1), |_| {
        asked += 1;
        if asked < 3 {
            Ok(true)
        } else {
            Err("the oracle has ended")
        }
    });
    assert_eq!(result, Err("the oracle has ended"));
    assert_eq!(asked, 3);
}

#[test]
fn a_case_is_read_as_it_was_written() {
    let folder = std::env::temp_dir().join(format!("coroscope-case-{}", std::process::id()));
    let case = Case {
        program: generate::program(3),
        transcript: vec!["MAIN ret None".into(), "CLOSE ok".into()],
    };
    let path = case
        .save(&folder)
        .expect("the folder for temporary files can be written");
    assert_eq!(Case::load(&path).expect("it was just written"), case);
    std::fs::remove_dir_all(folder).expect("it was just written");
}
