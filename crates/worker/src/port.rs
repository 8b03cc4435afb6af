//! The border to the page: structured values in, structured values out.

use std::panic;

use coroscope_protocol::{FromWorker, ToWorker, WorkerError};
use js_sys::global;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::Pilot;

/// Listens to the page, for as long as the worker lives.
pub fn start() {
    report_panics();
    let pilot = Pilot::of_lessons(post);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match coroscope_wire::read::<ToWorker>(event.data()) {
            Ok(message) => pilot.hear(message),
            Err(missed) => {
                let reason = missed.to_owned();
                pilot.complain(None, WorkerError::BadMessage { reason });
            }
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It lives as long as the worker does.
    listener.forget();
}

/// A pilot of Python programs for the page that the other one talks to. It is handed what the
/// page says, and answers by itself.
pub fn python() -> impl Fn(JsValue) {
    report_panics();
    let pilot = Pilot::of_python(post);
    move |message| {
        // What cannot be read is complained of by the other one.
        if let Ok(message) = coroscope_wire::read::<ToWorker>(message) {
            pilot.hear(message);
        }
    }
}

fn report_panics() {
    panic::set_hook(Box::new(|info| {
        // The worker is lost, but not silent. What cannot be posted is in the console
        // anyway: the trap that follows is an error event of the worker.
        let message = info.to_string();
        post(&FromWorker::Error {
            run: None,
            error: WorkerError::Panicked { message },
        });
    }));
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

fn post(message: &FromWorker) {
    let value = match message.serialize(&serde_wasm_bindgen::Serializer::new()) {
        Ok(value) => value,
        // Every message of ours has a form; if not, the page learns what went wrong.
        Err(error) => JsValue::from(error),
    };
    if let Err(error) = scope().post_message(&value) {
        wasm_bindgen::throw_val(error);
    }
}
