//! The worker: how it is started, spoken to, listened to and ended.

use coroscope_protocol::{FromWorker, PROTOCOL_VERSION, ToWorker};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::prelude::*;

use crate::state::{Action, Why};

use super::browser;

/// How long a worker may take to answer the first message, in milliseconds. It
/// has to be downloaded first, and a phone's network may be slow.
const HANDSHAKE: u32 = 30_000;

/// A worker. It is terminated when this goes.
pub(super) struct Client {
    generation: u32,
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Client {
    /// Starts a worker and greets it.
    pub(super) fn start(generation: u32, on: &Callback<Action>) -> Result<Self, Why> {
        let url = address()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // The worker's address counts from the document's base, as all do.
        let worker = Worker::new_with_options(&url, &options).map_err(|error| said(&error))?;

        let patience = {
            let on = on.clone();
            Timeout::new(HANDSHAKE, move || {
                on.emit(Action::EngineFailed(generation, Why::Silent));
            })
        };
        let mut patience = Some(patience);
        let heard = {
            let on = on.clone();
            EventListener::new(&worker, "message", move |event| {
                // Any answer ends the wait for one.
                patience.take();
                let Some(event) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                on.emit(match coroscope_wire::read::<FromWorker>(event.data()) {
                    Ok(message) => Action::Heard(generation, browser::now(), Box::new(message)),
                    Err(what) => Action::EngineFailed(generation, Why::Unreadable(what)),
                });
            })
        };
        let failed = {
            let on = on.clone();
            EventListener::new(&worker, "error", move |event| {
                let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                let why = message.filter(|message| !message.is_empty());
                let why = why.map_or(Why::NoFile, |message| Why::Said(message.into()));
                on.emit(Action::EngineFailed(generation, why));
            })
        };
        let garbled = {
            let on = on.clone();
            EventListener::new(&worker, "messageerror", move |_| {
                on.emit(Action::EngineFailed(
                    generation,
                    Why::Unreadable("messageerror"),
                ));
            })
        };
        let client = Self {
            generation,
            worker,
            _listeners: [heard, failed, garbled],
        };
        client.send(&ToWorker::Hello {
            protocol: PROTOCOL_VERSION,
            trace: coroscope_trace::VERSION,
        })?;
        Ok(client)
    }

    /// Which of the page's workers it is.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// Says something to it.
    pub(super) fn send(&self, message: &ToWorker) -> Result<(), Why> {
        let message = message
            .serialize(&Serializer::json_compatible())
            .map_err(|error| said(&error.into()))?;
        self.worker
            .post_message(&message)
            .map_err(|error| said(&error))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The worker's address, which the build wrote into the page.
fn address() -> Result<String, Why> {
    browser::named("coroscope-worker").ok_or(Why::NoWorker)
}

/// What the browser says.
fn said(error: &JsValue) -> Why {
    Why::Said(browser::reason(error))
}
