//! Programs of the learner: what the editor tells, and what is run of it.

use coroscope_protocol::{
    Program, PythonEngine, Source,
    python::{Answer, Failure},
};

use super::*;

const FILES: &str = "here\nhttps://x/python/e.js\nhttps://x/python/e.wasm\n700";

fn content(slug: &str) -> Rc<LessonContent> {
    Rc::new(LessonContent {
        entry: entry(slug),
        html: String::new(),
        python: "original".into(),
        rust: String::new(),
        transcript: String::new(),
    })
}

fn told(about: &str, value: &str) -> Action {
    Action::Told(about.into(), value.into())
}

fn bench(about: &'static str, value: &str) -> Command {
    Command::Bench(about, value.into())
}

/// A page with the editor loaded, and the first lesson here.
fn page() -> Page {
    let mut page = Page::new();
    page.act(told("ready", ""));
    let asked = page.act(Action::GotLesson(
        Code::En,
        "sleep".into(),
        Ok(content("sleep")),
    ));
    assert_eq!(asked, [bench("lesson", "sleep\noriginal")]);
    page
}

/// The same, with a program that differs and an engine to run it.
fn edited() -> Page {
    let mut page = page();
    page.act(told("program", "edited\nsleep\nmine"));
    let load = page.said(told("engine", FILES));
    assert!(matches!(
        &load[..],
        [ToWorker::LoadPython { bytes: 700, .. }]
    ));
    page
}

fn python(run: u32, source: &str, drive: Drive) -> Vec<ToWorker> {
    let run = RunId(run);
    let program = Program::Python(Source {
        source: source.into(),
        file: "sleep.py".into(),
        seed: 0,
    });
    vec![
        ToWorker::Run { run, program },
        ToWorker::Drive { run, drive },
    ]
}

#[test]
fn editing_begins_with_the_lessons_program_and_looks_for_the_engine() {
    let mut page = page();
    let asked = page.act(Action::Edit);
    assert_eq!(
        asked,
        [bench("edit", "sleep\noriginal"), bench("engine", "")]
    );
    page.act(told("program", "same\nsleep\noriginal"));
    assert_eq!(page.state.kind(), Kind::Same);
    // As long as nothing differs, the lesson is what runs.
    assert_eq!(page.said(Action::Run), starts(1, "sleep", Drive::Live));
}

#[test]
fn a_changed_program_runs_on_the_python_engine() {
    let mut page = edited();
    assert_eq!(page.said(Action::Run), python(1, "mine", Drive::Live));
    assert!(!page.state.is_stale());
    // The engine is told of once.
    page.act(told("program", "edited\nsleep\nmine!"));
    assert!(page.state.is_stale());
    page.act(Action::Pause);
    assert_eq!(
        page.said(Action::StepOn(Step::Stop)),
        python(2, "mine!", Drive::Callback)
    );
}

#[test]
fn a_run_waits_until_the_engine_is_found() {
    let mut page = page();
    page.act(told("program", "edited\nsleep\nmine"));
    assert_eq!(page.act(Action::ToTheEnd), [bench("engine", "")]);
    page.act(told("engine", "building"));
    assert_eq!(
        page.state.notices,
        [Notice::Bench("building".into(), "".into())]
    );
    let said = page.said(told("engine", FILES));
    assert!(matches!(said[0], ToWorker::LoadPython { .. }));
    assert_eq!(said[1..], python(1, "mine", Drive::End));
    assert_eq!(page.state.notices, []);
}

#[test]
fn that_there_is_no_engine_is_said_to_who_wants_to_run() {
    let mut page = page();
    page.act(told("engine", "absent"));
    assert_eq!(page.state.notices, []);
    page.act(told("program", "edited\nsleep\nmine"));
    page.act(Action::Run);
    page.act(told("engine", "absent"));
    assert_eq!(
        page.state.notices,
        [Notice::Bench("absent".into(), "".into())]
    );
    assert!(!page.state.python.is_wanted());
}

