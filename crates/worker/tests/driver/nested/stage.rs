//! A pilot with a Python worker that plays scenes.

use std::rc::Rc;

use coroscope_engine::{Goal, Limits, Nobody, Program, Session, Verb};
use coroscope_protocol::{
    Batch, Drive, Program as Asked, Source, ToWorker,
    python::{PYTHON_PROTOCOL_VERSION, PythonEnd},
};
use coroscope_trace::{Event, VERSION};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

use crate::desk::{Desk, RUN};

/// What a worker does with a script of so many presses and answers.
pub(crate) struct Scene {
    pub(crate) presses: u32,
    pub(crate) answers: u32,
    pub(crate) events: Vec<Event>,
    pub(crate) end: PythonEnd,
    /// `loop` or `trap` in place of the end.
    pub(crate) then: &'static str,
}

impl Scene {
    /// One that is the same whatever happens outside.
    pub(crate) fn only(events: Vec<Event>) -> Self {
        Self {
            presses: 0,
            answers: 0,
            events,
            end: PythonEnd::Finished { exit_code: 0 },
            then: "",
        }
    }

    fn script(&self) -> String {
        let events: Vec<String> = self.events.iter().map(packed).collect();
        let end = self.end.serialize(&Serializer::json_compatible());
        let end = js_sys::JSON::stringify(&end.expect("encodes")).expect("is JSON");
        format!(
            "'{},{}':{{events:[{}],end:{end},then:'{}'}}",
            self.presses,
            self.answers,
            events.join(","),
            self.then
        )
    }
}

/// An event's bytes, as a list in JavaScript.
fn packed(event: &Event) -> String {
    let batch = Batch::pack(RUN, 0, std::slice::from_ref(event)).expect("packs");
    let batch = batch.serialize(&Serializer::new()).expect("encodes");
    let bytes = Reflect::get(&batch, &"events".into()).expect("has events");
    // First comes their number.
    format!("{:?}", &Uint8Array::new(&bytes).to_vec()[1..])
}

/// All that a program in Rust records when it is run at once.
pub(crate) fn trace(program: Program) -> Vec<Event> {
    let mut session = Session::new(program, Limits::PAGE, Rc::new(Nobody));
    let _ = Goal::new(Verb::End, &session).reach(&mut session);
    recorded(&session)
}

/// What was recorded since it was last asked for.
pub(crate) fn recorded(session: &Session) -> Vec<Event> {
    session.outbox().take().1.unpack().expect("whole")
}

/// The address of a worker that plays these scenes.
fn address(scenes: &[Scene]) -> String {
    let scenes: Vec<String> = scenes.iter().map(Scene::script).collect();
    let text = format!(
        "const versions={{protocol:{PYTHON_PROTOCOL_VERSION},trace:{VERSION},python:'3.14'}};\
         const scenes={{{}}};\n{}",
        scenes.join(","),
        include_str!("worker.js")
    );
    file(&text.into(), "text/javascript")
}

/// The address of a module without anything in it.
pub(crate) fn module() -> String {
    let bytes = Uint8Array::from(&b"\0asm\x01\0\0\0"[..]);
    file(&bytes.into(), "application/wasm")
}

fn file(content: &JsValue, kind: &str) -> String {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(&Array::of1(content), &options);
    Url::create_object_url_with_blob(&blob.expect("a file")).expect("an address")
}

/// Says hello and loads the engine.
pub(crate) fn loaded(scenes: &[Scene]) -> Desk {
    let desk = Desk::greeted();
    load(&desk, scenes, module());
    desk
}

pub(crate) fn load(desk: &Desk, scenes: &[Scene], module: String) {
    desk.say(ToWorker::LoadPython {
        script: address(scenes),
        module,
        bytes: 8,
    });
}

/// And starts a run.
pub(crate) fn playing(scenes: &[Scene], drive: Drive) -> Desk {
    let desk = loaded(scenes);
    start(&desk);
    desk.drive(drive);
    desk
}

pub(crate) fn start(desk: &Desk) {
    desk.say(ToWorker::Run {
        run: RUN,
        program: source(),
    });
}

pub(crate) fn source() -> Asked {
    Asked::Python(Source {
        source: "import asyncio".into(),
        file: "program.py".into(),
        seed: 0,
    })
}

/// Lets events of the browser happen until it is so.
pub(crate) async fn until(so: impl Fn() -> bool) {
    for _ in 0..1000 {
        if so() {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("it never came");
}
