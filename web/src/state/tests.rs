//! The reducer, spoken to as the page and the worker would.

use std::rc::Rc;

use coroscope_protocol::{
    Batch, Drive, FromWorker, PROTOCOL_VERSION, RunId, RunState, ToWorker, WorkerError,
    content::{Catalogue, LessonContent, LessonEntry},
};
use coroscope_trace::{ButtonId, Event, EventKind, Outcome, Place, Stream};

use crate::i18n::Lang;

use super::*;

fn entry(slug: &str) -> LessonEntry {
    LessonEntry {
        slug: slug.into(),
        number: 1,
        group: "Group".into(),
        title: format!("`{slug}`"),
        summary: String::new(),
    }
}

fn catalogue() -> Rc<Catalogue> {
    Rc::new(Catalogue {
        lang: "en".into(),
        lessons: ["sleep", "shield", "blocking"].map(entry).into(),
    })
}

fn printed(time: f64, text: &str) -> Event {
    Event {
        time,
        kind: EventKind::Output {
            stream: Stream::Stdout,
            text: format!("{text}\n"),
            task: None,
            place: Place::default(),
        },
    }
}

/// A step that is too small to stop at.
fn quiet(time: f64) -> Event {
    Event {
        time,
        kind: EventKind::LoopStarted,
    }
}

fn finished(time: f64) -> Event {
    Event {
        time,
        kind: EventKind::ProgramFinished {
            outcome: Outcome::Result("None".into()),
        },
    }
}

/// A page whose worker is ready and whose first lesson is open.
struct Page {
    state: State,
}

impl Page {
    fn new() -> Self {
        let mut state = State::new(super::Page::Full, Lang::En);
        let commands = state.first_commands();
        assert_eq!(
            commands,
            [Command::StartEngine(1), Command::FetchCatalogue(Lang::En)]
        );
        let mut page = Self { state };
        page.greet();
        page.act(Action::GotCatalogue(Lang::En, Ok(catalogue())));
        page
    }

    fn act(&mut self, action: Action) -> Vec<Command> {
        self.state.apply(action)
    }

    /// What was said to the worker.
    fn said(&mut self, action: Action) -> Vec<ToWorker> {
        let commands = self.act(action).into_iter();
        commands
            .filter_map(|command| match command {
                Command::Send(message) => Some(message),
                _ => None,
            })
            .collect()
    }

    fn hear(&mut self, message: FromWorker) -> Vec<Command> {
        self.hear_at(0.0, message)
    }

    fn hear_at(&mut self, at: f64, message: FromWorker) -> Vec<Command> {
        let generation = self.state.engine.generation;
        self.act(Action::Heard(generation, at, Box::new(message)))
    }

    fn greet(&mut self) -> Vec<Command> {
        self.hear(FromWorker::Ready {
            protocol: PROTOCOL_VERSION,
            trace: coroscope_trace::VERSION,
            lessons: Vec::new(),
        })
    }

    fn batch(&mut self, run: u32, events: &[Event]) -> Vec<Command> {
        let first = self.state.run.history.len() as u32;
        let batch = Batch::pack(RunId(run), first, events).expect("packs");
        self.hear(FromWorker::Batch(batch))
    }

    fn becomes(&mut self, run: u32, state: RunState) -> Vec<Command> {
        self.hear(FromWorker::State {
            run: RunId(run),
            state,
        })
    }

    /// A whole run of four steps, two of them at one second.
    fn recorded() -> Self {
        let mut page = Self::new();
        page.act(Action::ToTheEnd);
        page.batch(
            1,
            &[
                printed(0.0, "a"),
                printed(1.0, "b"),
                quiet(1.0),
                printed(1.0, "c"),
                finished(2.0),
            ],
        );
        page.becomes(1, RunState::Finished);
        page
    }

    fn position(&self) -> usize {
        self.state.run.position
    }
}

fn drives(run: u32, drive: Drive) -> Vec<ToWorker> {
    vec![ToWorker::Drive {
        run: RunId(run),
        drive,
    }]
}

fn starts(run: u32, lesson: &str, drive: Drive) -> Vec<ToWorker> {
    let run = RunId(run);
    let lesson = lesson.to_owned();
    vec![
        ToWorker::Run { run, lesson },
        ToWorker::Drive { run, drive },
    ]
}

