//! The Python engine: its file, and the workers in which it runs.

mod download;
mod nested;
mod player;

use std::rc::Rc;

use coroscope_protocol::{
    Program as Asked, PythonEngine, RunId, Source, WorkerError,
    python::{Bounds, Failure, FromPython, Horizon, PYTHON_PROTOCOL_VERSION, Program, Script},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::{publisher::Publisher, repertoire::Repertoire};

pub(crate) use nested::Heard;
use nested::Nested;
use player::Player;

/// How the download and the workers are listened to.
pub(crate) type Listener = Rc<dyn Fn(u32, Heard)>;

/// What the download is called among the workers.
const DOWNLOAD: u32 = 0;

/// The engine, compiled once, a worker that runs a program, and a spare one for the next. A
/// worker runs one program in its life.
pub struct Python {
    script: String,
    bytes: u32,
    state: State,
    /// What is to be run as soon as there is an engine.
    waiting: Option<Program>,
    started: u32,
    active: Option<Nested>,
    spare: Option<Nested>,
    listener: Listener,
}

enum State {
    /// It was never asked for, or could not be had.
    Absent,
    Loading,
    /// The compiled module.
    Ready(JsValue),
}

/// What the pilot is to do about what was heard.
pub(crate) enum News {
    /// Nothing.
    None,
    /// Tell the page how it stands with the engine.
    Engine(PythonEngine),
    /// Hand it to the run.
    Said(FromPython),
    /// The run is lost.
    Lost(WorkerError),
    /// The engine could not be had.
    Failed {
        /// Why.
        reason: String,
        /// Whether a run waits for it.
        waited: bool,
    },
}

impl Repertoire for Python {
    type Engine = Player;

    fn speaks(&self) -> Option<Vec<String>> {
        None
    }

    fn engine(
        &mut self,
        run: RunId,
        program: Asked,
        publisher: &Rc<Publisher>,
    ) -> Result<Option<Player>, WorkerError> {
        match program {
            Asked::Lesson(_) => Ok(None),
            Asked::Python(_) if matches!(self.state, State::Absent) => Err(WorkerError::NoPython),
            Asked::Python(source) => Ok(Some(Player::new(first(run, source), publisher))),
        }
    }

    fn load(&mut self, script: String, module: String, bytes: u32) {
        if !matches!(self.state, State::Absent) {
            return;
        }
        self.script = script;
        self.bytes = bytes;
        self.state = State::Loading;
        let listener = Rc::clone(&self.listener);
        spawn_local(async move {
            let progress = Rc::clone(&listener);
            let progress = move |received| progress(DOWNLOAD, Heard::Received(received));
            let module = download::compiled(&module, progress).await;
            listener(DOWNLOAD, module.map_or_else(Heard::Error, Heard::Message));
        });
    }

    fn run(&mut self, program: &Program) -> bool {
        self.stop();
        if matches!(self.state, State::Loading) {
            self.waiting = Some(program.clone());
            return true;
        }
        self.active = self.spare.take().or_else(|| self.another());
        if let Some(worker) = &mut self.active {
            worker.run(program);
        }
        self.active.is_some()
    }

    fn stop(&mut self) {
        self.waiting = None;
        // One that never began is as good as new.
        let unspent = self.active.take().and_then(Nested::unspent);
        if self.spare.is_none() {
            self.spare = unspent.or_else(|| self.another());
        }
    }
}

/// A worker that cannot be understood is as good as one that failed.
fn failed(why: &str) -> FromPython {
    FromPython::Failed {
        cause: Failure::Other,
        message: why.into(),
    }
}

impl Python {
    /// Nothing is loaded yet.
    pub(crate) fn new(listener: Listener) -> Self {
        Self {
            script: String::new(),
            bytes: 0,
            state: State::Absent,
            waiting: None,
            started: 0,
            active: None,
            spare: None,
            listener,
        }
    }

    /// Acts on what was heard of the download or of a worker.
    pub(crate) fn hear(&mut self, id: u32, heard: Heard) -> News {
        if id == DOWNLOAD {
            return self.loaded(heard);
        }
        let is_active = self.active.as_ref().is_some_and(|worker| worker.id == id);
        let is_spare = self.spare.as_ref().is_some_and(|worker| worker.id == id);
        if !is_active && !is_spare {
            return News::None;
        }
        let said = match heard {
            Heard::Message(value) => coroscope_wire::read(value).unwrap_or_else(failed),
            Heard::Error(message) => failed(&message),
            Heard::Received(_) => return News::None,
        };
        self.heard(is_active, said)
    }

    /// Acts on what was heard of the download.
    fn loaded(&mut self, heard: Heard) -> News {
        match heard {
            Heard::Received(received) => News::Engine(PythonEngine::Loading {
                received: received as u32,
                total: self.bytes,
            }),
            Heard::Message(module) => {
                self.state = State::Ready(module);
                match self.waiting.take() {
                    Some(program) if !self.run(&program) => {
                        return News::Lost(WorkerError::NoPython);
                    }
                    Some(_) => {}
                    None => self.spare = self.another(),
                }
                News::Engine(PythonEngine::Ready)
            }
            Heard::Error(reason) => {
                self.state = State::Absent;
                let waited = self.waiting.take().is_some();
                News::Failed { reason, waited }
            }
        }
    }

    fn heard(&mut self, is_active: bool, said: FromPython) -> News {
        let versions = (PYTHON_PROTOCOL_VERSION, coroscope_trace::VERSION);
        let (cause, message) = match said {
            FromPython::Ready {
                protocol, trace, ..
            } if (protocol, trace) == versions => {
                let worker = if is_active {
                    &mut self.active
                } else {
                    &mut self.spare
                };
                if let Some(worker) = worker {
                    worker.ready();
                }
                return News::None;
            }
            FromPython::Ready { .. } => (
                Failure::Other,
                "it is of another version: reload the page".into(),
            ),
            FromPython::Failed { cause, message } => (cause, message),
            said => {
                // The next run, which may only be more of this one, begins at once.
                if self.spare.is_none() {
                    self.spare = self.another();
                }
                return News::Said(said);
            }
        };
        if is_active {
            self.active = None;
        } else {
            self.spare = None;
        }
        if is_active {
            return News::Lost(WorkerError::PythonFailed { cause, message });
        }
        News::None
    }

    /// A fresh worker, if the module is there.
    fn another(&mut self) -> Option<Nested> {
        let State::Ready(module) = &self.state else {
            return None;
        };
        self.started += 1;
        // A browser that starts no worker has told why on its console.
        Nested::start(self.started, &self.script, module, &self.listener).ok()
    }
}

/// A Python program as it is run first.
fn first(run: RunId, source: Source) -> Program {
    let Source { source, file, seed } = source;
    Program {
        run,
        source,
        file,
        args: Vec::new(),
        seed,
        epoch: js_sys::Date::now() / 1000.0,
        debug: false,
        script: Script::default(),
        bounds: Bounds::PAGE,
        horizon: Horizon::default(),
        skip: 0,
    }
}
