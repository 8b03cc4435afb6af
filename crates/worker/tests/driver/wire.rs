//! Messages as JavaScript values, as they cross the border.

use coroscope_protocol::{
    Batch, Drive, FromWorker, Program as Asked, PythonEngine, RunId, RunState, Source, ToWorker,
    WorkerError,
    python::{Answer, Failure},
};
use coroscope_trace::{ButtonId, Event, EventKind};
use coroscope_wire::read;
use js_sys::{Object, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::RUN;

fn value(message: &impl Serialize) -> JsValue {
    message.serialize(&Serializer::new()).expect("encodes")
}

/// There and back again, and through the copy that `postMessage` makes.
pub(crate) fn check<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(message: &T) {
    let value = value(message);
    let structured = Reflect::get(&js_sys::global(), &"structuredClone".into()).expect("is there");
    let clone = structured
        .unchecked_into::<js_sys::Function>()
        .call1(&JsValue::UNDEFINED, &value)
        .expect("can be cloned");
    assert_eq!(read::<T>(clone).as_ref(), Ok(message));
}

fn batch() -> FromWorker {
    let event = Event {
        time: 0.1 + 0.2,
        kind: EventKind::Idle { until: None },
    };
    FromWorker::Batch(Batch::pack(RUN, 7, &[event]).expect("packs"))
}

#[wasm_bindgen_test]
fn messages_come_back_as_they_were() {
    check(&ToWorker::Hello {
        protocol: 1,
        trace: 2,
    });
    check(&ToWorker::Run {
        run: RUN,
        program: Asked::Lesson("sleep".into()),
    });
    check(&ToWorker::Run {
        run: RUN,
        program: Asked::Python(Source {
            source: "print('привет')".into(),
            file: "program.py".into(),
            seed: u32::MAX,
        }),
    });
    check(&ToWorker::Answer {
        run: RUN,
        answer: Answer::EndOfFile,
    });
    check(&ToWorker::Stop { run: RUN });
    check(&ToWorker::LoadPython {
        script: "https://host/a.js".into(),
        module: "https://host/a.wasm".into(),
        bytes: 1,
    });
    check(&ToWorker::Drive {
        run: RunId(u32::MAX),
        drive: Drive::TaskSwitch,
    });
    check(&ToWorker::SetSpeed { speed: 0.1 });
    check(&ToWorker::PressButton {
        run: RUN,
        button: ButtonId(0),
    });
    check(&FromWorker::Ready {
        protocol: 1,
        trace: 2,
        lessons: vec!["sleep".into()],
    });
    for until in [None, Some(3.0), Some(f64::MAX)] {
        let state = RunState::Waiting {
            now: 0.0,
            until,
            speed: 1.0,
        };
        check(&FromWorker::State { run: RUN, state });
    }
    check(&FromWorker::State {
        run: RUN,
        state: RunState::Finished,
    });
    for error in [
        WorkerError::VersionMismatch {
            page_protocol: 1,
            page_trace: 2,
            worker_protocol: 3,
            worker_trace: 4,
        },
        WorkerError::BadMessage {
            reason: "привет".into(),
        },
        WorkerError::UnknownLesson {
            lesson: String::new(),
        },
        WorkerError::BadSpeed,
        WorkerError::UnknownButton {
            button: ButtonId(7),
        },
        WorkerError::NoPython,
        WorkerError::PythonFailed {
            cause: Failure::Memory,
            message: "why".into(),
        },
        WorkerError::Diverged { events: 3 },
        WorkerError::Panicked {
            message: "why".into(),
        },
    ] {
        let run = Some(RUN);
        check(&FromWorker::Error { run, error });
    }
    for engine in [
        PythonEngine::Loading {
            received: 1,
            total: 2,
        },
        PythonEngine::Ready,
        PythonEngine::Failed {
            reason: "why".into(),
        },
    ] {
        check(&FromWorker::Python(engine));
    }
    check(&FromWorker::InputWanted {
        run: RUN,
        prompt: "Name? ".into(),
    });
    check(&batch());
}

#[wasm_bindgen_test]
fn events_travel_as_bytes() {
    let value = value(&batch());
    let batch = Reflect::get(&value, &"Batch".into()).expect("a batch");
    let events = Reflect::get(&batch, &"events".into()).expect("its events");
    assert!(events.is_instance_of::<Uint8Array>());
}

#[wasm_bindgen_test]
fn what_is_no_message_is_an_error() {
    for value in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from_f64(1.0),
        "Dance".into(),
        Object::new().into(),
    ] {
        assert!(read::<ToWorker>(value).is_err());
    }
    let [hello, versions] = [Object::new(), Object::new()];
    let set = |object: &Object, name: &str, value: &JsValue| {
        Reflect::set(object, &name.into(), value).expect("an object takes fields");
    };
    set(&hello, "Hello", &versions);
    for (trace, fits) in [(1.5, false), (-1.0, false), (4e9, true), (5e9, false)] {
        set(&versions, "protocol", &1.into());
        set(&versions, "trace", &trace.into());
        assert_eq!(read::<ToWorker>(hello.clone().into()).is_ok(), fits);
    }
    set(&versions, "trace", &"1".into());
    assert!(read::<ToWorker>(hello.into()).is_err());
}
