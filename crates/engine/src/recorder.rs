//! Writes down what happens: the observer of the loop, and more.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use asyncio::observe as core;
use coroscope_trace::{Callback, Event, EventKind, Place, Stream, TaskId};

use crate::{Limits, Outside, bits::Bits, lines::Lines, names::Names, translate, words};

/// Records a run. There is one for each run; it sees the core's events first and
/// adds what the core does not know: output, blocking, buttons, beginning and end.
pub struct Recorder {
    lines: Lines,
    limits: Limits,
    outside: Rc<dyn Outside>,
    time: Cell<f64>,
    state: RefCell<State>,
    marks: Cell<Marks>,
}

/// Counters by which a driver knows how far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Which task had control last.
    pub(crate) last_task: Option<TaskId>,
    /// How many times a task was given control.
    pub(crate) steps: u32,
}

#[derive(Default)]
struct State {
    /// What nobody has taken yet.
    pending: Vec<Event>,
    /// How many events were recorded in all.
    recorded: u32,
    output: usize,
    dropped: u32,
    full: bool,
    /// Nothing is recorded after the end.
    closed: bool,
    /// Loop time moves because the program blocks, which has an event of its own.
    blocking: bool,
    /// The task that has control.
    current: Option<TaskId>,
    /// Those in whose step it runs, because it is eager; the last goes on next.
    outer: Vec<TaskId>,
    /// Handles that will call the program's own functions.
    user: Bits,
    names: Names,
}

impl Recorder {
    pub(crate) fn new(lines: Lines, limits: Limits, outside: Rc<dyn Outside>) -> Rc<Self> {
        Rc::new(Self {
            lines,
            limits,
            outside,
            time: Cell::new(0.0),
            state: RefCell::default(),
            marks: Cell::default(),
        })
    }

    /// Of a Python program, whose places the recorder's user knows.
    pub fn for_python(limits: Limits, outside: Rc<dyn Outside>) -> Rc<Self> {
        Self::new(Lines::plain(), limits, outside)
    }

    pub(crate) fn place(&self, place: core::Place) -> Place {
        self.lines.place(place)
    }

    pub(crate) fn marks(&self) -> Marks {
        self.marks.get()
    }

    /// Loop time as last heard of, in seconds.
    pub fn set_time(&self, time: f64) {
        self.time.set(time);
    }

    /// The task that has control.
    pub fn current_task(&self) -> Option<TaskId> {
        self.state.borrow().current
    }

    /// The tasks that are not done, oldest first.
    pub fn unfinished(&self) -> Vec<TaskId> {
        self.state.borrow().names.unfinished()
    }

    /// How many events were recorded in all.
    pub fn recorded(&self) -> u32 {
        self.state.borrow().recorded
    }

    /// Whether something had to be dropped.
    pub fn is_full(&self) -> bool {
        self.state.borrow().full
    }

    /// Records one event at the present loop time.
    pub fn push(&self, kind: EventKind) {
        let mut state = self.state.borrow_mut();
        if state.closed {
            return;
        }
        state.note(&kind);
        if let EventKind::TaskStepped { task, .. } = kind {
            let steps = self.marks.get().steps.wrapping_add(1);
            self.marks.set(Marks {
                last_task: Some(task),
                steps,
            });
        }
        if let EventKind::Output { text, .. } = &kind {
            state.output = state.output.saturating_add(text.len());
        }
        let over = state.recorded >= self.limits.events || state.output > self.limits.output;
        if state.full || over {
            state.full = true;
            state.dropped = state.dropped.saturating_add(1);
            return;
        }
        state.append(Event {
            time: self.time.get(),
            kind,
        });
        drop(state);
        self.outside.recorded(self.outbox());
    }

    /// Records what the program writes.
    pub fn output(&self, stream: Stream, text: String, place: Place) {
        let task = self.current_task();
        self.push(EventKind::Output {
            stream,
            text,
            task,
            place,
        });
    }

    /// Ends the trace: `last` is the last event, and nothing is recorded after it.
    pub fn close_with(&self, last: EventKind) {
        self.push(last);
        self.state.borrow_mut().closed = true;
    }

