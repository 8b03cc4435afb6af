//! The border to whoever holds the worker.

use std::{panic, rc::Rc};

use coroscope_protocol::python::{Failure, FromPython, PYTHON_PROTOCOL_VERSION, Program, ToPython};
use coroscope_python::Engine;
use js_sys::global;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Performance, WorkerGlobalScope};

use crate::{Courier, terms};

/// Makes an interpreter, says that it is there, and runs the first program that comes.
pub fn start() {
    panic::set_hook(Box::new(|info| {
        // The worker's script says that a trap followed; this says why.
        fail(info.to_string());
    }));
    let engine = Engine::new();
    engine.warm();
    let listener = Closure::once(move |event: MessageEvent| {
        match coroscope_wire::read::<ToPython>(event.data()) {
            Ok(ToPython::Run(program)) => run(engine, program),
            Err(missed) => fail(format!("a message was not understood: {missed}")),
        }
        scope().set_onmessage(None);
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It lives as long as the worker does.
    listener.forget();
    post(&FromPython::Ready {
        protocol: PYTHON_PROTOCOL_VERSION,
        trace: coroscope_trace::VERSION,
        python: Engine::VERSION.into(),
    });
}

fn fail(message: String) {
    let cause = Failure::Panic;
    post(&FromPython::Failed { cause, message });
}

fn run(engine: Engine, program: Program) {
    let run = program.run;
    let courier = Rc::new(Courier::new(run, program.skip, clock(), post));
    let (program, bounds) = terms::program(program);
    let end = engine.run(&program, bounds, Rc::clone(&courier) as _);
    post(&FromPython::Ended {
        run,
        events: courier.recorded(),
        end: terms::end(end),
    });
}

/// Real time, in seconds.
fn clock() -> impl Fn() -> f64 {
    let scope: WorkerGlobalScope = global().unchecked_into();
    let performance = scope.performance();
    move || {
        performance
            .as_ref()
            .map_or_else(js_sys::Date::now, Performance::now)
            / 1000.0
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

fn post(message: &FromPython) {
    let value = match message.serialize(&serde_wasm_bindgen::Serializer::new()) {
        Ok(value) => value,
        // Every message of ours has a form; if not, the holder learns what went wrong.
        Err(error) => JsValue::from(error),
    };
    if let Err(error) = scope().post_message(&value) {
        wasm_bindgen::throw_val(error);
    }
}
