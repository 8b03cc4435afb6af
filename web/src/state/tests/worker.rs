//! What a worker says, and what becomes of it.

use super::*;

#[test]
fn what_an_old_worker_says_is_dropped() {
    let mut page = Page::new();
    page.act(Action::Run);
    assert_eq!(page.act(Action::Stop), [Command::StartEngine(2)]);
    assert_eq!(page.state.run.id, None);
    // The fresh one is not there yet: what is to be said waits.
    assert_eq!(page.said(Action::Run), []);
    let batch = Batch::pack(RunId(2), 0, &[printed(0.0, "a")]).expect("packs");
    page.act(Action::Heard(1, 0.0, Box::new(FromWorker::Batch(batch))));
    assert!(page.state.run.history.is_empty());
    let commands = page.greet();
    let expected: Vec<Command> = starts(2, "sleep", Drive::Live)
        .into_iter()
        .map(Command::Send)
        .collect();
    assert_eq!(commands, expected);
}

#[test]
fn stop_forgets_the_run_a_hundred_times_over() {
    let mut page = Page::new();
    for run in 1..=100 {
        page.act(Action::Run);
        page.greet();
        page.batch(run, &[printed(0.0, "a")]);
        assert_eq!(page.position(), 1);
        assert_eq!(page.act(Action::Stop), [Command::StartEngine(run + 1)]);
        assert!(page.state.run.history.is_empty());
    }
}

#[test]
fn the_watchdog_speaks_after_a_second_and_falls_silent_with_the_next_word() {
    let mut page = Page::new();
    page.act(Action::Run);
    let running = FromWorker::State {
        run: RunId(1),
        state: RunState::Running,
    };
    page.hear_at(5000.0, running.clone());
    page.act(Action::Tick(5900.0));
    assert_eq!(page.state.run.blocked, None);
    page.act(Action::Tick(7100.0));
    let blocked = page.state.run.blocked.clone().expect("is blocked");
    assert!((blocked.seconds - 2.1).abs() < 1e-9);
    page.hear_at(7200.0, running);
    assert_eq!(page.state.run.blocked, None);
}

#[test]
fn a_gap_in_the_events_ends_the_worker_and_keeps_what_was_recorded() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a")]);
    let gap = Batch::pack(RunId(1), 7, &[printed(0.0, "b")]).expect("packs");
    page.hear(FromWorker::Batch(gap));
    assert_eq!(
        page.state.engine.status,
        EngineStatus::Dead(Why::Missing),
        "what came could be read"
    );
    assert_eq!(page.state.run.history.len(), 1);
    assert_eq!(page.act(Action::Retry), [Command::StartEngine(2)]);
    assert!(page.state.notices.is_empty());
}

#[test]
fn why_something_cannot_be_had_is_said_in_the_readers_language() {
    let version = Why::Version("texts.ru.txt".into());
    assert_eq!(
        version.said(Lang::EN),
        "texts.ru.txt: it belongs to another version of the page"
    );
    assert_eq!(
        version.said(Lang::RU),
        "texts.ru.txt: он от другой версии страницы"
    );
    assert_eq!(
        Why::Unreadable("a number").said(Lang::EN),
        "it sent what cannot be read (a number)"
    );
    assert_eq!(said("HTTP 500").said(Lang::RU), "HTTP 500");
}

#[test]
fn a_worker_of_another_version_is_refused() {
    let mut page = Page::new();
    page.hear(FromWorker::Ready {
        protocol: PROTOCOL_VERSION + 1,
        trace: coroscope_trace::VERSION,
        lessons: Vec::new(),
    });
    assert!(matches!(page.state.engine.status, EngineStatus::Failed(_)));
    assert!(matches!(page.state.notices[..], [Notice::EngineFailed(_)]));
}

#[test]
fn a_worker_that_is_lost_is_reported_once_and_run_starts_another() {
    let mut page = Page::new();
    page.act(Action::EngineFailed(1, said("it fell over")));
    page.act(Action::EngineFailed(1, said("again")));
    assert_eq!(
        page.state.notices,
        [Notice::EngineDied(said("it fell over"))]
    );
    page.act(Action::EngineFailed(0, said("an old one")));
    let commands = page.act(Action::Run);
    assert_eq!(commands, [Command::StartEngine(2)]);
    assert_eq!(page.greet().len(), 2);
}

#[test]
fn leaving_a_lesson_ends_its_run_and_replaces_a_worker_that_may_be_blocked() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.becomes(1, RunState::Running);
    let commands = page.act(Action::Open("shield".into()));
    assert_eq!(
        commands,
        [
            Command::StartEngine(2),
            Command::FetchLesson(Code::En, "shield".into())
        ]
    );
    assert_eq!(page.state.run.id, None);
    page.greet();
    page.act(Action::Run);
    page.becomes(2, RunState::Paused);
    let commands = page.act(Action::Open("sleep".into()));
    assert!(
        !commands
            .iter()
            .any(|it| matches!(it, Command::StartEngine(_)))
    );
}

#[test]
fn worker_errors_are_told() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.hear(FromWorker::Error {
        run: Some(RunId(1)),
        error: WorkerError::UnknownLesson {
            lesson: "sleep".into(),
        },
    });
    assert!(matches!(page.state.notices[..], [Notice::Error(_)]));
    assert_eq!(page.state.run.playback, Playback::Still);
}