#[test]
fn stop_ends_the_wait_for_the_engine() {
    let mut page = page();
    page.act(told("program", "edited\nsleep\nmine"));
    page.act(Action::Run);
    assert_eq!(page.act(Action::Stop), []);
    let said = page.said(told("engine", FILES));
    assert!(matches!(&said[..], [ToWorker::LoadPython { .. }]));
}

#[test]
fn stop_leaves_the_loaded_engine_as_it_is() {
    let mut page = edited();
    page.act(Action::Run);
    page.hear(FromWorker::State {
        run: RunId(1),
        state: RunState::Running,
    });
    assert_eq!(page.said(Action::Stop), [ToWorker::Stop { run: RunId(1) }]);
    assert_eq!(page.said(Action::Run), python(2, "mine", Drive::Live));
}

#[test]
fn the_learner_may_choose_the_python_engine_for_a_lesson() {
    let mut page = page();
    page.said(told("engine", FILES));
    page.act(told("python", "python"));
    assert_eq!(page.said(Action::Run), python(1, "original", Drive::Live));
    page.act(told("python", ""));
    page.act(Action::Pause);
    assert_eq!(page.said(Action::Run), starts(2, "sleep", Drive::Live));
}

#[test]
fn progress_of_the_engine_is_shown_to_who_waits() {
    let mut page = edited();
    let loading = |received| {
        FromWorker::Python(PythonEngine::Loading {
            received,
            total: 700,
        })
    };
    page.hear(loading(70));
    assert_eq!(page.state.notices, []);
    page.act(Action::Run);
    page.hear(loading(350));
    page.hear(loading(9000));
    assert_eq!(
        page.state.notices,
        [Notice::Bench("loading".into(), "100".into())]
    );
    page.hear(FromWorker::Python(PythonEngine::Ready));
    assert_eq!(page.state.notices, []);
    // What cannot be loaded is asked for again with the next run.
    let reason = "offline".to_owned();
    page.hear(FromWorker::Python(PythonEngine::Failed { reason }));
    assert!(page.state.run.id.is_none());
    let again = page.said(Action::Run);
    assert!(matches!(again[0], ToWorker::LoadPython { .. }));
}

#[test]
fn a_question_of_the_program_is_answered_once() {
    let mut page = edited();
    page.act(Action::Run);
    let run = RunId(1);
    page.hear(FromWorker::InputWanted {
        run,
        prompt: "name? ".into(),
    });
    assert_eq!(page.state.run.asks.as_deref(), Some("name? "));
    let answer = Answer::Line("Ann".into());
    assert_eq!(
        page.said(told("answer", "Ann")),
        [ToWorker::Answer { run, answer }]
    );
    assert_eq!(page.said(told("answer", "Ann")), []);
}

#[test]
fn a_failure_ends_the_run_and_not_the_engine() {
    let mut page = edited();
    page.act(Action::Run);
    page.batch(1, &[quiet(0.0)]);
    page.hear(FromWorker::Error {
        run: Some(RunId(1)),
        error: WorkerError::PythonFailed {
            cause: Failure::Other,
            message: "trap".into(),
        },
    });
    assert!(page.state.run.is_final() && page.state.engine.is_well());
    assert_eq!(page.said(Action::Run), python(2, "mine", Drive::Live));
}

#[test]
fn a_run_stops_at_a_marked_line_whenever_it_comes_to_it() {
    let at = |time, line| Event {
        time,
        kind: EventKind::Output {
            stream: Stream::Stdout,
            text: "x\n".into(),
            task: None,
            place: Place {
                python: line,
                rust: 0,
            },
        },
    };
    let mut page = edited();
    page.act(told("until", "5,9"));
    page.act(Action::Run);
    page.batch(1, &[at(0.0, 4), at(0.0, 5), at(0.0, 5), at(0.0, 6)]);
    assert_eq!(
        (page.state.run.position, page.state.run.playback),
        (2, Playback::Still)
    );
    // From there on the same line is none to stop at, until another one was met.
    page.act(Action::Run);
    page.act(Action::Tick(0.0));
    page.act(Action::Tick(1.0));
    assert_eq!(page.state.run.position, 4);
    page.batch(1, &[at(0.0, 5)]);
    assert_eq!(page.state.run.position, 5);
}

