//! What pilot and Python worker say to each other, as JavaScript values.

use coroscope_protocol::{
    Batch, Digest, RunId,
    python::{
        Answer, Bounds, Engine, EngineFiles, FromPython, Horizon, Press, Program, PythonEnd,
        Script, ToPython,
    },
};
use coroscope_trace::ButtonId;
use coroscope_wire::read;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::wire::check;

#[wasm_bindgen_test]
fn messages_of_the_python_worker_come_back_as_they_were() {
    for debug in [false, true] {
        check(&ToPython::Run(Program {
            run: RunId(3),
            source: "print('привет')\n".into(),
            file: "main.py".into(),
            args: vec!["-v".into()],
            seed: 7,
            epoch: 1.8e9,
            debug,
            script: Script {
                presses: vec![Press {
                    after: 40,
                    at: 1.5,
                    button: ButtonId(0),
                }],
                answers: vec![Answer::Line("Ada".into()), Answer::EndOfFile],
            },
            bounds: Bounds::PAGE,
            horizon: Horizon {
                events: None,
                time: Some(60.0),
            },
            skip: 12,
        }));
    }
    check(&FromPython::Ready {
        protocol: 1,
        trace: 2,
        python: "3.14".into(),
    });
    check(&FromPython::Skipped {
        run: RunId(3),
        digest: Digest::default(),
    });
    check(&FromPython::Batch(
        Batch::pack(RunId(3), 12, &[]).expect("packs"),
    ));
    for end in [
        PythonEnd::Finished { exit_code: 1 },
        PythonEnd::NeedsInput {
            prompt: "Name? ".into(),
        },
        PythonEnd::WaitsForButton,
    ] {
        let (run, events) = (RunId(3), 40);
        check(&FromPython::Ended { run, events, end });
    }
}

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
