//! The worker as the page knows it, and what it says.

use coroscope_protocol::{Batch, FromWorker, PROTOCOL_VERSION, RunState, ToWorker, WorkerError};

use super::{Command, Notice, Playback, State, Why};

/// The worker as the page knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Engine {
    /// Counts the workers; what an older one still says is dropped.
    pub generation: u32,
    /// How it is.
    pub status: EngineStatus,
    /// What to say once it is ready.
    queue: Vec<ToWorker>,
}

/// How the worker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineStatus {
    /// None was asked for yet.
    Off,
    /// It loads.
    Loading,
    /// It answered the handshake.
    Ready,
    /// It never came to answer, and why.
    Failed(Why),
    /// It answered once and then died, and why.
    Dead(Why),
}

impl Engine {
    pub(super) fn new() -> Self {
        Self {
            generation: 0,
            status: EngineStatus::Off,
            queue: Vec::new(),
        }
    }

    /// Starts a fresh worker in place of the present one.
    pub(super) fn restart(&mut self) -> Command {
        self.generation += 1;
        self.status = EngineStatus::Loading;
        self.queue.clear();
        Command::StartEngine(self.generation)
    }

    /// Says something, now or as soon as a worker is ready; starts one if there
    /// is none.
    pub(super) fn send(&mut self, messages: impl IntoIterator<Item = ToWorker>) -> Vec<Command> {
        let mut commands = Vec::new();
        match self.status {
            EngineStatus::Ready => {
                commands.extend(messages.into_iter().map(Command::Send));
                return commands;
            }
            EngineStatus::Loading => {}
            EngineStatus::Off | EngineStatus::Failed(_) | EngineStatus::Dead(_) => {
                commands.push(self.restart());
            }
        }
        self.queue.extend(messages);
        commands
    }

    /// Whether it can be spoken to.
    pub fn is_ready(&self) -> bool {
        self.status == EngineStatus::Ready
    }

    /// Whether it works or soon will.
    pub fn is_well(&self) -> bool {
        !matches!(self.status, EngineStatus::Failed(_) | EngineStatus::Dead(_))
    }
}

impl State {
    /// A fresh worker; messages about the old one are over.
    pub(super) fn restart_engine(&mut self) -> Command {
        self.notices.retain(|notice| !notice.is_about_engine());
        self.python.is_told = false;
        self.engine.restart()
    }

    /// The worker said something.
    pub(super) fn heard(&mut self, generation: u32, at: f64, message: FromWorker) -> Vec<Command> {
        if generation != self.engine.generation {
            return Vec::new();
        }
        match message {
            FromWorker::Ready {
                protocol, trace, ..
            } => self.greeted(protocol, trace),
            FromWorker::Batch(batch) => self.received(at, &batch),
            FromWorker::State { run, state } => {
                if self.run.id != Some(run) {
                    return Vec::new();
                }
                self.run.heard = at;
                self.run.blocked = None;
                self.run.worker = Some(state);
                if let RunState::Waiting { now, .. } = state
                    && self.run.playback == Playback::Live
                {
                    self.run.clock = now.max(self.run.model.now);
                }
                self.settle()
            }
            FromWorker::Python(engine) => self.heard_of_python(&engine),
            FromWorker::InputWanted { run, prompt } => {
                if self.run.id == Some(run) {
                    self.run.asks = Some(prompt.into());
                }
                Vec::new()
            }
            FromWorker::Error { run, error } => {
                if run.is_some() && run != self.run.id {
                    return Vec::new();
                }
                // It ends a Python run, and leaves the engine as it is.
                self.run.is_broken = run.is_some() && self.run.source.is_some();
                self.complained(&error)
            }
        }
    }

    fn greeted(&mut self, protocol: u32, trace: u32) -> Vec<Command> {
        if (protocol, trace) != (PROTOCOL_VERSION, coroscope_trace::VERSION) {
            let error = WorkerError::VersionMismatch {
                page_protocol: PROTOCOL_VERSION,
                page_trace: coroscope_trace::VERSION,
                worker_protocol: protocol,
                worker_trace: trace,
            };
            return self.complained(&error);
        }
        self.notices.retain(|notice| !notice.is_about_engine());
        self.engine.status = EngineStatus::Ready;
        let speed = (self.speed != 1.0).then_some(ToWorker::SetSpeed { speed: self.speed });
        let queue = std::mem::take(&mut self.engine.queue);
        speed.into_iter().chain(queue).map(Command::Send).collect()
    }

    fn received(&mut self, at: f64, batch: &Batch) -> Vec<Command> {
        if self.run.id != Some(batch.run) {
            return Vec::new();
        }
        self.run.heard = at;
        self.run.blocked = None;
        let Ok(events) = batch.unpack() else {
            return self.engine_died(Why::Unreadable("events"));
        };
        if batch.first as usize != self.run.history.len() {
            return self.engine_died(Why::Missing);
        }
        self.run.record(events);
        self.settle()
    }

    fn complained(&mut self, error: &WorkerError) -> Vec<Command> {
        match error {
            WorkerError::VersionMismatch { .. } => {
                self.engine_failed(Why::Error(error.clone().into()))
            }
            WorkerError::Panicked { .. } => self.engine_died(Why::Error(error.clone().into())),
            _ => {
                self.run.playback = Playback::Still;
                self.note(Notice::Error(error.clone()));
                Vec::new()
            }
        }
    }

    /// The worker of this generation cannot be used.
    pub(super) fn engine_is_lost(&mut self, generation: u32, why: Why) -> Vec<Command> {
        if generation != self.engine.generation || !self.engine.is_well() {
            return Vec::new();
        }
        if self.engine.status == EngineStatus::Ready {
            self.engine_died(why)
        } else {
            self.engine_failed(why)
        }
    }

    fn engine_failed(&mut self, why: Why) -> Vec<Command> {
        self.engine.status = EngineStatus::Failed(why.clone());
        self.note(Notice::EngineFailed(why));
        self.rest_without_engine();
        Vec::new()
    }

    fn engine_died(&mut self, why: Why) -> Vec<Command> {
        self.engine.status = EngineStatus::Dead(why.clone());
        self.note(Notice::EngineDied(why));
        self.rest_without_engine();
        Vec::new()
    }

    /// What was recorded stays, and can be replayed; the run goes no further.
    fn rest_without_engine(&mut self) {
        self.run.blocked = None;
        self.run.following = false;
        self.run.playback = Playback::Still;
        self.run.worker = None;
        if self.run.history.is_empty() {
            self.run.forget();
        }
    }
}
