//! What goes wrong, and what asyncio would keep silent about.

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
                    Some(task) => self.say(
                        "{0} makes a call that blocks for {1}. It is no `await`: control does not go back to the loop.",
                        "Задача {0} делает вызов, который блокирует поток на {1}. Это не `await`: управление циклу не возвращается.",
                        &[task, length],
                    ),
                    None => self.say(
                        "The program makes a call that blocks for {0}.",
                        "Программа делает вызов, который блокирует поток на {0}.",
                        &[length],
                    ),
                }
            }
            EventKind::Blocked { seconds, task, .. } => {
                let length = self.seconds(*seconds);
                match task.map(|task| self.task(task)) {
                    Some(task) => self.say(
                        "{0} has blocked the thread for {1} without an `await`: nobody else could run meanwhile.",
                        "Задача {0} заняла поток на {1}, ни разу не дойдя до `await`: все остальные это время стояли.",
                        &[task, length],
                    ),
                    None => self.say(
                        "The program has blocked the thread for {0}: no task could run meanwhile.",
                        "Программа заняла поток на {0}: ни одна задача в это время не работала.",
                        &[length],
                    ),
                }
            }
            EventKind::SlowCallback { handle, seconds } => {
                let length = self.seconds(*seconds);
                let task = self.after.recent_handle(*handle);
                let task = task.and_then(|it| self.after.callback_task(&it.callback));
                match task.map(|task| self.task(task)) {
                    Some(task) => self.say(
                        "This step of {0} took {1}. All that time the loop could do nothing else.",
                        "Этот шаг задачи {0} занял {1}. Всё это время цикл не мог делать ничего другого.",
                        &[task, length],
                    ),
                    None => self.say(
                        "This callback took {0}. All that time the loop could do nothing else.",
                        "Этот колбэк занял {0}. Всё это время цикл не мог делать ничего другого.",
                        &[length],
                    ),
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
        self.say("Deadlock: ", "Взаимная блокировка: ", &[]);
        for (index, id) in waiting.iter().take(NAMED).enumerate() {
            if index > 0 {
                self.say("; ", "; ", &[]);
            }
            let task = self.task(*id);
            let record = self.after.task(*id);
            if let Some(resource) = record.and_then(|task| self.after.queues_for(task)) {
                let on = resource_wait(resource, self.after, self.lang);
                self.say("{0} waits for ", "{0} ждёт ", &[task]);
                self.sentence.append(&on);
                continue;
            }
            let on = record.and_then(|task| self.after.waiting_on(task));
            match on.map(Self::code) {
                Some(on) => self.say("{0} waits for {1}", "{0} ждёт {1}", &[task, on]),
                None => self.say("{0} waits", "{0} ждёт", &[task]),
            }
        }
        match waiting.len() {
            0 => self.say("the loop waits", "цикл ждёт", &[]),
            more if more > NAMED => {
                let rest = self.number((more - NAMED) as u32);
                self.say("; and {0} more", "; и ещё {0}", &[rest]);
            }
            _ => {}
        }
        self.say(
            ", and nothing is left that could wake anybody. Python would hang here for ever, without a word.",
            ", и разбудить их больше некому. Python молча завис бы здесь навсегда.",
            &[],
        );
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
            Complaint::NeverRetrieved => self.say(
                "{0} ended with {1}, and nobody ever asked how it ended. All asyncio can do is write that to its log.",
                "{0} завершается исключением {1}, но об итоге так никто и не спросил. Всё, что может asyncio, — записать это в журнал.",
                &[who, error],
            ),
            Complaint::DestroyedPending => self.say(
                "{0} was thrown away while it was still waiting. asyncio writes that to its log.",
                "{0}: задача выброшена, хотя ещё ждала. asyncio записывает это в журнал.",
                &[who],
            ),
            Complaint::CallbackFailed => self.say(
                "A callback raised {0}. The loop writes that to its log and goes on.",
                "Колбэк выбросил {0}. Цикл записывает это в журнал и работает дальше.",
                &[error],
            ),
            Complaint::ShieldedFailed => self.say(
                "{0} failed behind its `shield`, when nobody waited for it any more: {1}. asyncio writes that to its log.",
                "{0}: ошибка за `shield`, когда этого уже никто не ждал, — {1}. asyncio записывает её в журнал.",
                &[who, error],
            ),
            Complaint::ShutdownFailed => self.say(
                "While `asyncio.run` was tidying up, {0} ended with {1}. That goes to the log only.",
                "Пока `asyncio.run` прибирался, {0} завершается исключением {1}. Оно попадёт только в журнал.",
                &[who, error],
            ),
            Complaint::Other => self.say(
                "The loop’s exception handler is called: {0}",
                "Вызван обработчик исключений цикла: {0}",
                &[Span::Code(words::shorten(message))],
            ),
        }
    }
}