    /// Ends a trace that is full.
    pub fn close_full(&self) {
        let mut state = self.state.borrow_mut();
        let dropped = state.dropped;
        let time = self.time.get();
        state.append(Event {
            time,
            kind: EventKind::Truncated { dropped },
        });
        state.closed = true;
    }

    /// Ends the trace without a word, because nobody reads on.
    pub fn close(&self) {
        self.state.borrow_mut().closed = true;
    }

    /// While `during` runs, loop time may move without a `ClockAdvanced`.
    pub fn blocking(&self, during: impl FnOnce()) {
        self.state.borrow_mut().blocking = true;
        during();
        self.state.borrow_mut().blocking = false;
    }

    /// Whoever hears of each event.
    pub fn outside(&self) -> &dyn Outside {
        &*self.outside
    }

    /// The events that nobody has taken yet.
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox(self)
    }

    /// What `CPython` writes to standard error on account of an event.
    fn complain(&self, event: &core::Event<'_>) {
        let text = match event {
            core::Event::CoroutineNeverAwaited { coroutine } => {
                let state = self.state.borrow();
                let id = coroscope_trace::CoroutineId(coroutine.0);
                let (name, line) = state.names.coroutine(id);
                words::never_awaited(name, line)
            }
            core::Event::ExceptionHandler {
                complaint,
                message,
                future,
                exception,
            } => {
                let mut text = format!("{message}\n");
                if let Some(future) = future {
                    let key = match complaint {
                        core::Complaint::DestroyedPending | core::Complaint::ShutdownFailed => {
                            "task"
                        }
                        _ => "future",
                    };
                    let about = self
                        .state
                        .borrow()
                        .names
                        .describe(translate::future(*future));
                    text.extend([key, ": ", &about, "\n"]);
                }
                if let Some(exception) = exception {
                    text.push_str(&words::traceback(exception));
                }
                text
            }
            _ => return,
        };
        self.output(Stream::Stderr, text, Place::default());
    }
}

impl core::Observer for Recorder {
    fn observe(&self, time: f64, event: &core::Event<'_>) {
        self.time.set(time);
        {
            let state = self.state.borrow();
            if state.closed
                || (state.blocking && matches!(event, core::Event::ClockAdvanced { .. }))
            {
                return;
            }
        }
        let gives_control = match event {
            core::Event::TaskStepped { .. } => true,
            core::Event::HandleStarted { handle } => self.state.borrow().user.contains(handle.0),
            _ => false,
        };
        self.push(translate::event(event, &self.lines));
        self.complain(event);
        if gives_control {
            self.outside.about_to_run(self.outbox());
        }
    }
}

impl State {
    fn append(&mut self, event: Event) {
        self.pending.push(event);
        self.recorded = self.recorded.saturating_add(1);
    }

    /// Keeps up with what the events mean, as far as recording needs it.
    fn note(&mut self, kind: &EventKind) {
        self.names.learn(kind);
        match kind {
            EventKind::TaskStepped { task, .. } => {
                self.outer.extend(self.current.replace(*task));
            }
            EventKind::TaskSuspended { task, .. } | EventKind::TaskFinished { task, .. }
                if self.current == Some(*task) =>
            {
                self.current = self.outer.pop();
            }
            EventKind::HandleFinished { .. } => {
                self.current = None;
                self.outer.clear();
            }
            EventKind::HandleScheduled {
                handle,
                callback: Callback::User { .. },
            }
            | EventKind::TimerSet {
                handle,
                callback: Callback::User { .. },
                ..
            } => {
                self.user.insert(handle.0);
            }
            _ => {}
        }
    }
}

/// The events that were recorded and not taken yet.
#[derive(Clone, Copy)]
pub struct Outbox<'a>(&'a Recorder);

impl Outbox<'_> {
    /// How many events wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.state.borrow().pending.len()
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes them all, with the position in the trace of the first.
    #[must_use]
    pub fn take(&self) -> (u32, Vec<Event>) {
        let mut state = self.0.state.borrow_mut();
        // The next batch is about as large as this one.
        let room = Vec::with_capacity(state.pending.len());
        let events = std::mem::replace(&mut state.pending, room);
        let first = state.recorded - events.len() as u32;
        (first, events)
    }
}
