//! The Rust editions do what the Python editions do, line by line.

mod world;

use coroscope_lessons::{Lesson, lessons};

/// The lines of `writes`, as (loop time, stream, text).
fn recorded(lesson: &Lesson) -> Vec<(f64, String, String)> {
    let parse = |line: &str| serde_json::from_str(line).expect("a JSON array of three");
    lesson.writes().lines().map(parse).collect()
}

#[test]
fn what_is_printed_and_when_is_what_cpython_prints() {
    for lesson in lessons() {
        let expected: Vec<_> = recorded(lesson)
            .into_iter()
            .filter(|(_, stream, _)| stream == "stdout")
            .map(|(time, _, text)| (time, text))
            .collect();
        assert_eq!(world::run(lesson).written, expected, "{}", lesson.slug);
        let text: String = expected.into_iter().map(|(_, text)| text).collect();
        assert_eq!(lesson.transcript(), text, "{}", lesson.slug);
    }
}

#[test]
fn coroutines_are_never_awaited_where_cpython_warns() {
    for lesson in lessons() {
        let warned = recorded(lesson)
            .iter()
            .filter(|(_, stream, text)| stream == "stderr" && text.ends_with("was never awaited\n"))
            .count();
        assert_eq!(world::run(lesson).never_awaited, warned, "{}", lesson.slug);
    }
}

#[test]
fn whatever_is_observed_has_its_line_in_both_editions() {
    for lesson in lessons() {
        let run = world::run(lesson);
        assert!(!run.places.is_empty());
        for (what, place) in run.places {
            let (python, rust) = lesson.place(place);
            assert!(python > 0 && rust > 0, "{}: {what} at {place}", lesson.slug);
        }
    }
}

#[test]
fn every_coroutine_function_is_defined_in_both_editions() {
    for lesson in lessons() {
        for name in world::run(lesson).called {
            let (python, rust) = lesson.definition(&name);
            assert!(python > 0 && rust > 0, "{}: {name}", lesson.slug);
        }
    }
}

/// What a line in Rust does, and what its line in Python must then say.
const TWINS: [(&str, &str); 15] = [
    (".print(", "print("),
    (".await", "await "),
    ("create_task(", "create_task("),
    (".sleep(", "asyncio.sleep("),
    ("time_sleep(", "time.sleep("),
    (".gather(", "gather("),
    (".wait_for(", "wait_for("),
    (".shield(", "shield("),
    (".cancel()", ".cancel()"),
    (".button(", "button("),
    (".send()", ".send(None)"),
    ("create_future()", "create_future()"),
    (".call_later(", "call_later("),
    (".done()", ".done()"),
    ("env.run(", "asyncio.run("),
];

/// Awaits that Python writes differently: the block that stands for `try`, and
/// `asyncio.run`, which Python does not await.
const AWAITED_IN_RUST_ONLY: [&str; 2] = ["watched.await", "env.run("];

/// What a line of the Rust edition does, as what its twin must say.
fn twins(line: &str) -> impl Iterator<Item = &'static str> {
    TWINS.iter().filter_map(move |(does, says)| {
        let ours = *does == ".await" && AWAITED_IN_RUST_ONLY.iter().any(|code| line.contains(code));
        (line.contains(does) && !ours).then_some(*says)
    })
}

#[test]
fn a_mark_points_at_the_line_that_does_the_same() {
    for lesson in lessons() {
        let python: Vec<&str> = lesson.python().lines().collect();
        let rust = lesson.rust();
        for (rust_line, python_line) in lesson.marks() {
            let code = rust
                .lines()
                .nth(rust_line as usize - 1)
                .expect("marks are on lines");
            let twin = python.get(python_line as usize - 1).copied().unwrap_or("");
            let place = format!("{} line {rust_line}: {code}\n  {twin}", lesson.slug);
            assert!(!twin.trim().is_empty(), "{place}");
            for says in twins(code) {
                assert!(twin.contains(says), "{place}");
            }
        }
    }
}

#[test]
fn a_line_that_does_something_is_marked() {
    for lesson in lessons() {
        for (number, line) in (1..).zip(lesson.rust().lines()) {
            let place = format!("{} line {number}: {line}", lesson.slug);
            let marked = lesson.python_line(number).is_some();
            assert!(marked || twins(line).next().is_none(), "{place}");
        }
    }
}

#[test]
fn marks_are_not_shown() {
    for lesson in lessons() {
        assert!(!lesson.rust().contains("py:"), "{}", lesson.slug);
        assert!(
            lesson.rust().lines().all(|line| line == line.trim_end()),
            "{}",
            lesson.slug
        );
        assert!(lesson.marks().count() > 5, "{}", lesson.slug);
    }
}
