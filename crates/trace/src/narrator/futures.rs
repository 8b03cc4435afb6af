//! Futures.

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
                    self.say("A future is made.", "Создан future.", &[]);
                }
            }
            EventKind::FutureResolved { future, outcome } => self.resolved(*future, outcome),
            _ => {}
        }
    }

    fn made(&mut self, future: &Future) {
        let name = self.future(future.id);
        match future.kind {
            FutureKind::Plain => self.say(
                "An empty future is made: {0}. Whoever awaits it waits until somebody sets its result.",
                "Создан пустой future: {0}. Кто его ждёт, будет ждать, пока кто-то не задаст результат.",
                &[name],
            ),
            FutureKind::Sleep => self.say(
                "{0} makes a future that a timer will complete.",
                "{0} создаёт future, который завершит таймер.",
                &[name],
            ),
            FutureKind::Gather => {
                let children = future.children.len() as u32;
                let number = self.number(children);
                self.count(
                    children,
                    [
                        "`gather` makes one future that will be done when what it was given is done.",
                        "`gather` makes one future out of {0}: it will be done when all of them are.",
                    ],
                    [
                        "`gather` сводит {0} ожидание в один future: он будет готов, когда оно закончится.",
                        "`gather` сводит {0} ожидания в один future: он будет готов, когда закончатся все.",
                        "`gather` сводит {0} ожиданий в один future: он будет готов, когда закончатся все.",
                    ],
                    &[number],
                );
            }
            FutureKind::Shield => {
                let child = self.child(future.id).map_or(name, |child| self.future(child));
                self.say(
                    "`shield` puts a future of its own in front of {0}: a cancellation ends there and does not reach {0}.",
                    "`shield` заслоняет {0} своим future: отмена дойдёт до него, но не до {0}.",
                    &[child],
                );
            }
            FutureKind::Task | FutureKind::Waiter | FutureKind::Foreign => self.say(
                "A future is made to wait on: {0}.",
                "Создан future, которого можно ждать: {0}.",
                &[name],
            ),
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
                self.say("{0} is over", "{0}: время вышло", &[name]);
            }
            (Some(FutureKind::Gather), Outcome::Result(value)) => self.say(
                "Everything `gather` was given is done. Its result is {0}",
                "Всё, что передали `gather`, завершено. Его результат — {0}",
                &[Span::Code(value.clone())],
            ),
            (Some(FutureKind::Gather), Outcome::Exception(error)) => self.say(
                "`gather` ends with the first exception it met, {0}; the others keep running",
                "`gather` завершается первым же исключением, {0}; остальные продолжают работу",
                &[Self::error(error)],
            ),
            (Some(FutureKind::Shield), Outcome::Cancelled(_)) => {
                let child = self.child(id);
                let going = child.and_then(|child| self.after.future(child));
                if let (Some(child), Some(false)) = (child, going.map(|it| it.is_done())) {
                    let child = self.future(child);
                    self.say(
                        "The cancellation ends at the `shield`; {0} knows nothing of it",
                        "Отмена останавливается на `shield`; {0} о ней и не узнает",
                        &[child],
                    );
                } else {
                    self.say(
                        "What stood behind the `shield` was cancelled, and so is the wait for it",
                        "То, что стояло за `shield`, отменено, а с ним и его ожидание",
                        &[],
                    );
                }
            }
            (_, Outcome::Cancelled(_)) => self.say(
                "The wait for {0} is cancelled",
                "Ожидание {0} отменено",
                &[name],
            ),
            (_, Outcome::Exception(error)) => self.say(
                "{0} is done, with an exception: {1}",
                "{0} завершается исключением {1}",
                &[name, Self::error(error)],
            ),
            (Some(FutureKind::Shield), Outcome::Result(value)) => self.say(
                "`shield` has the result, {0}",
                "У `shield` есть результат: {0}",
                &[Span::Code(value.clone())],
            ),
            (_, Outcome::Result(value)) => {
                let value = Span::Code(value.clone());
                match by {
                    Some(by) => self.say(
                        "{0} sets the result of {1}: {2}",
                        "Задача {0} задаёт результат {1}: {2}",
                        &[by, name, value],
                    ),
                    None => self.say(
                        "{0} is done: its result is {1}",
                        "У {0} теперь есть результат: {1}",
                        &[name, value],
                    ),
                }
            }
        }
        let waiters = self.waiters(id);
        if let ([one], Outcome::Cancelled(_)) = (&*waiters, outcome) {
            let one = self.task(*one);
            return self.say(
                ". {0}, which waited there, joins the ready queue.",
                ". Задача {0}, которая там ждала, встаёт в очередь готовых.",
                &[one],
            );
        }
        self.wakes(&waiters, kind == Some(FutureKind::Plain));
    }

    /// Who is woken by the end of a future.
    fn wakes(&mut self, waiters: &[TaskId], say_none: bool) {
        match *waiters {
            [] if say_none => self.say(
                ". Nobody waits for it yet.",
                ". Пока его никто не ждёт.",
                &[],
            ),
            [] => self.say(".", ".", &[]),
            [one] => {
                let one = self.task(one);
                self.say(
                    ". {0}, which waits for it, joins the ready queue.",
                    ". Задача {0}, которая этого ждала, встаёт в очередь готовых.",
                    &[one],
                );
            }
            _ => {
                let count = waiters.len() as u32;
                let number = self.number(count);
                self.count(
                    count,
                    [
                        ". {0} task that waits for it joins the ready queue.",
                        ". {0} tasks that wait for it join the ready queue, in the order in which they began to wait.",
                    ],
                    [
                        ". {0} задача, которая этого ждала, встаёт в очередь готовых.",
                        ". {0} задачи, которые этого ждали, встают в очередь готовых в том порядке, в каком начали ждать.",
                        ". {0} задач, которые этого ждали, встают в очередь готовых в том порядке, в каком начали ждать.",
                    ],
                    &[number],
                );
            }
        }
    }
}
