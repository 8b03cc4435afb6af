//! One sentence for each event, in plain words: what a good teacher would say at
//! that moment, with the names of the learner's own program.
//!
//! Sentences are data ([`Sentence`]), so that a page can colour the tasks in
//! them and a terminal can print them.
//!
//! ```
//! use coroscope_trace::{Event, EventKind, Model, apply, narrator::{Lang, narrate}};
//!
//! let event = Event { time: 2.0, kind: EventKind::ClockAdvanced { from: 0.0 } };
//! let before = Model::new();
//! let mut after = before.clone();
//! apply(&mut after, &event);
//! let sentence = narrate(&before, &after, &event, Lang::RU);
//! assert_eq!(sentence.plain(), "Спустя 2\u{a0}с: теперь t = 2\u{a0}с.");
//! ```

mod brief;
mod cancel;
mod coroutines;
mod eager;
mod futures;
mod handles;
mod program;
mod resources;
mod sentence;
mod tasks;
mod trouble;
pub mod words;

use alloc::{rc::Rc, vec::Vec};

use coroscope_texts::{
    Text,
    narrator::{callbacks as text, common},
};

use crate::{
    Callback, CoroutineId, Event, EventKind, Exception, FutureId, HandleId, Model, TaskId,
};

pub(crate) use brief::happening;
pub use brief::{Happening, brief};
pub use coroscope_texts::{Code, Lang};
pub use resources::{resource_name, resource_state, resource_wait};
pub use sentence::{Sentence, Span};

/// The sentence for an event, given the models right before and right after it.
pub fn narrate(before: &Model, after: &Model, event: &Event, lang: Lang) -> Sentence {
    let mut teller = Teller {
        before,
        after,
        lang,
        sentence: Sentence::default(),
    };
    teller.tell(&event.kind);
    teller.sentence
}

/// What a callback is called in lists: the task it resumes, `sleep(1)`, "time
/// limit".
pub fn callback_name(model: &Model, callback: &Callback, lang: Lang) -> Sentence {
    let mut teller = Teller {
        before: model,
        after: model,
        lang,
        sentence: Sentence::default(),
    };
    teller.name_callback(callback);
    teller.sentence
}

/// What is known while a sentence is made.
struct Teller<'a> {
    before: &'a Model,
    after: &'a Model,
    lang: Lang,
    sentence: Sentence,
}

