//! What the things of a run are called, as far as messages need it.

use std::collections::BTreeMap;

use coroscope_trace::{CoroutineId, EventKind, FutureId, Outcome, Place, TaskId};

struct Coroutine {
    name: String,
    called: Place,
    definition: Place,
}

struct Task {
    name: String,
    coroutine: CoroutineId,
    /// Where it is suspended.
    place: Place,
    outcome: Option<Outcome>,
}

/// Names by number, learned from the events.
#[derive(Default)]
pub(crate) struct Names {
    coroutines: BTreeMap<CoroutineId, Coroutine>,
    tasks: BTreeMap<TaskId, Task>,
    by_future: BTreeMap<FutureId, TaskId>,
    futures: BTreeMap<FutureId, Outcome>,
}

impl Names {
    pub(crate) fn learn(&mut self, event: &EventKind) {
        match event {
            EventKind::CoroutineCreated {
                coroutine,
                name,
                place,
                definition,
            } => {
                let known = Coroutine {
                    name: name.clone(),
                    called: *place,
                    definition: *definition,
                };
                self.coroutines.insert(*coroutine, known);
            }
            EventKind::TaskCreated {
                task,
                future,
                name,
                coroutine,
                ..
            } => {
                let known = Task {
                    name: name.clone(),
                    coroutine: *coroutine,
                    place: Place::default(),
                    outcome: None,
                };
                self.tasks.insert(*task, known);
                self.by_future.insert(*future, *task);
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(known) = self.tasks.get_mut(task) {
                    known.name.clone_from(name);
                }
            }
            EventKind::TaskSuspended { task, place, .. } => {
                if let Some(known) = self.tasks.get_mut(task) {
                    known.place = *place;
                }
            }
            EventKind::TaskFinished { task, outcome } => {
                if let Some(known) = self.tasks.get_mut(task) {
                    known.outcome = Some(outcome.clone());
                }
            }
            EventKind::FutureResolved { future, outcome } => {
                // Only a failed one can be complained about later.
                if matches!(outcome, Outcome::Exception(_)) {
                    self.futures.insert(*future, outcome.clone());
                }
            }
            _ => {}
        }
    }

    /// The name of a coroutine, and the line on which it was called.
    pub(crate) fn coroutine(&self, id: CoroutineId) -> (&str, u32) {
        self.coroutines
            .get(&id)
            .map_or(("?", 0), |known| (&known.name, known.called.python))
    }

    /// `key: repr` of a task or future, as the default exception handler writes it.
    pub(crate) fn describe(&self, id: FutureId) -> String {
        let Some(task) = self
            .by_future
            .get(&id)
            .and_then(|task| self.tasks.get(task))
        else {
            let state = self
                .futures
                .get(&id)
                .map_or_else(|| "pending".into(), ended);
            return format!("<Future {state}>");
        };
        let file = crate::words::FILE;
        let (name, definition) = self
            .coroutines
            .get(&task.coroutine)
            .map_or(("?", 0), |known| (&*known.name, known.definition.python));
        match &task.outcome {
            None => {
                let line = match task.place.python {
                    0 => definition,
                    line => line,
                };
                let task = &task.name;
                format!("<Task pending name='{task}' coro=<{name}() running at {file}:{line}>>")
            }
            Some(outcome) => {
                let task = &task.name;
                let (state, rest) = match outcome {
                    Outcome::Cancelled(_) => ("cancelled", String::new()),
                    Outcome::Result(repr) => ("finished", format!(" result={repr}")),
                    Outcome::Exception(error) => {
                        ("finished", format!(" exception={}", error_repr(error)))
                    }
                };
                format!(
                    "<Task {state} name='{task}' coro=<{name}() done, \
                     defined at {file}:{definition}>{rest}>"
                )
            }
        }
    }
}

fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Result(repr) => format!("finished result={repr}"),
        Outcome::Exception(error) => format!("finished exception={}", error_repr(error)),
        Outcome::Cancelled(_) => "cancelled".into(),
    }
}

fn error_repr(error: &coroscope_trace::Exception) -> String {
    if error.message.is_empty() {
        format!("{}()", error.type_name)
    } else {
        asyncio::Exception::new(&error.type_name, &error.message).repr()
    }
}
