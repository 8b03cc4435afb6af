//! What goes wrong, and what asyncio would keep silent about.

use coroscope_texts::narrator::{common, trouble as text};

use crate::{Complaint, EventKind, Exception, FutureId, TaskId};

use super::{Span, Teller, resource_wait, words};

/// In a deadlock, so many tasks are named.
const NAMED: usize = 3;

impl Teller<'_> {
    pub(super) fn trouble(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Deadlocked { waiting } => self.deadlock(waiting),
            EventKind::BlockingCalled { seconds, task, .. } => {
                let length = self.seconds(*seconds);
                match task.map(|task| self.task(task)) {
                    Some(task) => self.say(text::MAKES_A_CALL_THAT_BLOCKS, &[task, length]),
                    None => self.say(text::PROGRAM_MAKES_A_CALL, &[length]),
                }
            }
            EventKind::Blocked { seconds, task, .. } => {
                let length = self.seconds(*seconds);
                match task.map(|task| self.task(task)) {
                    Some(task) => self.say(text::HAS_BLOCKED_THE_THREAD, &[task, length]),
                    None => self.say(text::PROGRAM_HAS_BLOCKED_THE_THREAD, &[length]),
                }
            }
            EventKind::SlowCallback { handle, seconds } => {
                let length = self.seconds(*seconds);
                let task = self.after.recent_handle(*handle);
                let task = task.and_then(|it| self.after.callback_task(&it.callback));
                match task.map(|task| self.task(task)) {
                    Some(task) => self.say(text::THIS_STEP_OF_TOOK_ALL, &[task, length]),
                    None => self.say(text::THIS_CALLBACK_TOOK_ALL, &[length]),
                }
            }
            EventKind::ExceptionHandler {
                complaint,
                message,
                future,
                exception,
            } => self.complain(*complaint, message, *future, exception.as_ref()),
            _ => {}
        }
    }

    fn deadlock(&mut self, waiting: &[TaskId]) {
        self.say(text::DEADLOCK, &[]);
        for (index, id) in waiting.iter().take(NAMED).enumerate() {
            if index > 0 {
                self.say(common::SEMICOLON, &[]);
            }
            let task = self.task(*id);
            let record = self.after.task(*id);
            if let Some(resource) = record.and_then(|task| self.after.queues_for(task)) {
                let on = resource_wait(resource, self.after, self.lang);
                self.say(text::WAITS_FOR, &[task]);
                self.sentence.append(&on);
                continue;
            }
            let on = record.and_then(|task| self.after.waiting_on(task));
            match on.map(Self::code) {
                Some(on) => self.say(text::WAITS_FOR_IT, &[task, on]),
                None => self.say(text::WAITS, &[task]),
            }
        }
        match waiting.len() {
            0 => self.say(text::LOOP_WAITS, &[]),
            more if more > NAMED => {
                let rest = self.number((more - NAMED) as u32);
                self.say(text::AND_MORE, &[rest]);
            }
            _ => {}
        }
        self.say(text::AND_NOTHING_IS_LEFT, &[]);
    }

    fn complain(
        &mut self,
        complaint: Complaint,
        message: &str,
        future: Option<FutureId>,
        exception: Option<&Exception>,
    ) {
        let who = future.map_or(Span::Text("?".into()), |future| self.future(future));
        let error = match exception {
            Some(error) => Self::error(error),
            None => Span::Alarm(words::shorten(message)),
        };
        match complaint {
            Complaint::NeverRetrieved => self.say(text::ENDED_WITH_AND_NOBODY_EVER, &[who, error]),
            Complaint::DestroyedPending => self.say(text::WAS_THROWN_AWAY_WHILE, &[who]),
            Complaint::CallbackFailed => self.say(text::CALLBACK_RAISED_THE_LOOP_WRITES, &[error]),
            Complaint::ShieldedFailed => self.say(text::FAILED_BEHIND_ITS_SHIELD, &[who, error]),
            Complaint::ShutdownFailed => {
                self.say(text::WHILE_ASYNCIO_RUN_WAS_TIDYING, &[who, error]);
            }
            Complaint::Other => self.say(
                text::LOOP_EXCEPTION_HANDLER_IS_CALLED,
                &[Span::Code(words::shorten(message))],
            ),
        }
    }
}
