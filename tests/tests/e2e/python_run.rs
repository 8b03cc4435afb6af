//! Python programs as the page's worker plays them, from the first download to Stop.

use coroscope_tests::{Site, visit};
use serde_json::{Value, json};

const PLAYER: &str = include_str!("python_run.js");

/// The versions which page and worker greet each other with.
fn versions() -> (u32, u32) {
    let number = |file: &str, name: &str| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/");
        let text = std::fs::read_to_string(format!("{path}{file}")).expect("the source is there");
        let line = text
            .lines()
            .find(|line| line.contains(name))
            .expect("says its version");
        let number = line
            .trim_end_matches(';')
            .rsplit(' ')
            .next()
            .expect("a number");
        number.parse().expect("a number")
    };
    (
        number("protocol/src/message.rs", "pub const PROTOCOL_VERSION"),
        number("trace/src/event.rs", "pub const VERSION"),
    )
}

fn run(number: u32, source: &str, drive: &str) -> Value {
    json!([
        { "Run": { "run": number, "program": { "Python": { "source": source, "file": "program.py", "seed": 0 } } } },
        { "Drive": { "run": number, "drive": drive } },
    ])
}

/// Plays these steps, each with what to say and what to wait for, and tells what was heard.
fn played(steps: Value, check: fn(&Value)) {
    visit(Site::new(), async move |page| {
        page.open("index.html").await;
        let (protocol, trace) = versions();
        let script = format!("{PLAYER}\nreturn play(...arguments);");
        let wish = json!({ "protocol": protocol, "trace": trace, "steps": steps });
        let told = page
            .browser()
            .client()
            .execute_async(&script, vec![wish])
            .await;
        let told = told.expect("the player answers");
        assert_eq!(told["errors"], json!([]), "{told}");
        check(&told);
    });
}

const LINES: &str = "\
print('A is awake')
print('B is awake')
print('all are up')
";

#[test]
fn a_program_is_played_to_its_end() {
    let steps = json!([{ "say": run(1, LINES, "End"), "state": "Finished" }]);
    played(steps, |told| {
        let text = told["text"].as_str().expect("there are events");
        let at = |line| {
            text.find(line)
                .unwrap_or_else(|| panic!("no {line:?} in {text}"))
        };
        assert!(at("A is awake") < at("B is awake") && at("B is awake") < at("all are up"));
        let engine = told["engine"].as_array().expect("a list");
        assert_eq!(engine.first(), Some(&json!("Loading")), "{told}");
        assert_eq!(engine.last(), Some(&json!("Ready")), "{told}");
        assert_eq!(told["states"], json!(["Paused", "Running", "Finished"]));
    });
}

#[test]
fn a_program_that_computes_for_ever_is_stopped_and_the_next_one_runs() {
    let steps = json!([
        { "say": run(1, "print('before')\nwhile True: pass", "Live"), "text": "before" },
        { "say": [{ "Stop": { "run": 1 } }] },
        { "say": run(2, LINES, "End"), "state": "Finished", "text": "all are up" },
    ]);
    played(steps, |told| {
        let took = told["took"][2].as_f64().expect("a time");
        assert!(took < 3000.0, "{told}");
    });
}
