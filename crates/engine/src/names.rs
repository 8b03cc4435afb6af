//! What the things of a run are called, as far as messages need it.

use asyncio::observe as core;
use coroscope_trace::{CoroutineId, FutureId, Place, TaskId};

use crate::lines::Lines;

/// How many functions are looked through before one is taken for a new one.
const NEAR: usize = 16;

/// A part of what [`Names`] keeps of texts.
#[derive(Clone, Copy, Default)]
struct Span {
    start: u32,
    end: u32,
}

struct Function {
    name: Box<str>,
    definition: Place,
}

#[derive(Clone, Copy, Default)]
struct Coroutine {
    function: u32,
    /// The line on which it was called.
    called: u32,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    Pending,
    Returned,
    Raised,
    Cancelled,
}

#[derive(Clone, Copy, Default)]
struct Task {
    future: u32,
    coroutine: u32,
    name: Span,
    /// Where it is suspended.
    line: u32,
    state: State,
    /// `repr` of what it returned or raised.
    end: Span,
}

/// Names, learned from the events. Numbers count up from 0, so a table is a vector;
/// texts stand one behind the other, so that none asks for memory of its own.
#[derive(Default)]
pub(crate) struct Names {
    texts: String,
    functions: Vec<Function>,
    coroutines: Vec<Coroutine>,
    tasks: Vec<Task>,
    /// Futures that failed, and how; only these can be complained about later.
    failed: Vec<(FutureId, String)>,
}

/// Puts something where its number says, whatever was missing before it.
#[inline]
fn put<T: Copy + Default>(table: &mut Vec<T>, number: u32, value: T) {
    let at = number as usize;
    if table.len() == at {
        table.push(value);
        return;
    }
    if table.len() < at {
        table.resize(at + 1, T::default());
    }
    table[at] = value;
}

impl Names {
    /// Learns of a coroutine, and gives where its function is defined.
    #[inline]
    pub(crate) fn called(
        &mut self,
        coroutine: CoroutineId,
        name: &str,
        place: Place,
        lines: &Lines,
    ) -> Place {
        let (function, definition) = self.function(name, lines);
        let called = place.python;
        put(
            &mut self.coroutines,
            coroutine.0,
            Coroutine { function, called },
        );
        definition
    }

    #[inline]
    pub(crate) fn created(
        &mut self,
        task: TaskId,
        future: FutureId,
        name: &str,
        coroutine: CoroutineId,
    ) {
        let known = Task {
            future: future.0,
            coroutine: coroutine.0,
            name: self.keep(name),
            ..Task::default()
        };
        put(&mut self.tasks, task.0, known);
    }

    pub(crate) fn renamed(&mut self, task: TaskId, name: &str) {
        let name = self.keep(name);
        if let Some(known) = self.tasks.get_mut(task.0 as usize) {
            known.name = name;
        }
    }

    #[inline]
    pub(crate) fn suspended(&mut self, task: TaskId, place: Place) {
        if let Some(known) = self.tasks.get_mut(task.0 as usize) {
            known.line = place.python;
        }
    }

    /// `repr` is the text of a result.
    #[inline]
    pub(crate) fn finished(&mut self, task: TaskId, outcome: &core::Outcome<'_>, repr: &str) {
        let (state, end) = match outcome {
            core::Outcome::Result(_) => (State::Returned, self.keep(repr)),
            core::Outcome::Exception(error) => (State::Raised, self.keep(&shown(error))),
            core::Outcome::Cancelled(_) => (State::Cancelled, Span::default()),
        };
        if let Some(known) = self.tasks.get_mut(task.0 as usize) {
            (known.state, known.end) = (state, end);
        }
    }

    #[inline]
    pub(crate) fn resolved(&mut self, future: FutureId, outcome: &core::Outcome<'_>) {
        if let core::Outcome::Exception(error) = outcome {
            let state = format!("finished exception={}", shown(error));
            self.failed.push((future, state));
        }
    }

    /// The tasks that are not done, oldest first.
    pub(crate) fn unfinished(&self) -> Vec<TaskId> {
        (0..)
            .zip(&self.tasks)
            .filter(|(_, task)| task.state == State::Pending)
            .map(|(number, _)| TaskId(number))
            .collect()
    }

    /// The name of a coroutine, and the line on which it was called.
    pub(crate) fn coroutine(&self, id: CoroutineId) -> (&str, u32) {
        self.known(id)
            .map_or(("?", 0), |(known, function)| (&function.name, known.called))
    }

    /// Where the function of a coroutine is defined.
    pub(crate) fn definition(&self, id: CoroutineId) -> Place {
        self.known(id)
            .map_or_else(Place::default, |(_, function)| function.definition)
    }

    fn known(&self, id: CoroutineId) -> Option<(Coroutine, &Function)> {
        let known = *self.coroutines.get(id.0 as usize)?;
        Some((known, self.functions.get(known.function as usize)?))
    }

    /// `repr` of a task or future, as the default exception handler writes it.
    pub(crate) fn describe(&self, id: FutureId) -> String {
        let task = self.tasks.binary_search_by_key(&id.0, |task| task.future);
        let Some(task) = task.ok().and_then(|at| self.tasks.get(at)) else {
            let failed = self.failed.iter().rev().find(|(failed, _)| *failed == id);
            let state = failed.map_or("pending", |(_, state)| state);
            return format!("<Future {state}>");
        };
        let file = crate::words::FILE;
        let coroutine = CoroutineId(task.coroutine);
        let (coro, _) = self.coroutine(coroutine);
        let definition = self.definition(coroutine).python;
        let (name, end) = (self.text(task.name), self.text(task.end));
        let (state, rest) = match task.state {
            State::Pending => {
                let line = match task.line {
                    0 => definition,
                    line => line,
                };
                return format!(
                    "<Task pending name='{name}' coro=<{coro}() running at {file}:{line}>>"
                );
            }
            State::Cancelled => ("cancelled", String::new()),
            State::Returned => ("finished", format!(" result={end}")),
            State::Raised => ("finished", format!(" exception={end}")),
        };
        format!(
            "<Task {state} name='{name}' coro=<{coro}() done, \
             defined at {file}:{definition}>{rest}>"
        )
    }

    fn text(&self, span: Span) -> &str {
        let range = span.start as usize..span.end as usize;
        self.texts.get(range).unwrap_or_default()
    }

    /// Keeps a text. Those that come after four gigabytes are not kept.
    #[inline]
    fn keep(&mut self, text: &str) -> Span {
        let Ok(start) = u32::try_from(self.texts.len()) else {
            return Span::default();
        };
        self.texts.push_str(text);
        match u32::try_from(self.texts.len()) {
            Ok(end) => Span { start, end },
            Err(_) => Span::default(),
        }
    }

    /// The number and the place of a coroutine function, which mostly is the one that was called
    /// before, or not long before that.
    #[inline]
    fn function(&mut self, name: &str, lines: &Lines) -> (u32, Place) {
        let near = self.functions.iter().enumerate().rev().take(NEAR);
        for (number, known) in near {
            if *known.name == *name {
                return (number as u32, known.definition);
            }
        }
        let number = self.functions.len() as u32;
        let definition = lines.definition(name);
        self.functions.push(Function {
            name: name.into(),
            definition,
        });
        (number, definition)
    }
}

/// An exception as `repr` gives it, without its members if it is a group.
fn shown(error: &asyncio::Exception) -> String {
    let name = error.type_name();
    match error.message() {
        None | Some("") => format!("{name}()"),
        Some(message) => asyncio::Exception::new(name, message).repr(),
    }
}
