//! The Python engine: its file, and the workers in which it runs.

mod nested;
mod player;

use std::rc::Rc;

use coroscope_protocol::{
    PythonEngine, WorkerError,
    python::{FromPython, PYTHON_PROTOCOL_VERSION, Program},
};
use js_sys::WebAssembly::Module;
use wasm_bindgen::{JsCast, JsValue};

pub(crate) use nested::Heard;
use nested::Nested;
pub(crate) use player::Player;

/// How a worker is listened to.
type Listener = Rc<dyn Fn(u32, Heard)>;

/// The engine, compiled once, a worker that runs a program, and a spare one for the next.
///
/// The first worker downloads and compiles the module, tells how far it is, and hands it over. A
/// worker runs one program in its life.
pub(crate) struct Python {
    script: String,
    bytes: u32,
    state: State,
    started: u32,
    active: Option<Nested>,
    spare: Option<Nested>,
    listener: Listener,
}

enum State {
    Loading,
    /// The compiled module.
    Ready(JsValue),
    Failed,
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

impl Python {
    /// Begins to load it.
    pub(crate) fn load(script: String, module: &str, bytes: u32, listener: Listener) -> Self {
        let mut python = Self {
            script,
            bytes,
            state: State::Loading,
            started: 0,
            active: None,
            spare: None,
            listener,
        };
        python.spare = python.start(&module.into());
        python
    }

    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed)
    }

    /// Runs a program, in the place of the one before. Says whether it can.
    pub(crate) fn run(&mut self, program: &Program) -> bool {
        self.stop();
        self.active = self.spare.take().or_else(|| self.another());
        if let Some(worker) = &mut self.active {
            worker.run(program);
        }
        self.active.is_some()
    }

    /// Ends the program that runs, whatever it does. There is a spare worker afterwards.
    pub(crate) fn stop(&mut self) {
        // One that never began is as good as new; it may be the one that loads the engine.
        self.spare = self
            .active
            .take()
            .and_then(Nested::unspent)
            .or_else(|| self.spare.take())
            .or_else(|| self.another());
    }

    /// Acts on what was heard of a worker.
    pub(crate) fn hear(&mut self, id: u32, heard: Heard) -> News {
        let is_active = self.active.as_ref().is_some_and(|worker| worker.id == id);
        let is_spare = self.spare.as_ref().is_some_and(|worker| worker.id == id);
        if !is_active && !is_spare {
            return News::None;
        }
        let said = match heard {
            Heard::Error(message) => FromPython::Failed { message },
            Heard::Message(value) => {
                if let Some(received) = value.as_f64() {
                    return News::Engine(PythonEngine::Loading {
                        received: received as u32,
                        total: self.bytes,
                    });
                }
                if value.is_instance_of::<Module>() {
                    self.state = State::Ready(value);
                    return News::Engine(PythonEngine::Ready);
                }
                let message = coroscope_wire::read(value);
                message.unwrap_or_else(|missed| FromPython::Failed {
                    message: missed.into(),
                })
            }
        };
        self.heard(is_active, said)
    }

    fn heard(&mut self, is_active: bool, said: FromPython) -> News {
        let versions = (PYTHON_PROTOCOL_VERSION, coroscope_trace::VERSION);
        let failed = match said {
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
            FromPython::Ready { .. } => "it is of another version: reload the page".into(),
            FromPython::Failed { message } => message,
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
        if matches!(self.state, State::Loading) {
            self.state = State::Failed;
            return News::Failed {
                reason: failed,
                waited: is_active,
            };
        }
        if is_active {
            return News::Lost(WorkerError::PythonFailed { message: failed });
        }
        News::None
    }

    /// A fresh worker, if the module is there.
    fn another(&mut self) -> Option<Nested> {
        match &self.state {
            State::Ready(module) => {
                let module = module.clone();
                self.start(&module)
            }
            State::Loading | State::Failed => None,
        }
    }

    fn start(&mut self, first: &JsValue) -> Option<Nested> {
        self.started += 1;
        let worker = Nested::start(self.started, &self.script, first, &self.listener);
        if worker.is_err() {
            self.state = State::Failed;
        }
        worker.ok()
    }
}
