//! Messages as JavaScript values, as they cross the border.

use coroscope_protocol::{ToWorker, examples};
use coroscope_wire::read;
use js_sys::{Object, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn value(message: &impl Serialize) -> JsValue {
    message.serialize(&Serializer::new()).expect("encodes")
}

/// There and back again, and through the copy that `postMessage` makes.
fn check<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(message: &T) {
    let value = value(message);
    let structured = Reflect::get(&js_sys::global(), &"structuredClone".into()).expect("is there");
    let clone = structured
        .unchecked_into::<js_sys::Function>()
        .call1(&JsValue::UNDEFINED, &value)
        .expect("can be cloned");
    assert_eq!(read::<T>(clone).as_ref(), Ok(message));
}

#[wasm_bindgen_test]
fn every_message_comes_back_as_it_was() {
    examples::to_worker().iter().for_each(check);
    examples::from_worker().iter().for_each(check);
    examples::to_python().iter().for_each(check);
    examples::from_python().iter().for_each(check);
}

fn has_batch(message: &JsValue) -> bool {
    Reflect::has(message, &"Batch".into()).expect("a message is an object")
}

#[wasm_bindgen_test]
fn events_travel_as_bytes() {
    let value = examples::from_worker().iter().map(value).find(has_batch);
    let value = value.expect("an example");
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