#[test]
fn run_starts_live_and_the_position_follows() {
    let mut page = Page::new();
    assert_eq!(page.said(Action::Run), starts(1, "sleep", Drive::Live));
    page.becomes(1, RunState::Paused);
    page.becomes(1, RunState::Running);
    page.batch(1, &[printed(0.0, "a"), quiet(0.0)]);
    assert_eq!(page.position(), 2);
    assert_eq!(page.state.run.playback, Playback::Live);
    assert_eq!(page.said(Action::RunOrPause), drives(1, Drive::Pause));
    // What the callback under way still does is followed until the worker rests.
    page.batch(1, &[printed(0.0, "b")]);
    assert_eq!(page.position(), 3);
    page.becomes(1, RunState::Paused);
    page.batch(1, &[printed(0.0, "c")]);
    assert_eq!(page.position(), 3);
    page.act(Action::Seek(4));
    assert_eq!(page.said(Action::Run), drives(1, Drive::Live));
}

#[test]
fn two_runs_in_quick_succession_do_not_mix() {
    let mut page = Page::recorded();
    assert_eq!(page.said(Action::Run), starts(2, "sleep", Drive::Live));
    assert!(page.state.run.history.is_empty());
    page.batch(1, &[printed(0.0, "late")]);
    page.becomes(1, RunState::Finished);
    assert!(page.state.run.history.is_empty());
    assert_eq!(page.state.run.worker, None);
    page.batch(2, &[printed(0.0, "a")]);
    assert_eq!(page.position(), 1);
}

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
fn a_step_at_the_end_asks_for_one_callback_and_shows_the_next_step_only() {
    let mut page = Page::new();
    let step = Action::StepOn(Step::Stop);
    assert_eq!(page.said(step.clone()), starts(1, "sleep", Drive::Callback));
    page.becomes(1, RunState::Paused);
    assert_eq!(page.position(), 0);
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    assert_eq!(
        (page.position(), page.state.run.playback),
        (1, Playback::Still)
    );
    page.becomes(1, RunState::Paused);
    assert_eq!(page.said(step.clone()), []);
    assert_eq!(page.position(), 2);
    assert_eq!(page.said(step), drives(1, Drive::Callback));
}

#[test]
fn a_callback_without_anything_to_tell_is_passed_over() {
    let mut page = Page::new();
    page.act(Action::StepOn(Step::Stop));
    page.batch(1, &[quiet(0.0)]);
    let commands = page.becomes(1, RunState::Paused);
    let expected: Vec<Command> = drives(1, Drive::Callback)
        .into_iter()
        .map(Command::Send)
        .collect();
    assert_eq!(commands, expected);
    // A worker that rests and recorded nothing is not asked again and again.
    assert_eq!(page.becomes(1, RunState::Paused), []);
}

#[test]
fn steps_asked_for_ahead_of_the_worker_are_all_taken() {
    let mut page = Page::new();
    for _ in 0..3 {
        page.act(Action::StepOn(Step::Stop));
    }
    page.batch(
        1,
        &[
            printed(0.0, "a"),
            printed(0.0, "b"),
            printed(0.0, "c"),
            printed(0.0, "d"),
        ],
    );
    assert_eq!(page.position(), 3);
}

#[test]
fn inside_the_recording_steps_only_move_the_position() {
    let mut page = Page::recorded();
    assert_eq!(page.position(), 5);
    let mut back = Vec::new();
    while page.position() > 0 {
        assert_eq!(page.said(Action::StepBack(Step::Stop)), []);
        back.push(page.position());
    }
    // The third event is too small to stop at.
    assert_eq!(back, [4, 2, 1, 0]);
    let mut on = Vec::new();
    for _ in 0..4 {
        assert_eq!(page.said(Action::StepOn(Step::Stop)), []);
        on.push(page.position());
    }
    assert_eq!(on, [1, 2, 4, 5]);
    assert_eq!(page.state.run.model.now, 2.0);
}

#[test]
fn restart_keeps_the_recording_and_run_replays_it_by_loop_time() {
    let mut page = Page::recorded();
    page.act(Action::Restart);
    assert_eq!((page.position(), page.state.run.history.len()), (0, 5));
    page.act(Action::SetSpeed(2.0));
    assert_eq!(page.said(Action::Run), []);
    assert_eq!(page.state.run.playback, Playback::Replaying);
    page.act(Action::Tick(1000.0));
    assert_eq!(page.position(), 1);
    page.act(Action::Tick(1250.0));
    assert_eq!((page.position(), page.state.run.clock), (1, 0.5));
    page.act(Action::Tick(1500.0));
    assert_eq!(page.position(), 4);
    page.act(Action::Tick(2000.0));
    assert_eq!(
        (page.position(), page.state.run.playback),
        (5, Playback::Still)
    );
}

#[test]
fn a_replay_goes_on_live_where_the_recording_ends() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a"), printed(1.0, "b")]);
    page.act(Action::Pause);
    page.becomes(1, RunState::Paused);
    page.act(Action::Restart);
    page.act(Action::Run);
    page.act(Action::Tick(0.0));
    assert_eq!(page.position(), 1);
    assert_eq!(page.said(Action::Tick(1000.0)), drives(1, Drive::Live));
    assert_eq!(
        (page.position(), page.state.run.playback),
        (2, Playback::Live)
    );
}