#[test]
fn a_program_of_ones_own_opens_like_a_lesson() {
    let mut page = page();
    page.act(told("names", "bank.py\ncafé.py"));
    let commands = page.act(told("open", "bank.py"));
    assert!(commands.contains(&bench("open", "bank.py")));
    page.act(told("program", "own\nbank.py\nprint(1)"));
    assert_eq!(
        (page.state.kind(), &*page.state.file()),
        (Kind::Own, "bank.py")
    );
    assert_eq!(page.state.title(), "bank.py · Coroscope");
    // Its text is the learner's, whatever the language.
    page.act(Action::SetLang(Code::Ru));
    page.act(Action::GotLang(Code::Ru, Ok(Lang::RU)));
    let commands = page.act(Action::GotCatalogue(Code::Ru, Ok(catalogue())));
    assert_eq!(commands, []);
    // What is told of another program changes nothing.
    page.act(told("program", "own\nother.py\nprint(2)"));
    assert_eq!(
        page.state.edited.as_ref().map(|it| &*it.text),
        Some("print(1)")
    );
    page.act(told("open", ""));
    assert_eq!(page.state.lesson.as_deref(), Some("sleep"));
}

#[test]
fn a_program_that_is_gone_leads_to_a_lesson_and_says_so() {
    let mut page = page();
    page.act(Action::Open("gone.py".into()));
    page.act(told("missing", "gone.py"));
    assert!(page.state.lesson.as_deref().is_some_and(|it| !is_own(it)));
    assert!(matches!(page.state.notices[0], Notice::UnknownLesson(..)));
}

#[test]
fn a_link_with_a_program_in_it_opens_it_and_runs_nothing() {
    let mut state = State::new(crate::state::Page::Full, Lang::EN);
    drop(state.apply(Action::Visit(Address::parse(
        "",
        "code=AbC~a%20b.py&step=3",
    ))));
    let commands = state.first_commands();
    assert!(commands.contains(&bench("unpack", "AbC~a b.py")));
    assert_eq!(state.address().code.as_deref(), Some("AbC~a b.py"));
    let commands = state.apply(told("open", "a b.py"));
    assert!(commands.contains(&bench("open", "a b.py")));
    assert_eq!((state.address().code, state.run.id), (None, None));
    // An embedded page has no editor.
    let mut state = State::new(crate::state::Page::Embed, Lang::EN);
    drop(state.apply(Action::Visit(Address::parse("", "code=AbC~a.py"))));
    assert_eq!(state.first_commands().len(), 2);
}

#[test]
fn a_copy_that_is_found_late_ends_the_run_of_the_original() {
    let mut page = page();
    page.act(Action::Run);
    page.act(told("program", "edited\nsleep\nmine"));
    assert!(page.state.run.id.is_none());
}

#[test]
fn a_link_to_a_changed_program_carries_it() {
    let mut page = edited();
    assert_eq!(page.act(Action::Share), [bench("share", "")]);
}

#[test]
fn an_editor_that_did_not_come_is_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::EditorFailed(said("offline")));
    assert_eq!(page.state.notices, [Notice::FileFailed(said("offline"))]);
    let commands = page.act(Action::Retry);
    assert!(commands.contains(&bench("wake", "")));
}

#[test]
fn messages_about_programs_go_when_their_time_is_over() {
    let mut page = page();
    for note in ["unkept\n", "reset\n", "reset\n"] {
        page.act(told("note", note));
    }
    assert_eq!(page.state.notices.len(), 2);
    assert_eq!(page.act(Action::Ask("undo")), [bench("undo", "")]);
    page.act(told("note", "unkept\n"));
    page.act(told("note", "received\na.py"));
    page.act(Action::Run);
    assert_eq!(
        page.state.notices,
        [Notice::Bench("unkept".into(), "".into())]
    );
}
