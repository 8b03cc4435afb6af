//! What becomes of a program that does harm.

use coroscope_programs::{
    ast::{FutureVar, Line, Program, Sync, What},
    run::{Ran, run},
};

#[test]
fn a_panic_is_reported_and_the_next_program_runs() {
    let text = r#"{"v":1,"seed":0,"profile":"","coros":[],"main":[["print",1]]}"#;
    let good = Program::parse(text).expect("a program");
    let mut bad = good.clone();
    // The parser would refuse it: there are no futures.
    bad.main.push(Line {
        id: 2,
        what: What::Sync(Sync::CancelFuture {
            future: FutureVar(3),
        }),
    });
    let Ran::Failed(how) = run(&bad) else {
        panic!("it ran");
    };
    assert!(
        how.starts_with("panicked: index out of bounds"),
        "it said {how}"
    );
    assert!(matches!(run(&good), Ran::Transcript(_)));
}