#[test]
fn to_the_end_goes_on_from_the_recording_without_waiting() {
    let mut page = Page::new();
    page.act(Action::StepOn(Step::Stop));
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    page.becomes(1, RunState::Paused);
    assert_eq!(page.said(Action::ToTheEnd), drives(1, Drive::End));
    page.batch(1, &[finished(3.0)]);
    page.becomes(1, RunState::Finished);
    assert_eq!(
        (page.position(), page.state.run.playback),
        (3, Playback::Still)
    );
    page.act(Action::Restart);
    assert_eq!(page.said(Action::ToTheEnd), []);
    assert_eq!(page.position(), 3);
}

#[test]
fn a_lesson_seen_to_its_end_is_done_and_kept() {
    let mut page = Page::new();
    page.act(Action::ToTheEnd);
    page.batch(1, &[finished(0.0)]);
    let commands = page.becomes(1, RunState::Finished);
    assert_eq!(commands, [Command::Store("done", "sleep".into())]);
    assert!(page.state.is_done("sleep"));
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
fn a_wait_counts_down_and_stops_at_its_deadline() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a")]);
    let state = RunState::Waiting {
        now: 0.0,
        until: Some(3.0),
        speed: 2.0,
    };
    page.hear_at(
        100.0,
        FromWorker::State {
            run: RunId(1),
            state,
        },
    );
    page.act(Action::Tick(1100.0));
    assert_eq!(page.state.run.clock, 2.0);
    // Paused in the middle of the wait, the clock stands there.
    page.act(Action::Pause);
    page.becomes(1, RunState::Paused);
    assert_eq!(page.state.run.clock, 2.0);
    page.act(Action::Run);
    page.hear_at(
        2000.0,
        FromWorker::State {
            run: RunId(1),
            state: RunState::Waiting {
                now: 2.0,
                until: Some(3.0),
                speed: 2.0,
            },
        },
    );
    page.act(Action::Tick(9100.0));
    assert_eq!(page.state.run.clock, 3.0);
}

#[test]
fn a_button_counts_where_the_recording_ends() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a"), printed(0.0, "b")]);
    let press = ToWorker::PressButton {
        run: RunId(1),
        button: ButtonId(0),
    };
    assert_eq!(page.said(Action::Press(ButtonId(0))), vec![press]);
    page.act(Action::Seek(1));
    assert_eq!(page.said(Action::Press(ButtonId(0))), []);
}

#[test]
fn a_gap_in_the_events_ends_the_worker_and_keeps_what_was_recorded() {
    let mut page = Page::new();
    page.act(Action::Run);
    page.batch(1, &[printed(0.0, "a")]);
    let gap = Batch::pack(RunId(1), 7, &[printed(0.0, "b")]).expect("packs");
    page.hear(FromWorker::Batch(gap));
    assert!(matches!(page.state.engine.status, EngineStatus::Dead(_)));
    assert_eq!(page.state.run.history.len(), 1);
    assert_eq!(page.act(Action::Retry), [Command::StartEngine(2)]);
    assert!(page.state.notices.is_empty());
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
    page.act(Action::EngineFailed(1, "it fell over".into()));
    page.act(Action::EngineFailed(1, "again".into()));
    assert_eq!(
        page.state.notices,
        [Notice::EngineDied("it fell over".into())]
    );
    page.act(Action::EngineFailed(0, "an old one".into()));
    let commands = page.act(Action::Run);
    assert_eq!(commands, [Command::StartEngine(2)]);
    assert_eq!(page.greet().len(), 2);
}

#[test]
fn an_unknown_lesson_leads_to_the_nearest_and_says_so() {
    let mut state = State::new(super::Page::Full, Lang::En);
    state.apply(Action::Visit(Address::parse("", "#lesson=sheild&step=4")));
    let commands = state.apply(Action::GotCatalogue(Lang::En, Ok(catalogue())));
    assert_eq!(commands, [Command::FetchLesson(Lang::En, "shield".into())]);
    assert_eq!(
        state.notices,
        [Notice::UnknownLesson("sheild".into(), "shield".into())]
    );
    assert_eq!(state.run.id, None);
}

