//! A few words for the history of one task.

use alloc::{rc::Rc, string::String};

use coroscope_texts::narrator::brief as text;

use crate::{Awaited, Callback, CancelEffect, Event, EventKind, FutureId, Model, Outcome, TaskId};

use super::{Lang, Sentence, Span, Teller, words};

/// What happened to a task, as little of it as its history needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// It was created and put in the queue.
    Created,
    /// It was created and begins at once.
    CreatedEager,
    /// It was given another name.
    Renamed(Rc<str>),
    /// Its first step.
    Began,
    /// It goes on after an `await`.
    Resumed,
    /// An exception was thrown into it.
    Received(Rc<str>),
    /// It is suspended on this.
    Awaits(Rc<str>),
    /// It was woken by a timer.
    WokenByTimer,
    /// It was woken by a task, or by itself if that is not known.
    WokenBy(TaskId),
    /// It was woken by a callback of the loop, or from outside.
    Woken,
    /// It wrote this.
    Printed(Rc<str>),
    /// It blocked the loop, for so many seconds.
    Blocked(f64),
    /// Its cancellation was asked for, by a task or by the loop.
    CancelAsked(Option<TaskId>),
    /// Its cancellation was asked for when it was done.
    CancelRefused,
    /// It ended.
    Ended(Outcome),
    /// The exception handler was told about it.
    Reported(Rc<str>),
}

/// What an event means for the history of a task: the task and what happened to
/// it. `after` is the model after it.
pub(crate) fn happening(after: &Model, event: &Event) -> Option<(TaskId, Happening)> {
    Some(match &event.kind {
        EventKind::TaskCreated {
            task, eager: true, ..
        } => (*task, Happening::CreatedEager),
        EventKind::TaskCreated { task, .. } => (*task, Happening::Created),
        EventKind::TaskRenamed { task, name } => (*task, Happening::Renamed(name.as_str().into())),
        EventKind::TaskStepped {
            task,
            exception: Some(error),
        } => (*task, Happening::Received(error.type_name.as_str().into())),
        EventKind::TaskStepped { task, .. } => {
            let began = after.task(*task).is_some_and(|it| it.frames.is_empty());
            let what = if began {
                Happening::Began
            } else {
                Happening::Resumed
            };
            (*task, what)
        }
        EventKind::TaskSuspended { task, on, .. } => {
            let label = match on {
                Awaited::Future(future) => after.future_label(*future),
                Awaited::NextIteration => "sleep(0)",
                Awaited::Foreign => "…",
            };
            (*task, Happening::Awaits(label.into()))
        }
        EventKind::TaskCancelRequested {
            task,
            effect: CancelEffect::AlreadyDone,
            ..
        } => (*task, Happening::CancelRefused),
        EventKind::TaskCancelRequested { task, by, .. } => (*task, Happening::CancelAsked(*by)),
        EventKind::TaskFinished { task, outcome } => (*task, Happening::Ended(outcome.clone())),
        EventKind::HandleScheduled {
            callback: Callback::TaskWakeup { task, future },
            ..
        } => (*task, woken(after, *future)),
        EventKind::Output {
            task: Some(task),
            text,
            ..
        } => (*task, Happening::Printed(words::shorten(text).into())),
        EventKind::Blocked {
            task: Some(task),
            seconds,
            ..
        } => (*task, Happening::Blocked(*seconds)),
        EventKind::ExceptionHandler {
            future: Some(future),
            message,
            ..
        } => {
            let task = after.future(*future)?.task?;
            (task, Happening::Reported(words::shorten(message).into()))
        }
        _ => return None,
    })
}

fn woken(after: &Model, future: FutureId) -> Happening {
    if let Some(task) = after.future(future).and_then(|it| it.task) {
        return Happening::WokenBy(task);
    }
    match (after.running, after.current_handle()) {
        (Some(task), _) => Happening::WokenBy(task),
        (None, Some(handle)) if handle.deadline.is_some() => Happening::WokenByTimer,
        _ => Happening::Woken,
    }
}

/// A few words for one entry of a task's history, without a full stop: "awaits
/// `sleep(3)`", "woken by its timer". `model` need only know the tasks' labels.
pub fn brief(happening: &Happening, model: &Model, lang: Lang) -> Sentence {
    let mut teller = Teller {
        before: model,
        after: model,
        lang,
        sentence: Sentence::default(),
    };
    teller.brief(happening);
    teller.sentence
}

impl Teller<'_> {
    fn brief(&mut self, happening: &Happening) {
        match happening {
            Happening::Created => self.say(text::CREATED_PUT_IN_THE_QUEUE, &[]),
            Happening::CreatedEager => {
                self.say(text::CREATED_BEGINS_AT_ONCE, &[]);
            }
            Happening::Renamed(name) => {
                self.say(text::RENAMED_TO, &[Self::code(name)]);
            }
            Happening::Began => self.say(text::FIRST_STEP, &[]),
            Happening::Resumed => self.say(text::GOES_ON, &[]),
            Happening::Received(error) => self.say(
                text::ITS_AWAIT_RAISES,
                &[Span::Alarm(String::from(&**error))],
            ),
            Happening::Awaits(label) => {
                self.say(text::AWAITS, &[Self::code(label)]);
            }
            Happening::WokenByTimer => self.say(text::WOKEN_BY_ITS_TIMER, &[]),
            Happening::WokenBy(task) => {
                let task = self.task(*task);
                self.say(text::WOKEN_BY, &[task]);
            }
            Happening::Woken => self.say(text::WOKEN_BY_NOBODY, &[]),
            Happening::Printed(text) => {
                let text = self.written(text);
                self.say(text::PRINTS, &[text]);
            }
            Happening::Blocked(seconds) => {
                let seconds = self.seconds(*seconds);
                self.say(text::BLOCKS_THE_LOOP, &[seconds]);
            }
            Happening::CancelAsked(Some(by)) => {
                let by = self.task(*by);
                self.say(text::ASKS_TO_CANCEL, &[by]);
            }
            Happening::CancelAsked(None) => self.say(text::ASKED_TO_END, &[]),
            Happening::CancelRefused => self.say(text::ASKED_TO_END_BUT, &[]),
            Happening::Ended(Outcome::Result(value)) => {
                self.say(text::RETURNS, &[Self::code(value)]);
            }
            Happening::Ended(Outcome::Cancelled(_)) => {
                self.say(text::ENDS_CANCELLED, &[]);
            }
            Happening::Ended(Outcome::Exception(error)) => {
                self.say(text::ENDS_WITH, &[Self::error(error)]);
            }
            Happening::Reported(message) => {
                self.say(text::REPORTED, &[Self::code(message)]);
            }
        }
    }
}
