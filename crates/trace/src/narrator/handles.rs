//! Handles and timers.

use coroscope_texts::narrator::handles as text;

use crate::model::TaskState;
use crate::{Callback, EventKind, FutureId, HandleId, RunStage};

use super::{Span, Teller, tasks::LATE};

impl Teller<'_> {
    pub(super) fn handles(&mut self, kind: &EventKind) {
        match kind {
            EventKind::HandleScheduled { callback, .. } => self.scheduled(callback),
            EventKind::HandleStarted { handle } => match self.callback(*handle) {
                Some(callback) => self.started(*handle, &callback),
                None => self.say(text::LOOP_RUNS_THE_NEXT_CALLBACK, &[]),
            },
            EventKind::HandleFinished { .. } => {
                self.say(text::CALLBACK_HAS_RETURNED_AND_CONTROL, &[]);
            }
            EventKind::HandleCancelled { .. } => self.say(text::CALLBACK_IN_THE_READY_QUEUE, &[]),
            EventKind::HandleSkipped { .. } => self.say(text::LOOP_COMES_TO_A_CANCELLED, &[]),
            EventKind::TimerSet {
                handle,
                deadline,
                callback,
                ..
            } => self.timer_set(*handle, *deadline, callback),
            EventKind::TimerFired { handle } => match self.callback(*handle) {
                Some(callback) => self.timer_fired(*handle, &callback),
                None => self.say(text::TIMER_IS_DUE_ITS_CALLBACK, &[]),
            },
            EventKind::TimerCancelled { handle } => self.timer_cancelled(*handle),
            _ => {}
        }
    }

    fn scheduled(&mut self, callback: &Callback) {
        match *callback {
            Callback::TaskStep { task } => {
                let started = self.after.task(task).is_some_and(|it| it.started);
                let task = self.task(task);
                if started {
                    self.say(text::GOES_TO_THE_END, &[task]);
                } else {
                    self.say(text::JOINS_THE_READY_QUEUE, &[task]);
                }
            }
            Callback::TaskWakeup { task, future } => {
                let (task, future) = (self.task(task), self.future(future));
                self.say(text::WAIT_FOR_IS_OVER_JOINS, &[task, future]);
            }
            Callback::SleepOver { future } => {
                let future = self.future(future);
                self.say(text::CALLBACK_THAT_ENDS_JOINS, &[future]);
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                self.say(text::HAS_NO_TIME_AT_ALL, &[task]);
            }
            Callback::GatherChild { child, .. } => {
                let child = self.future(child);
                self.say(text::IS_DONE_A_CALLBACK, &[child]);
            }
            Callback::ShieldLink { inner, .. } => {
                let inner = self.future(inner);
                self.say(text::CALLBACK_BETWEEN_AND_ITS_SHIELD, &[inner]);
            }
            Callback::StopLoop { future } => {
                let future = self.future(future);
                self.say(text::IS_DONE_THE_CALLBACK, &[future]);
            }
            Callback::User { ref name } => {
                self.say(text::CALLBACK_JOINS_THE_READY_QUEUE, &[Self::code(name)]);
            }
        }
    }

    fn started(&mut self, handle: HandleId, callback: &Callback) {
        match *callback {
            Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } => {
                let task = self.task(task);
                self.say(text::LOOP_TAKES_FROM_THE_READY, &[task]);
            }
            Callback::SleepOver { future } => {
                let future = self.future(future);
                self.say(text::TIME_OF_IS_UP, &[future]);
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                match self.length(handle) {
                    Some(length) => {
                        let length = self.seconds(length);
                        self.say(text::TIME_LIMIT, &[task, length]);
                    }
                    None => self.say(text::ITS_TIME_LIMIT_IS_OVER, &[task]),
                }
            }
            Callback::GatherChild { child, outer } => self.gather_counts(child, outer),
            Callback::ShieldLink { inner, outer } => {
                let over = self.after.future(outer).is_none_or(|it| it.is_done());
                let inner = self.future(inner);
                if over {
                    self.say(text::SHIELD_HAS_NOTHING_TO_HAND, &[inner]);
                } else {
                    self.say(text::SHIELD_HANDS_THE_OUTCOME, &[inner]);
                }
            }
            Callback::StopLoop { .. } if self.after.stage >= Some(RunStage::CancelLeftovers) => {
                self.say(text::EVERYTHING_THAT_WAS_CANCELLED, &[]);
            }
            Callback::StopLoop { future } => {
                let future = self.future(future);
                self.say(text::ASYNCIO_RUN_HAS_BEEN_WAITING, &[future]);
            }
            Callback::User { ref name } => self.say(text::LOOP_CALLS, &[Self::code(name)]),
        }
    }

    fn gather_counts(&mut self, child: FutureId, outer: FutureId) {
        let children = self.after.future(outer).map(|it| it.children.clone());
        let children = children.unwrap_or_default();
        // Large gathers are not counted: it would take longer than the run.
        let countable = (1..=64).contains(&children.len());
        let child = self.future(child);
        if !countable {
            self.say(text::GATHER_NOTES_THAT_IS_DONE, &[child]);
            return;
        }
        let done = |id: &&FutureId| self.after.future(**id).is_some_and(|it| it.is_done());
        let done = children.iter().filter(done).count();
        let (done, all) = (self.number(done as u32), self.number(children.len() as u32));
        self.say(text::GATHER_NOTES_THAT_IS_DONE_OF, &[child, done, all]);
    }

    fn timer_set(&mut self, handle: HandleId, deadline: f64, callback: &Callback) {
        let time = self.seconds(deadline);
        match *callback {
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                let length = self.seconds(self.length(handle).unwrap_or_default());
                self.say(text::GETS_IF_IT_STILL_WAITS, &[task, length, time]);
            }
            Callback::User { ref name } => self.say(text::TIMER_IS_SET, &[Self::code(name), time]),
            _ => {
                self.say(text::TIMER_IS_SET_FOR_T, &[time]);
                self.name_callback(callback);
                self.full_stop();
            }
        }
    }

    fn timer_fired(&mut self, handle: HandleId, callback: &Callback) {
        let time = self.seconds(self.after.now);
        match *callback {
            Callback::SleepOver { future } => {
                let due = self.after.future(future).and_then(|it| it.due);
                let future = self.future(future);
                if let Some(due) = due.filter(|due| self.after.now > due + LATE) {
                    let due = self.seconds(due);
                    return self.say(text::ONLY_NOW_AT_T, &[time, future, due]);
                }
                self.say(text::IT_IS_T, &[time, future]);
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                let length = self.seconds(self.length(handle).unwrap_or_default());
                self.say(text::IT_IS_T_THE_TIME, &[time, task, length]);
            }
            _ => {
                let mut name = super::callback_name(self.after, callback, self.lang);
                let name = name.0.pop().unwrap_or(Span::Text("?".into()));
                self.say(text::IT_IS_T_AND, &[time, name]);
            }
        }
    }

    fn timer_cancelled(&mut self, handle: HandleId) {
        match self.callback(handle) {
            Some(Callback::TimeLimit { task }) => {
                let running = self.after.task(task).map(|it| it.state) == Some(TaskState::Running);
                let task = self.task(task);
                if running {
                    self.say(text::IS_IN_TIME_THE_TIMER, &[task]);
                } else {
                    self.say(text::TIMER_OF_TIME_LIMIT, &[task]);
                }
            }
            Some(Callback::SleepOver { future }) => {
                let future = self.future(future);
                self.say(text::TIMER_OF_IS_CANCELLED_NOBODY, &[future]);
            }
            Some(Callback::User { name }) => {
                self.say(text::TIMER_OF_IS_CANCELLED, &[Self::code(&name)]);
            }
            _ => self.say(text::TIMER_IS_CANCELLED, &[]),
        }
    }
}