#[test]
fn a_step_in_the_address_is_found_by_running_to_it() {
    let mut page = Page::new();
    let commands = page.said(Action::Visit(Address::parse("", "#lesson=sleep&step=2")));
    assert_eq!(commands, starts(1, "sleep", Drive::End));
    page.becomes(1, RunState::Paused);
    page.batch(
        1,
        &[printed(0.0, "a"), printed(0.0, "b"), printed(1.0, "c")],
    );
    assert_eq!(
        (page.position(), page.state.run.playback),
        (2, Playback::Still)
    );
    page.becomes(1, RunState::Finished);
    assert_eq!(page.position(), 2);
    assert!(page.state.notices.is_empty());
    // Back and forward in the browser.
    page.act(Action::Visit(Address::parse("", "#lesson=sleep&step=3")));
    assert_eq!(page.position(), 3);
    page.act(Action::Visit(Address::parse("", "#lesson=sleep")));
    assert_eq!(page.position(), 0);
}

#[test]
fn a_step_that_does_not_exist_leads_to_the_nearest_and_says_so() {
    let mut page = Page::new();
    page.act(Action::Visit(Address::parse("", "#step=99")));
    page.batch(1, &[printed(0.0, "a"), finished(0.0)]);
    assert!(page.state.notices.is_empty());
    page.becomes(1, RunState::Finished);
    assert_eq!(
        page.state.notices,
        [Notice::UnknownPosition("99".into(), 2)]
    );
    assert_eq!(page.position(), 2);

    let mut page = Page::new();
    page.act(Action::Visit(Address::parse("", "#step=-3")));
    assert_eq!(
        page.state.notices,
        [Notice::UnknownPosition("-3".into(), 0)]
    );
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
            Command::FetchLesson(Lang::En, "shield".into())
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
fn another_language_keeps_the_run() {
    let mut page = Page::recorded();
    let commands = page.act(Action::SetLang(Lang::Ru));
    assert!(commands.contains(&Command::FetchCatalogue(Lang::Ru)));
    let commands = page.act(Action::GotCatalogue(Lang::Ru, Ok(catalogue())));
    assert_eq!(commands, [Command::FetchLesson(Lang::Ru, "sleep".into())]);
    assert_eq!(page.position(), 5);
    // An answer in the language before comes too late.
    page.act(Action::GotLesson(
        Lang::En,
        "sleep".into(),
        Err("late".into()),
    ));
    assert!(page.state.notices.is_empty());
}

#[test]
fn a_file_that_cannot_be_had_is_asked_for_again() {
    let mut page = Page::new();
    page.act(Action::GotLesson(
        Lang::En,
        "sleep".into(),
        Err("HTTP 500".into()),
    ));
    assert_eq!(page.state.content, Load::Failed("HTTP 500".into()));
    assert_eq!(page.act(Action::Retry), [Command::FetchCatalogue(Lang::En)]);
    page.act(Action::GotCatalogue(Lang::En, Ok(catalogue())));
    let content = LessonContent {
        entry: entry("sleep"),
        html: String::new(),
        python: String::new(),
        rust: String::new(),
        transcript: String::new(),
    };
    page.act(Action::GotLesson(
        Lang::En,
        "sleep".into(),
        Ok(Rc::new(content)),
    ));
    assert!(page.state.content.ready().is_some());
    assert!(page.state.notices.is_empty());
}

#[test]
fn speeds_are_brought_into_their_range() {
    let mut page = Page::new();
    for (asked, got) in [(100.0, 10.0), (0.0, 0.1), (2.0, 2.0), (f64::NAN, 2.0)] {
        page.act(Action::SetSpeed(asked));
        assert_eq!(page.state.speed, got);
    }
}

#[test]
fn the_address_names_lesson_language_and_step() {
    let page = Page::recorded();
    assert_eq!(
        page.state.address().fragment(),
        "lesson=sleep&lang=en&step=4"
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
    assert!(matches!(page.state.notices[..], [Notice::Message(_)]));
    assert_eq!(page.state.run.playback, Playback::Still);
}

#[test]
fn choosing_the_same_thing_again_lets_it_go() {
    let mut page = Page::new();
    page.act(Action::Toggle(Selection::Line(3)));
    assert_eq!(page.state.selection, Some(Selection::Line(3)));
    page.act(Action::Toggle(Selection::Line(3)));
    assert_eq!(page.state.selection, None);
    // Escape does too, but first closes what lies over the page.
    page.act(Action::Select(Some(Selection::Line(3))));
    page.act(Action::SetLayout(Layout::Phone));
    page.act(Action::SetNav(true));
    page.act(Action::Escape);
    assert!(!page.state.nav_open() && page.state.selection.is_some());
    page.act(Action::Escape);
    assert_eq!(page.state.selection, None);
}

#[test]
fn splits_survive_storage() {
    let mut page = Page::new();
    let commands = page.act(Action::Resize(Split::Right, Some(9000.0)));
    assert_eq!(commands, [Command::Store("splits", "right=640".into())]);
    assert_eq!(
        Splits::from_text("right=640,lesson=x,=,nonsense"),
        page.state.splits
    );
}
