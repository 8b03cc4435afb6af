//! The binary as somebody at a terminal meets it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use coroscope_lessons::lessons;

fn coroscope(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coroscope"))
        .args(args)
        .output()
        .expect("the binary starts")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("text")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("text")
}

/// A fresh place for files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the old folder goes");
    }
    folder
}

#[test]
fn a_run_prints_what_the_program_prints_and_nothing_else() {
    for lesson in lessons() {
        let output = coroscope(&["run", "--lesson", lesson.slug]);
        assert_eq!(stdout(&output), lesson.transcript(), "{}", lesson.slug);
        assert_eq!(output.status.code(), Some(0), "{}", lesson.slug);
    }
}

#[test]
fn warnings_go_to_standard_error() {
    let output = coroscope(&["run", "--lesson", "calling-is-not-running"]);
    let warning = "program.py:15: RuntimeWarning: coroutine 'greet' was never awaited\n";
    assert_eq!(stderr(&output), warning);
}

#[test]
fn a_lesson_goes_by_its_number_too() {
    let output = coroscope(&["run", "--lesson", "8"]);
    let shield = coroscope_lessons::find("shield").expect("it is there");
    assert_eq!(stdout(&output), shield.transcript());
}

#[test]
fn the_list_has_every_lesson_in_both_languages() {
    for lang in ["en", "ru"] {
        let output = coroscope(&["lessons", "--lang", lang]);
        let lines: Vec<_> = stdout(&output).lines().collect();
        assert_eq!(lines.len(), lessons().len());
        for (line, lesson) in lines.iter().zip(lessons()) {
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some(lesson.number.to_string().as_str()));
            assert_eq!(words.next(), Some(lesson.slug));
            assert!(words.next().is_some(), "{line}");
        }
    }
    assert_ne!(
        coroscope(&["lessons", "--lang", "ru"]).stdout,
        coroscope(&["lessons"]).stdout
    );
}

#[test]
fn explanations_stand_between_the_lines_of_output() {
    let plain = coroscope(&["run", "--lesson", "sleep"]);
    let mut sentences = Vec::new();
    for lang in ["en", "ru"] {
        let output = coroscope(&["run", "--lesson", "sleep", "--explain", "--lang", lang]);
        let (said, printed): (Vec<_>, Vec<_>) = stdout(&output)
            .lines()
            .map(str::to_owned)
            .partition(|line| line.starts_with("# "));
        assert_eq!(printed.join("\n") + "\n", stdout(&plain));
        assert!(said.len() > 50);
        let (time, sentence) = said[0][2..].split_once("  ").expect("time and sentence");
        assert_eq!(time, "0.000");
        assert!(!sentence.is_empty());
        sentences.push(said);
    }
    assert_eq!(sentences[0].len(), sentences[1].len());
    assert_ne!(sentences[0], sentences[1]);
}

#[test]
fn a_saved_trace_says_what_it_is_and_can_be_read() {
    let folder = folder("saved");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("trace.jsonl");
    let name = file.to_str().expect("text");
    let output = coroscope(&["run", "--lesson", "shield", "--trace", name]);
    assert_eq!(output.status.code(), Some(0));
    let saved = fs::read_to_string(&file).expect("it was written");
    let mut lines = saved.lines();
    let head: serde_json::Value =
        serde_json::from_str(lines.next().expect("a head")).expect("JSON");
    assert_eq!(head["format"], "coroscope-trace");
    assert_eq!(head["version"], coroscope_trace::VERSION);
    assert_eq!(head["lesson"], "shield");
    let events: Vec<coroscope_trace::Event> = lines
        .map(|line| serde_json::from_str(line).expect("an event"))
        .collect();
    let last = events.last().map(|event| &event.kind);
    assert!(matches!(
        last,
        Some(coroscope_trace::EventKind::ProgramFinished { .. })
    ));
}

#[test]
fn a_trace_that_cannot_be_written_is_an_error() {
    let output = coroscope(&[
        "run",
        "--lesson",
        "sleep",
        "--trace",
        "/no/such/folder/file",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("cannot write /no/such/folder/file"),
        "{}",
        stderr(&output)
    );
    assert_eq!(stdout(&output), "");
}

#[test]
fn the_real_clock_takes_its_time() {
    let began = std::time::Instant::now();
    let output = coroscope(&[
        "run", "--lesson", "sleep", "--clock", "real", "--speed", "10",
    ]);
    let lesson = coroscope_lessons::find("sleep").expect("it is there");
    assert_eq!(stdout(&output), lesson.transcript());
    assert!(began.elapsed().as_secs_f64() >= 0.3);
}

#[test]
fn nonsense_is_answered_with_what_would_make_sense() {
    for (args, words) in [
        (&["run", "--lesson", "shild"][..], "did you mean `shield`?"),
        (&["run", "--lesson", "99"], "there is no lesson `99`"),
        (&["run"], "which lesson?"),
        (&["rum", "--lesson", "sleep"], "did you mean `run`?"),
        (
            &["run", "--lesson", "sleep", "--clock", "sundial"],
            "virtual and real",
        ),
        (&["run", "--lesson", "sleep", "--lang", "de"], "en and ru"),
        (&["run", "--lesson"], "--lesson"),
        (&["lessons", "--explain"], "--explain"),
        (&["run", "--lesson", "sleep", "more"], "more"),
    ] {
        let output = coroscope(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            stderr(&output).contains(words),
            "{args:?}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "", "{args:?}");
    }
}

#[test]
fn help_and_version_are_there() {
    for args in [&["--help"][..], &["-h"], &["run", "--help"], &[]] {
        let output = coroscope(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(stdout(&output).contains("coroscope run --lesson NAME"));
    }
    let version = coroscope(&["--version"]);
    assert_eq!(
        stdout(&version),
        concat!("coroscope ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn the_sites_files_are_written() {
    let folder = folder("site");
    let name = folder.to_str().expect("text");
    let output = coroscope(&["site-data", name]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    for lang in ["en", "ru"] {
        let read = |path: &str| fs::read_to_string(folder.join(path)).expect(path);
        let index: coroscope_protocol::content::Catalogue =
            serde_json::from_str(&read(&format!("lessons/index.{lang}.json")))
                .expect("a catalogue");
        assert_eq!(
            (index.lang.as_str(), index.lessons.len()),
            (lang, lessons().len())
        );
        for entry in &index.lessons {
            let path = format!("lessons/{}.{lang}.json", entry.slug);
            let content: coroscope_protocol::content::LessonContent =
                serde_json::from_str(&read(&path)).expect("a lesson");
            assert_eq!(content.entry.slug, entry.slug);
            assert!(content.html.starts_with('<'), "{}", content.html);
        }
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_coroscope"))
        .args(["run", "--lesson", "sleep", "--explain"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(Child::wait_with_output)
        .expect("the binary starts and ends");
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(1));
}
