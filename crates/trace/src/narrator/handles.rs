//! Handles and timers.

use crate::model::TaskState;
use crate::{Callback, EventKind, FutureId, HandleId, RunStage};

use super::{Span, Teller, tasks::LATE};

impl Teller<'_> {
    pub(super) fn handles(&mut self, kind: &EventKind) {
        match kind {
            EventKind::HandleScheduled { callback, .. } => self.scheduled(callback),
            EventKind::HandleStarted { handle } => match self.callback(*handle) {
                Some(callback) => self.started(*handle, &callback),
                None => self.say(
                    "The loop runs the next callback.",
                    "Цикл выполняет следующий колбэк.",
                    &[],
                ),
            },
            EventKind::HandleFinished { .. } => self.say(
                "The callback has returned, and control is back in the loop.",
                "Колбэк отработал, и управление снова у цикла.",
                &[],
            ),
            EventKind::HandleCancelled { .. } => self.say(
                "A callback in the ready queue is cancelled: it keeps its place, but will be skipped.",
                "Колбэк в очереди готовых отменён: место он сохранит, но будет пропущен.",
                &[],
            ),
            EventKind::HandleSkipped { .. } => self.say(
                "The loop comes to a cancelled callback and skips it.",
                "Цикл доходит до отменённого колбэка и пропускает его.",
                &[],
            ),
            EventKind::TimerSet {
                handle,
                deadline,
                callback,
                ..
            } => self.timer_set(*handle, *deadline, callback),
            EventKind::TimerFired { handle } => match self.callback(*handle) {
                Some(callback) => self.timer_fired(*handle, &callback),
                None => self.say(
                    "A timer is due: its callback joins the ready queue.",
                    "Сработал таймер: его колбэк встаёт в очередь готовых.",
                    &[],
                ),
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
                    self.say(
                        "{0} goes to the end of the ready queue; it goes on in the next iteration.",
                        "Задача {0} встаёт в конец очереди готовых и продолжит в следующей итерации.",
                        &[task],
                    );
                } else {
                    self.say(
                        "{0} joins the ready queue. It will begin in the next iteration.",
                        "Задача {0} встаёт в очередь готовых. Начнётся она в следующей итерации.",
                        &[task],
                    );
                }
            }
            Callback::TaskWakeup { task, future } => {
                let (task, future) = (self.task(task), self.future(future));
                self.say(
                    "The wait for {1} is over: {0} joins the ready queue.",
                    "Ожидание {1} закончено: задача {0} встаёт в очередь готовых.",
                    &[task, future],
                );
            }
            Callback::SleepOver { future } => {
                let future = self.future(future);
                self.say(
                    "The callback that ends {0} joins the ready queue.",
                    "Колбэк, завершающий {0}, встаёт в очередь готовых.",
                    &[future],
                );
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                self.say(
                    "{0} has no time at all: its time limit joins the ready queue at once.",
                    "У задачи {0} времени нет совсем: её лимит сразу встаёт в очередь готовых.",
                    &[task],
                );
            }
            Callback::GatherChild { child, .. } => {
                let child = self.future(child);
                self.say(
                    "{0} is done; a callback will tell `gather`.",
                    "Готово: {0}. Об этом узнает `gather` — через колбэк в очереди.",
                    &[child],
                );
            }
            Callback::ShieldLink { inner, .. } => {
                let inner = self.future(inner);
                self.say(
                    "A callback between {0} and its `shield` joins the ready queue.",
                    "Колбэк, связывающий {0} с его `shield`, встаёт в очередь готовых.",
                    &[inner],
                );
            }
            Callback::StopLoop { future } => {
                let future = self.future(future);
                self.say(
                    "{0} is done; the callback that stops the loop joins the ready queue.",
                    "Готово: {0}. Колбэк, который остановит цикл, встаёт в очередь готовых.",
                    &[future],
                );
            }
            Callback::User { ref name } => self.say(
                "The callback {0} joins the ready queue.",
                "Колбэк {0} встаёт в очередь готовых.",
                &[Self::code(name)],
            ),
        }
    }

    fn started(&mut self, handle: HandleId, callback: &Callback) {
        match *callback {
            Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } => {
                let task = self.task(task);
                self.say(
                    "The loop takes {0} from the ready queue.",
                    "Цикл берёт из очереди готовых задачу {0}.",
                    &[task],
                );
            }
            Callback::SleepOver { future } => {
                let future = self.future(future);
                self.say(
                    "The time of {0} is up: the loop runs the callback that ends it.",
                    "Время {0} вышло: цикл выполняет колбэк, который его завершит.",
                    &[future],
                );
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                match self.length(handle) {
                    Some(length) => {
                        let length = self.seconds(length);
                        self.say(
                            "The time limit of {1} for {0} is over.",
                            "Лимит времени задачи {0} ({1}) истёк.",
                            &[task, length],
                        );
                    }
                    None => self.say(
                        "The time limit of {0} is over.",
                        "Лимит времени задачи {0} истёк.",
                        &[task],
                    ),
                }
            }
            Callback::GatherChild { child, outer } => self.gather_counts(child, outer),
            Callback::ShieldLink { inner, outer } => {
                let over = self.after.future(outer).is_none_or(|it| it.is_done());
                let inner = self.future(inner);
                if over {
                    self.say(
                        "`shield` has nothing to hand over any more: nobody waits for {0} through it.",
                        "`shield` уже нечего передавать: через него {0} никто не ждёт.",
                        &[inner],
                    );
                } else {
                    self.say(
                        "`shield` hands the outcome of {0} over to whoever waits for it.",
                        "`shield` передаёт итог {0} тому, кто его ждёт.",
                        &[inner],
                    );
                }
            }
            Callback::StopLoop { .. } if self.after.stage >= Some(RunStage::CancelLeftovers) => {
                self.say(
                    "Everything that was cancelled has ended: `asyncio.run` lets the loop stop after this iteration.",
                    "Всё, что было отменено, завершилось: после этой итерации `asyncio.run` остановит цикл.",
                    &[],
                );
            }
            Callback::StopLoop { future } => {
                let future = self.future(future);
                self.say(
                    "`asyncio.run` has been waiting for the end of {0}: it lets the loop stop after this iteration.",
                    "`asyncio.run` дождался конца задачи {0}: после этой итерации он остановит цикл.",
                    &[future],
                );
            }
            Callback::User { ref name } => self.say(
                "The loop calls {0}.",
                "Цикл вызывает {0}.",
                &[Self::code(name)],
            ),
        }
    }

    fn gather_counts(&mut self, child: FutureId, outer: FutureId) {
        let children = self.after.future(outer).map(|it| it.children.clone());
        let children = children.unwrap_or_default();
        // Large gathers are not counted: it would take longer than the run.
        let countable = (1..=64).contains(&children.len());
        let child = self.future(child);
        if !countable {
            self.say(
                "`gather` notes that {0} is done.",
                "`gather` отмечает: {0} — готово.",
                &[child],
            );
            return;
        }
        let done = |id: &&FutureId| self.after.future(**id).is_some_and(|it| it.is_done());
        let done = children.iter().filter(done).count();
        let (done, all) = (self.number(done as u32), self.number(children.len() as u32));
        self.say(
            "`gather` notes that {0} is done: {1} of {2}.",
            "`gather` отмечает: {0} — готово, уже {1} из {2}.",
            &[child, done, all],
        );
    }

    fn timer_set(&mut self, handle: HandleId, deadline: f64, callback: &Callback) {
        let time = self.seconds(deadline);
        match *callback {
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                let length = self.seconds(self.length(handle).unwrap_or_default());
                self.say(
                    "{0} gets {1}. If it still waits at t = {2}, the wait will be cancelled.",
                    "Задаче {0} отпущено {1}. Если в t = {2} она ещё будет ждать, ожидание отменят.",
                    &[task, length, time],
                );
            }
            Callback::User { ref name } => self.say(
                "A timer is set: {0} will be called at t = {1}.",
                "Поставлен таймер: {0} будет вызван в t = {1}.",
                &[Self::code(name), time],
            ),
            _ => {
                self.say(
                    "A timer is set for t = {0}: ",
                    "Поставлен таймер на t = {0}: ",
                    &[time],
                );
                self.name_callback(callback);
                self.say(".", ".", &[]);
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
                    return self.say(
                        "Only now, at t = {0}, the loop sees that the timer of {1} was due at t = {2}. Its callback joins the ready queue.",
                        "Лишь теперь, в t = {0}, цикл замечает, что срок таймера {1} подошёл ещё в t = {2}. Его колбэк встаёт в очередь готовых.",
                        &[time, future, due],
                    );
                }
                self.say(
                    "It is t = {0}, and the timer of {1} is due: its callback joins the ready queue.",
                    "t = {0}: сработал таймер {1}, его колбэк встаёт в очередь готовых.",
                    &[time, future],
                );
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                let length = self.seconds(self.length(handle).unwrap_or_default());
                self.say(
                    "It is t = {0}: the time that {1} was given, {2}, is over. Its time limit joins the ready queue.",
                    "t = {0}: время, отпущенное задаче {1} ({2}), вышло. Её лимит встаёт в очередь готовых.",
                    &[time, task, length],
                );
            }
            _ => {
                let mut name = super::callback_name(self.after, callback, self.lang);
                let name = name.0.pop().unwrap_or(Span::Text("?".into()));
                self.say(
                    "It is t = {0}, and a timer is due: {1} joins the ready queue.",
                    "t = {0}: сработал таймер, {1} встаёт в очередь готовых.",
                    &[time, name],
                );
            }
        }
    }

    fn timer_cancelled(&mut self, handle: HandleId) {
        match self.callback(handle) {
            Some(Callback::TimeLimit { task }) => {
                let running = self.after.task(task).map(|it| it.state) == Some(TaskState::Running);
                let task = self.task(task);
                if running {
                    self.say(
                        "{0} is in time: the timer of its time limit is cancelled.",
                        "Задача {0} уложилась в срок: таймер лимита времени снят.",
                        &[task],
                    );
                } else {
                    self.say(
                        "The timer of {0}’s time limit is cancelled.",
                        "Таймер лимита времени задачи {0} снят.",
                        &[task],
                    );
                }
            }
            Some(Callback::SleepOver { future }) => {
                let future = self.future(future);
                self.say(
                    "The timer of {0} is cancelled: nobody waits for it any more.",
                    "Таймер {0} снят: этого больше никто не ждёт.",
                    &[future],
                );
            }
            Some(Callback::User { name }) => self.say(
                "The timer of {0} is cancelled: it will not be called.",
                "Таймер {0} снят: вызова не будет.",
                &[Self::code(&name)],
            ),
            _ => self.say("A timer is cancelled.", "Таймер снят.", &[]),
        }
    }
}
