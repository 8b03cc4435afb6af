//! Messages of every kind, for tests of whatever carries them.

use coroscope_trace::{ButtonId, Event, EventKind};

use crate::{
    Batch, Digest, Drive, FromWorker, Program, PythonEngine, RunId, RunState, Source, ToWorker,
    WorkerError,
    python::{
        self, Answer, Bounds, Failure, FromPython, Horizon, Press, PythonEnd, Script, ToPython,
    },
};

const RUN: RunId = RunId(7);

/// What the page says.
#[must_use]
pub fn to_worker() -> Vec<ToWorker> {
    let mut all = vec![
        ToWorker::Hello {
            protocol: 1,
            trace: 2,
        },
        ToWorker::Run {
            run: RUN,
            program: Program::Lesson("sleep".into()),
        },
        ToWorker::Run {
            run: RUN,
            program: Program::Python(Source {
                source: "print('привет')".into(),
                file: "program.py".into(),
                seed: u32::MAX,
            }),
        },
        ToWorker::SetSpeed { speed: 0.1 },
        ToWorker::PressButton {
            run: RUN,
            button: ButtonId(0),
        },
        ToWorker::Answer {
            run: RUN,
            answer: Answer::EndOfFile,
        },
        ToWorker::Stop {
            run: RunId(u32::MAX),
        },
        ToWorker::LoadPython {
            script: "https://host/a.js".into(),
            module: "https://host/a.wasm".into(),
            bytes: 1,
        },
    ];
    let drives = [
        Drive::Live,
        Drive::Pause,
        Drive::Callback,
        Drive::Iteration,
        Drive::TaskSwitch,
        Drive::Moment,
        Drive::End,
    ];
    all.extend(drives.map(|drive| ToWorker::Drive { run: RUN, drive }));
    all
}

/// What a worker says.
///
/// # Panics
/// When an event cannot be packed, which it can.
#[must_use]
pub fn from_worker() -> Vec<FromWorker> {
    let mut all = vec![
        FromWorker::Ready {
            protocol: 1,
            trace: 2,
            lessons: vec!["sleep".into()],
        },
        FromWorker::Batch(batch()),
        FromWorker::InputWanted {
            run: RUN,
            prompt: "Name? ".into(),
        },
    ];
    let waits = [None, Some(3.0), Some(f64::MAX)].map(|until| RunState::Waiting {
        now: 0.0,
        until,
        speed: 1.0,
    });
    let states = [
        RunState::Running,
        RunState::Paused,
        RunState::WaitingForButton,
        RunState::WaitingForInput,
        RunState::Finished,
        RunState::Deadlocked,
        RunState::LimitReached,
    ];
    let states = waits.into_iter().chain(states);
    all.extend(states.map(|state| FromWorker::State { run: RUN, state }));
    let engines = [
        PythonEngine::Loading {
            received: 1,
            total: 2,
        },
        PythonEngine::Ready,
        PythonEngine::Failed {
            reason: "why".into(),
        },
    ];
    all.extend(engines.map(FromWorker::Python));
    let errors = errors()
        .into_iter()
        .zip([None, Some(RUN)].into_iter().cycle());
    all.extend(errors.map(|(error, run)| FromWorker::Error { run, error }));
    all
}

fn errors() -> Vec<WorkerError> {
    vec![
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
    ]
}

fn batch() -> Batch {
    let event = Event {
        time: 0.1 + 0.2,
        kind: EventKind::Idle { until: None },
    };
    Batch::pack(RUN, 12, &[event]).expect("an event can be packed")
}

/// What the holder of a Python worker says.
#[must_use]
pub fn to_python() -> Vec<ToPython> {
    let run = |debug| {
        ToPython::Run(python::Program {
            run: RUN,
            source: "print(input('привет? '))\n".into(),
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
        })
    };
    vec![run(false), run(true)]
}

/// What a Python worker says.
///
/// # Panics
/// When an event cannot be packed, which it can.
#[must_use]
pub fn from_python() -> Vec<FromPython> {
    let mut all = vec![
        FromPython::Ready {
            protocol: 1,
            trace: 2,
            python: "3.14".into(),
        },
        FromPython::Skipped {
            run: RUN,
            digest: Digest::default(),
        },
        FromPython::Batch(batch()),
    ];
    let ends = [
        PythonEnd::Finished { exit_code: 1 },
        PythonEnd::Deadlocked,
        PythonEnd::Full,
        PythonEnd::Horizon,
        PythonEnd::NeedsInput {
            prompt: "Name? ".into(),
        },
        PythonEnd::WaitsForButton,
    ];
    all.extend(ends.map(|end| FromPython::Ended {
        run: RUN,
        events: 40,
        end,
    }));
    let causes = [
        Failure::Panic,
        Failure::Memory,
        Failure::Stack,
        Failure::Other,
    ];
    all.extend(causes.map(|cause| FromPython::Failed {
        cause,
        message: "main.rs:1: broken".into(),
    }));
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::{Serialize, de::DeserializeOwned};

    use super::*;

    /// The wire is self-describing, as JSON is; a message must come back as it was. Gives how many
    /// kinds there are.
    fn kinds<T>(messages: &[T]) -> usize
    where
        T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug,
    {
        let mut kinds = BTreeSet::new();
        for message in messages {
            let json = serde_json::to_string(message).expect("encodes");
            assert_eq!(&serde_json::from_str::<T>(&json).expect("decodes"), message);
            kinds.insert(json.split(['\"', '{']).nth(2).map(str::to_owned));
        }
        kinds.len()
    }

    /// What serde says of a name that no kind has lists all that there are.
    fn all<T: DeserializeOwned + core::fmt::Debug>() -> usize {
        let error = serde_json::from_str::<T>(r#"{"Dance":0}"#).expect_err("is none of ours");
        let expected = error.to_string();
        let expected = expected.split_once("expected").expect("names them").1;
        expected.matches('`').count() / 2
    }

    #[test]
    fn every_message_comes_back_as_it_was() {
        assert_eq!(kinds(&to_worker()), all::<ToWorker>());
        assert_eq!(kinds(&from_worker()), all::<FromWorker>());
        assert_eq!(kinds(&to_python()), all::<ToPython>());
        assert_eq!(kinds(&from_python()), all::<FromPython>());
    }
}
