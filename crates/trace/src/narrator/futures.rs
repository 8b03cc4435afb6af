//! Futures.

use coroscope_texts::narrator::futures as text;

use crate::model::Future;
use crate::{EventKind, FutureId, FutureKind, Outcome, TaskId};

use super::{Span, Teller};

impl Teller<'_> {
    pub(super) fn futures(&mut self, kind: &EventKind) {
        match kind {
            EventKind::FutureCreated { future, .. } => {
                if let Some(record) = self.after.future(*future).cloned() {
                    self.made(&record);
                } else {
                    self.say(text::FUTURE_IS_MADE, &[]);
                }
            }
            EventKind::FutureResolved { future, outcome } => self.resolved(*future, outcome),
            _ => {}
        }
    }

    fn made(&mut self, future: &Future) {
        let name = self.future(future.id);
        match future.kind {
            FutureKind::Plain => self.say(text::EMPTY_FUTURE_IS_MADE_WHOEVER, &[name]),
            FutureKind::Sleep => self.say(text::MAKES_A_FUTURE, &[name]),
            FutureKind::Gather => {
                let children = future.children.len() as u32;
                let number = self.number(children);
                self.count(children, text::GATHER_MAKES_ONE_FUTURE_OUT, &[number]);
            }
            FutureKind::Shield => {
                let child = self
                    .child(future.id)
                    .map_or(name, |child| self.future(child));
                self.say(text::SHIELD_PUTS_A_FUTURE, &[child]);
            }
            FutureKind::Task | FutureKind::Waiter | FutureKind::Foreign => {
                self.say(text::FUTURE_IS_MADE_TO_WAIT, &[name]);
            }
        }
    }

    fn resolved(&mut self, id: FutureId, outcome: &Outcome) {
        if self.turn_has_come(id, outcome) {
            return;
        }
        let name = self.future(id);
        let kind = self.after.future(id).map(|it| it.kind);
        let by = self.after.running.map(|task| self.task(task));
        match (kind, outcome) {
            (Some(FutureKind::Sleep), Outcome::Result(_)) => {
                self.say(text::IS_OVER, &[name]);
            }
            (Some(FutureKind::Gather), Outcome::Result(value)) => self.say(
                text::EVERYTHING_GATHER_WAS_GIVEN,
                &[Span::Code(value.clone())],
            ),
            (Some(FutureKind::Gather), Outcome::Exception(error)) => {
                self.say(text::GATHER_ENDS_WITH_THE_FIRST, &[Self::error(error)]);
            }
            (Some(FutureKind::Shield), Outcome::Cancelled(_)) => {
                let child = self.child(id);
                let going = child.and_then(|child| self.after.future(child));
                if let (Some(child), Some(false)) = (child, going.map(|it| it.is_done())) {
                    let child = self.future(child);
                    self.say(text::CANCELLATION_ENDS_AT_THE_SHIELD, &[child]);
                } else {
                    self.say(text::WHAT_STOOD_BEHIND_THE_SHIELD, &[]);
                }
            }
            (_, Outcome::Cancelled(_)) => self.say(text::WAIT_FOR_IS_CANCELLED, &[name]),
            (_, Outcome::Exception(error)) => {
                self.say(text::IS_DONE_WITH_AN_EXCEPTION, &[name, Self::error(error)]);
            }
            (Some(FutureKind::Shield), Outcome::Result(value)) => {
                self.say(text::SHIELD_HAS_THE_RESULT, &[Span::Code(value.clone())]);
            }
            (_, Outcome::Result(value)) => {
                let value = Span::Code(value.clone());
                match by {
                    Some(by) => self.say(text::SETS_THE_RESULT, &[by, name, value]),
                    None => self.say(text::IS_DONE_ITS_RESULT, &[name, value]),
                }
            }
        }
        let waiters = self.waiters(id);
        if let ([one], Outcome::Cancelled(_)) = (&*waiters, outcome) {
            let one = self.task(*one);
            return self.say(text::WHICH_WAITED_THERE_JOINS, &[one]);
        }
        self.wakes(&waiters, kind == Some(FutureKind::Plain));
    }

    /// Who is woken by the end of a future.
    fn wakes(&mut self, waiters: &[TaskId], say_none: bool) {
        match *waiters {
            [] if say_none => self.say(text::NOBODY_WAITS_FOR_IT_YET, &[]),
            [] => self.full_stop(),
            [one] => {
                let one = self.task(one);
                self.say(text::WHICH_WAITS_FOR_IT_JOINS, &[one]);
            }
            _ => {
                let count = waiters.len() as u32;
                let number = self.number(count);
                self.count(count, text::TASKS_THAT_WAIT, &[number]);
            }
        }
    }
}
