//! What is known of the Python engine, as the page finds it.

use coroscope_protocol::python::{Engine, EngineFiles};
use coroscope_wire::read;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_is_known_of_the_engine_is_read_from_json() {
    let json = |text: &str| js_sys::JSON::parse(text).expect("JSON");
    assert_eq!(read(json("\"Building\"")), Ok(Engine::Building));
    let here = r#"{"Here":{"script":"a.js","wasm":"a.wasm","bytes":7,"compressed":2}}"#;
    assert_eq!(
        read(json(here)),
        Ok(Engine::Here(EngineFiles {
            script: "a.js".into(),
            wasm: "a.wasm".into(),
            bytes: 7,
            compressed: Some(2),
        }))
    );
    assert!(read::<Engine>(json("{}")).is_err());
}
