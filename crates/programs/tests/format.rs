//! Reading and writing programs.

use coroscope_programs::ast::Program;

const SAMPLE: &str = include_str!("sample.jsonl");

#[test]
fn every_sample_is_written_as_it_was_read() {
    let mut count = 0;
    for line in SAMPLE.lines() {
        let program = Program::parse(line).expect("the sample is made of programs");
        assert_eq!(program.to_json(), line);
        count += 1;
    }
    assert_eq!(count, 500);
}

/// What the reader says of a program with these coroutines and this main.
fn refused(coroutines: &str, main: &str) -> String {
    let objects = r#"{"f":1,"q":[0]}"#;
    let text = format!(
        r#"{{"v":1,"seed":0,"profile":"","objs":{objects},"coros":{coroutines},"main":{main}}}"#
    );
    match Program::parse(&text) {
        Ok(program) => panic!("was read as {program:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn errors_say_what_is_not_known_and_where() {
    let cases = [
        (
            "[]",
            r#"[["jump",3]]"#,
            "main/statement 3: there is no statement `jump`",
        ),
        (
            r#"[[["try",[["sleep","x",1]],[],null,null,2]]]"#,
            "[]",
            "coros/statement 2/try.body/statement 1/sleep.seconds: \"x\" is not a number",
        ),
        (
            "[]",
            r#"[["call_soon",[["sleep",1,1]],2]]"#,
            "main/statement 2/call_soon.body/statement 1: a callback cannot `sleep`",
        ),
        (
            "[]",
            r#"[["cancel","t0",3]]"#,
            "main/statement 3: `cancel` takes (task, message), not 1 parts",
        ),
        (
            "[]",
            r#"[["await",["gather",[["z"]],true],3]]"#,
            "main/statement 3/await.what/gather.all: there is no awaitable `z`",
        ),
        (
            "[]",
            r#"[["release","q0",3]]"#,
            "main/statement 3/release.of: \"q0\" is not a lock or a semaphore",
        ),
        (
            "[]",
            r#"[["raise","X","m",3]]"#,
            "main/statement 3/raise.class: \"X\" is not one of \
             E, B, CancelledError, SystemExit, KeyboardInterrupt",
        ),
    ];
    for (coroutines, main, expected) in cases {
        assert_eq!(refused(coroutines, main), expected);
    }
}

#[test]
fn programs_that_could_not_run_or_not_end_are_refused() {
    let cases = [
        (
            "[]",
            r#"[["task_done","q1",3]]"#,
            "main/statement 3: there is no `q1` among the objects",
        ),
        (
            r#"[[["spawn","t0",0,1]]]"#,
            "[]",
            "coros/0/statement 1: cannot call coroutine 0",
        ),
        (
            "[]",
            r#"[["spawn","t0",0,1]]"#,
            "main/statement 1: cannot call coroutine 0",
        ),
        (
            "[]",
            r#"[["print",1],["print",1]]"#,
            "main/statement 1: has the number of another one",
        ),
        (
            "[]",
            r#"[["timeout",1,[],1],["resched",1,2,3]]"#,
            "main/statement 3: is not inside the timeout 1",
        ),
    ];
    for (coroutines, main, expected) in cases {
        assert_eq!(refused(coroutines, main), expected);
    }
}

#[test]
fn programs_that_would_grow_beyond_measure_are_refused() {
    // Each calls the next one twice.
    let mut id = 0;
    let mut twice = |callee: usize| {
        id += 2;
        format!(
            r#"[["spawn","t0",{callee},{}],["spawn","t0",{callee},{id}]]"#,
            id - 1
        )
    };
    let coroutines: Vec<String> = (1..40).map(&mut twice).collect();
    let coroutines = format!("[{},[]]", coroutines.join(","));
    let said = refused(&coroutines, r#"[["spawn","t0",0,999]]"#);
    assert!(
        said.starts_with("may make 1099511627776 coroutine objects"),
        "{said}"
    );
}