impl Teller<'_> {
    fn tell(&mut self, kind: &EventKind) {
        match kind {
            EventKind::ProgramStarted
            | EventKind::RunStage { .. }
            | EventKind::ProgramFinished { .. }
            | EventKind::LoopStarted
            | EventKind::IterationStarted { .. }
            | EventKind::ClockAdvanced { .. }
            | EventKind::Idle { .. }
            | EventKind::LoopStopped
            | EventKind::LoopClosed { .. }
            | EventKind::Output { .. }
            | EventKind::ButtonOffered { .. }
            | EventKind::ButtonPressed { .. }
            | EventKind::Truncated { .. } => self.program(kind),

            EventKind::HandleScheduled { .. }
            | EventKind::HandleStarted { .. }
            | EventKind::HandleFinished { .. }
            | EventKind::HandleCancelled { .. }
            | EventKind::HandleSkipped { .. }
            | EventKind::TimerSet { .. }
            | EventKind::TimerFired { .. }
            | EventKind::TimerCancelled { .. } => self.handles(kind),

            EventKind::CoroutineCreated { .. }
            | EventKind::CoroutineEntered { .. }
            | EventKind::CoroutineSuspended { .. }
            | EventKind::CoroutineResumed { .. }
            | EventKind::CoroutineFinished { .. }
            | EventKind::CoroutineNeverAwaited { .. } => self.coroutines(kind),

            EventKind::TaskCreated { .. }
            | EventKind::TaskRenamed { .. }
            | EventKind::TaskStepped { .. }
            | EventKind::TaskSuspended { .. }
            | EventKind::TaskFinished { .. } => self.tasks(kind),

            EventKind::TaskCancelRequested { .. } | EventKind::TaskUncancelled { .. } => {
                self.cancellation(kind);
            }

            EventKind::FutureCreated { .. } | EventKind::FutureResolved { .. } => {
                self.futures(kind);
            }

            EventKind::ResourceCreated { .. }
            | EventKind::ResourceAwaited { .. }
            | EventKind::ResourceChanged { .. } => self.resources(kind),

            EventKind::Deadlocked { .. }
            | EventKind::BlockingCalled { .. }
            | EventKind::Blocked { .. }
            | EventKind::ExceptionHandler { .. }
            | EventKind::SlowCallback { .. } => self.trouble(kind),
        }
    }

    // ── putting a sentence together ─────────────────────────────────────

    /// Says a text.
    fn say(&mut self, text: Text, args: &[Span]) {
        self.sentence.fill(self.lang.text(text), args);
    }

    /// Ends a sentence.
    fn full_stop(&mut self) {
        self.say(common::FULL_STOP, &[]);
    }

    /// Says the form that goes with a number.
    fn count(&mut self, count: u32, text: Text, args: &[Span]) {
        self.sentence.fill(self.lang.plural(count, text), args);
    }

    // ── the things a sentence is about ──────────────────────────────────

    /// A task; by what is known after the event, else before it.
    fn task(&self, id: TaskId) -> Span {
        let known = self.after.task(id).or_else(|| self.before.task(id));
        match known {
            Some(task) => Span::Task(id, Rc::clone(&task.label)),
            None => Span::Code("?".into()),
        }
    }

    /// A future: a task by its label, anything else as it was written.
    fn future(&self, id: FutureId) -> Span {
        match self.after.future(id).and_then(|future| future.task) {
            Some(task) => self.task(task),
            None => Span::Code(self.after.future_label(id).into()),
        }
    }

    /// What stands behind a `shield` or is the only child of something.
    fn child(&self, id: FutureId) -> Option<FutureId> {
        self.after.future(id)?.children.first().copied()
    }

    fn coroutine(&self, id: CoroutineId) -> Span {
        let name = self.after.coroutine(id).map_or("?", |it| &it.name);
        Span::Code(name.into())
    }

    fn call(&self, id: CoroutineId) -> Span {
        let mut name =
            alloc::string::String::from(self.after.coroutine(id).map_or("?", |it| &it.name));
        name.push_str("()");
        Span::Code(name)
    }

    fn seconds(&self, seconds: f64) -> Span {
        Span::Text(words::seconds(seconds, self.lang))
    }

    fn number(&self, number: u32) -> Span {
        Span::Text(words::number(f64::from(number), self.lang))
    }

    fn error(exception: &Exception) -> Span {
        Span::Alarm(words::exception(exception))
    }

    fn code(text: &str) -> Span {
        Span::Code(text.into())
    }

    /// The callback of a handle, wherever it is still known.
    fn callback(&self, id: HandleId) -> Option<Callback> {
        let handle = self.before.handle(id).or_else(|| self.after.handle(id));
        handle.map(|handle| handle.callback.clone())
    }

    /// For how long a handle's timer was set, in seconds.
    fn length(&self, id: HandleId) -> Option<f64> {
        let handle = self.after.handle(id).or_else(|| self.before.handle(id))?;
        Some(handle.deadline? - handle.start)
    }

    /// The length of this task's time limit in seconds, if its callback runs now.
    fn limit(&self, task: TaskId) -> Option<f64> {
        let current = self.after.current_handle()?;
        (current.callback == Callback::TimeLimit { task }).then_some(())?;
        self.length(current.id)
    }

    /// The tasks that wait for a future, before its end woke them.
    fn waiters(&self, id: FutureId) -> Vec<TaskId> {
        let future = self.before.future(id);
        future.map_or_else(Vec::new, |future| future.waiters.clone())
    }

    /// Names a callback in a list.
    fn name_callback(&mut self, callback: &Callback) {
        match *callback {
            Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } => {
                let task = self.task(task);
                self.sentence.span(&task);
            }
            Callback::SleepOver { future } => {
                let future = self.future(future);
                self.sentence.span(&future);
            }
            Callback::TimeLimit { .. } => self.say(text::TIME_LIMIT, &[]),
            Callback::GatherChild { .. } => self.say(text::GATHER, &[]),
            Callback::ShieldLink { .. } => self.say(text::SHIELD, &[]),
            Callback::StopLoop { .. } => self.say(text::STOP_THE_LOOP, &[]),
            Callback::User { ref name } => self.sentence.span(&Self::code(name)),
        }
    }
}
