//! What the things of a run are called, as far as messages need it.

use coroscope_trace::{CoroutineId, EventKind, FutureId, Outcome, Place, TaskId};

#[derive(Default)]
struct Coroutine {
    name: String,
    called: Place,
    definition: Place,
}

#[derive(Default)]
struct Task {
    name: String,
    coroutine: u32,
    /// Where it is suspended.
    place: Place,
    outcome: Option<Outcome>,
}

/// Names, learned from the events. Numbers count up from 0, so a table is a vector.
#[derive(Default)]
pub(crate) struct Names {
    coroutines: Vec<Coroutine>,
    tasks: Vec<Task>,
    /// The number of the task for each future that is one.
    by_future: Vec<Option<u32>>,
    /// Futures that failed; only these can be complained about later.
    failed: Vec<(FutureId, Outcome)>,
}

/// Puts something where its number says, whatever was missing before it.
fn put<T: Default>(table: &mut Vec<T>, number: u32, value: T) {
    let at = number as usize;
    if table.len() <= at {
        table.resize_with(at + 1, T::default);
    }
    table[at] = value;
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
                put(&mut self.coroutines, coroutine.0, known);
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
                    coroutine: coroutine.0,
                    ..Task::default()
                };
                put(&mut self.tasks, task.0, known);
                put(&mut self.by_future, future.0, Some(task.0));
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(known) = self.tasks.get_mut(task.0 as usize) {
                    known.name.clone_from(name);
                }
            }
            EventKind::TaskSuspended { task, place, .. } => {
                if let Some(known) = self.tasks.get_mut(task.0 as usize) {
                    known.place = *place;
                }
            }
            EventKind::TaskFinished { task, outcome } => {
                if let Some(known) = self.tasks.get_mut(task.0 as usize) {
                    known.outcome = Some(outcome.clone());
                }
            }
            EventKind::FutureResolved { future, outcome } => {
                if matches!(outcome, Outcome::Exception(_)) {
                    self.failed.push((*future, outcome.clone()));
                }
            }
            _ => {}
        }
    }

    /// The tasks that are not done, oldest first.
    pub(crate) fn unfinished(&self) -> Vec<TaskId> {
        (0..)
            .zip(&self.tasks)
            .filter(|(_, task)| task.outcome.is_none())
            .map(|(number, _)| TaskId(number))
            .collect()
    }

    /// The name of a coroutine, and the line on which it was called.
    pub(crate) fn coroutine(&self, id: CoroutineId) -> (&str, u32) {
        self.coroutines
            .get(id.0 as usize)
            .map_or(("?", 0), |known| (&known.name, known.called.python))
    }

    /// `repr` of a task or future, as the default exception handler writes it.
    pub(crate) fn describe(&self, id: FutureId) -> String {
        let task = self.by_future.get(id.0 as usize).copied().flatten();
        let Some(task) = task.and_then(|task| self.tasks.get(task as usize)) else {
            let failed = self.failed.iter().rev().find(|(failed, _)| *failed == id);
            let state = failed.map_or_else(|| "pending".into(), |(_, outcome)| ended(outcome));
            return format!("<Future {state}>");
        };
        let file = crate::words::FILE;
        let (name, definition) = self
            .coroutines
            .get(task.coroutine as usize)
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
