//! Writes down what happens: the observer of the loop, and more.

use std::{
    cell::{Cell, RefCell, RefMut},
    rc::Rc,
};

use asyncio::observe as core;
use coroscope_trace::{
    CoroutineId, Event, EventKind, FutureId, Packed, Packer, Place, Stream, Tag, TaskId,
};

use crate::{
    Limits, Outside,
    lines::Lines,
    notes::{Marks, Notes},
    translate::{self, After},
    words,
};

/// Records a run. There is one for each run; it sees the core's events first and
/// adds what the core does not know: output, blocking, buttons, beginning and end.
pub struct Recorder {
    lines: Lines,
    limits: Limits,
    outside: Rc<dyn Outside>,
    time: Cell<f64>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// What nobody has taken yet.
    pending: Packer,
    /// How many events were recorded in all.
    recorded: u32,
    output: usize,
    dropped: u32,
    full: bool,
    /// Nothing is recorded after the end.
    closed: bool,
    /// Loop time moves because the program blocks, which has an event of its own.
    blocking: bool,
    notes: Notes,
}

impl Recorder {
    pub(crate) fn new(lines: Lines, limits: Limits, outside: Rc<dyn Outside>) -> Rc<Self> {
        Rc::new(Self {
            lines,
            limits,
            outside,
            time: Cell::new(0.0),
            state: RefCell::default(),
        })
    }

    /// Of a Python program, whose places the recorder's user knows.
    pub fn for_python(limits: Limits, outside: Rc<dyn Outside>) -> Rc<Self> {
        Self::new(Lines::python(), limits, outside)
    }

    pub(crate) fn place(&self, place: core::Place) -> Place {
        self.lines.place(place)
    }

    pub(crate) fn marks(&self) -> Marks {
        self.state.borrow().notes.marks
    }

    /// Loop time as last heard of, in seconds.
    pub fn set_time(&self, time: f64) {
        self.time.set(time);
    }

    /// The task that has control.
    pub fn current_task(&self) -> Option<TaskId> {
        self.state.borrow().notes.current
    }

    /// The tasks that are not done, oldest first.
    pub fn unfinished(&self) -> Vec<TaskId> {
        self.state.borrow().notes.names.unfinished()
    }

    /// How many events were recorded in all.
    pub fn recorded(&self) -> u32 {
        self.state.borrow().recorded
    }

    /// Whether something had to be dropped.
    pub fn is_full(&self) -> bool {
        self.state.borrow().full
    }

    /// Records an event that the core does not know, at the present loop time. `fields`
    /// packs what belongs to it.
    pub fn push(&self, tag: Tag, fields: impl FnOnce(&mut Packer)) {
        let mut state = self.state.borrow_mut();
        if state.closed || !state.has_room(self.limits) {
            return;
        }
        fields(state.pending.begin(self.time.get(), tag));
        self.recorded_one(state);
    }

    /// Records what happened to a task, future or coroutine that the core does not know: a guest's.
    pub fn record(&self, kind: EventKind) {
        let mut state = self.state.borrow_mut();
        match kind {
            EventKind::TaskStepped { task, .. } => state.notes.stepped(task),
            EventKind::TaskSuspended { task, .. } | EventKind::TaskFinished { task, .. } => {
                state.notes.stopped(task);
            }
            _ => {}
        }
        if state.closed || !state.has_room(self.limits) {
            return;
        }
        let time = self.time.get();
        // The only error would be a buffer that is full, and this one grows.
        if let Ok(event) = postcard::to_allocvec(&Event { time, kind }) {
            state.pending.whole(&event);
            self.recorded_one(state);
        }
    }

    /// The line of the Python program at which the core's next events happen.
    pub fn at_line(&self, line: u32) {
        self.lines.at(line);
    }

    /// Counts the event that was just packed, and says so.
    #[inline]
    fn recorded_one(&self, mut state: RefMut<'_, State>) {
        state.recorded = state.recorded.saturating_add(1);
        drop(state);
        self.outside.recorded(self.outbox());
    }

    /// Records what the program writes, as far as there is room.
    pub fn output(&self, stream: Stream, text: &str, place: Place) {
        let (task, fits) = {
            let mut state = self.state.borrow_mut();
            if state.closed {
                return;
            }
            let room = self.limits.output.saturating_sub(state.output);
            let fits = &text[..text.floor_char_boundary(room)];
            state.output = state.output.saturating_add(fits.len());
            (state.notes.current, fits)
        };
        if !fits.is_empty() {
            self.push(Tag::Output, |out| {
                out.put(stream).put(fits).put(task).put(place);
            });
        }
        if fits.len() < text.len() {
            // The rest counts as dropped, and so does all that comes after it.
            let mut state = self.state.borrow_mut();
            state.output = usize::MAX;
            state.has_room(self.limits);
        }
    }

    /// Ends the trace: this is the last event, and nothing is recorded after it.
    pub fn close_with(&self, tag: Tag, fields: impl FnOnce(&mut Packer)) {
        self.push(tag, fields);
        self.close();
    }

    /// Ends a trace that is full, unless it has ended.
    pub fn close_full(&self) {
        let mut state = self.state.borrow_mut();
        if state.closed {
            return;
        }
        let dropped = state.dropped;
        let time = self.time.get();
        state.pending.begin(time, Tag::Truncated).put(dropped);
        state.recorded = state.recorded.saturating_add(1);
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
                let id = CoroutineId(coroutine.0);
                let (name, line) = state.notes.names.coroutine(id);
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
                    let about = self.state.borrow().notes.names.describe(FutureId(future.0));
                    text.extend([key, ": ", &about, "\n"]);
                }
                if let Some(exception) = exception {
                    text.push_str(&words::traceback(exception));
                }
                text
            }
            _ => return,
        };
        self.output(Stream::Stderr, &text, Place::default());
    }
}

impl core::Observer for Recorder {
    fn observe(&self, time: f64, event: &core::Event<'_>) {
        self.time.set(time);
        let mut state = self.state.borrow_mut();
        if state.closed || (state.blocking && matches!(event, core::Event::ClockAdvanced { .. })) {
            return;
        }
        if !state.has_room(self.limits) {
            return;
        }
        let State { pending, notes, .. } = &mut *state;
        let after = translate::event(pending, time, event, &self.lines, notes);
        self.recorded_one(state);
        match after {
            After::Nothing => {}
            After::Control => self.outside.about_to_run(self.outbox()),
            After::Complaint => self.complain(event),
        }
    }
}

impl State {
    /// Whether one more event may be recorded; if not, it counts as dropped.
    #[inline]
    fn has_room(&mut self, limits: Limits) -> bool {
        if !self.full && self.recorded < limits.events && self.output <= limits.output {
            return true;
        }
        self.full = true;
        self.dropped = self.dropped.saturating_add(1);
        false
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
    pub fn take(&self) -> (u32, Packed) {
        let mut state = self.0.state.borrow_mut();
        let events = state.pending.take();
        (state.recorded - events.len() as u32, events)
    }
}
