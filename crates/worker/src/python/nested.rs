//! One Python worker.

use coroscope_protocol::python::{Program, ToPython};
use serde::Serialize;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::Listener;

/// What is heard of a worker or of the download.
pub(crate) enum Heard {
    /// So many bytes have come.
    Received(f64),
    /// What a worker said; the compiled module.
    Message(JsValue),
    /// It is lost, and why if the browser says so.
    Error(String),
}

/// A worker, which is terminated when this goes.
pub(super) struct Nested {
    /// What it is called among the pilot's.
    pub(super) id: u32,
    worker: Worker,
    /// There is an interpreter.
    is_ready: bool,
    /// What it is to run as soon as there is.
    program: Option<JsValue>,
    /// It was given its program.
    is_spent: bool,
    _listener: Closure<dyn FnMut(Event)>,
}

impl Nested {
    /// Starts one, from the compiled module.
    pub(super) fn start(
        id: u32,
        script: &str,
        module: &JsValue,
        listener: &Listener,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options)?;
        let hear = Rc::clone(listener);
        // Whatever is no message is an error of some kind.
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let heard = match event.dyn_ref::<MessageEvent>() {
                Some(message) if event.type_() == "message" => Heard::Message(message.data()),
                _ => {
                    let message = js_sys::Reflect::get(&event, &"message".into());
                    let message = message.ok().and_then(|message| message.as_string());
                    Heard::Error(message.unwrap_or_default())
                }
            };
            hear(id, heard);
        });
        let function = listener.as_ref().unchecked_ref();
        worker.set_onmessage(Some(function));
        worker.set_onerror(Some(function));
        worker.set_onmessageerror(Some(function));
        worker.post_message(module)?;
        Ok(Self {
            id,
            worker,
            is_ready: false,
            program: None,
            is_spent: false,
            _listener: listener,
        })
    }

    /// Lets it run a program, now or when its interpreter is there.
    pub(super) fn run(&mut self, program: &Program) {
        let message = ToPython::Run(program.clone());
        // Every message of ours has a form.
        self.program = message
            .serialize(&serde_wasm_bindgen::Serializer::new())
            .ok();
        self.deliver();
    }

    /// Its interpreter is there.
    pub(super) fn ready(&mut self) {
        self.is_ready = true;
        self.deliver();
    }

    /// Itself, without a program, unless it was given one already.
    pub(super) fn unspent(mut self) -> Option<Self> {
        self.program = None;
        (!self.is_spent).then_some(self)
    }

    fn deliver(&mut self) {
        if self.is_ready
            && let Some(program) = self.program.take()
        {
            self.is_spent = true;
            if let Err(error) = self.worker.post_message(&program) {
                wasm_bindgen::throw_val(error);
            }
        }
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        // What it said last may still be under way, and nobody listens any more.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}
