//! The reducer, spoken to as the page and the worker would.

mod address;
mod editing;
mod page;
mod playback;
mod worker;

use std::rc::Rc;

use coroscope_protocol::{
    Batch, Drive, FromWorker, PROTOCOL_VERSION, Program, RunId, RunState, ToWorker, WorkerError,
    content::{Catalogue, LessonContent, LessonEntry},
};
use coroscope_trace::{ButtonId, Event, EventKind, Outcome, Place, Stream};

use crate::i18n::{Code, Lang};

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

/// What the browser said.
fn said(what: &str) -> Why {
    Why::Said(what.into())
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
        let mut state = State::new(super::Page::Full, Lang::EN);
        let commands = state.first_commands();
        assert_eq!(
            commands,
            [
                Command::StartEngine(1),
                Command::FetchCatalogue(Code::En),
                Command::Idle
            ]
        );
        let mut page = Self { state };
        page.greet();
        page.act(Action::GotCatalogue(Code::En, Ok(catalogue())));
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
    let program = Program::Lesson(lesson.to_owned());
    vec![
        ToWorker::Run { run, program },
        ToWorker::Drive { run, drive },
    ]
}
