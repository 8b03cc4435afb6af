//! The life of a task, apart from its cancellation.

use crate::model::{Model, Task};
use crate::{
    Awaited, Callback, EventKind, Exception, FutureId, FutureKind, HandleId, Outcome, TaskId,
};

use super::{Span, Teller};

/// A timer that is so much late, in seconds, was kept waiting.
pub(super) const LATE: f64 = 0.01;

impl Teller<'_> {
    pub(super) fn tasks(&mut self, kind: &EventKind) {
        match kind {
            EventKind::TaskCreated {
                task,
                parent,
                eager: true,
                ..
            } => self.created_eager(self.task(*task), *parent),
            EventKind::TaskCreated { task, parent, .. } => self.created(*task, *parent),
            EventKind::TaskRenamed { task, name } => {
                let old = self.before.task(*task).map(|it| it.label.clone());
                let old = Self::code(&old.unwrap_or_else(|| "?".into()));
                self.say(
                    "The task {0} is now called {1}.",
                    "Задача {0} теперь называется {1}.",
                    &[old, Span::Task(*task, name.as_str().into())],
                );
            }
            EventKind::TaskStepped { task, exception } => match exception {
                None => self.stepped(*task),
                Some(error) => self.thrown(*task, error),
            },
            EventKind::TaskSuspended { task, on, .. } => self.suspended(*task, *on),
            EventKind::TaskFinished { task, outcome } => self.ended(*task, outcome),
            _ => {}
        }
    }

    fn created(&mut self, id: TaskId, parent: Option<TaskId>) {
        let task = self.task(id);
        match parent {
            Some(parent) => {
                let parent = self.task(parent);
                self.say(
                    "{0} makes the task {1} and goes on at once: {1} has to wait for the next iteration.",
                    "Задача {0} создаёт задачу {1} и сразу идёт дальше: черёд {1} — в следующей итерации.",
                    &[parent, task],
                );
            }
            None if self.after.main == Some(id) => self.say(
                "`asyncio.run` makes the main task, {0}.",
                "`asyncio.run` создаёт главную задачу, {0}.",
                &[task],
            ),
            None => self.say(
                "The task {0} is made; it will begin when the loop comes to it.",
                "Создана задача {0}; она начнётся, когда до неё дойдёт цикл.",
                &[task],
            ),
        }
    }

    fn stepped(&mut self, id: TaskId) {
        let started = self.before.task(id).is_some_and(|task| task.started);
        let task = self.task(id);
        if let Some(outer) = self.after.outer.last() {
            return self.began_inside(task, *outer);
        }
        if !started {
            return self.say(
                "{0} begins: its coroutine runs, from the first line to the first `await` that has to wait.",
                "Задача {0} начинается: её корутина выполняется с первой строки до первого `await`, на котором придётся ждать.",
                &[task],
            );
        }
        let Some(future) = self.woken_by() else {
            return self.say(
                "It is the turn of {0} again, and it goes on after its `await`.",
                "Снова очередь задачи {0}: она продолжает после своего `await`.",
                &[task],
            );
        };
        let name = self.future(future);
        let record = self.after.future(future);
        let kind = record.map(|it| it.kind);
        let value = match record.and_then(|it| it.outcome.clone()) {
            Some(Outcome::Result(value)) if value != "None" => Some(Span::Code(value)),
            _ => None,
        };
        match (kind, value) {
            (Some(FutureKind::Sleep), _) => match slept(self.after, future) {
                Some((length, asked)) if length > asked + LATE => {
                    let (length, asked) = (self.seconds(length), self.seconds(asked));
                    self.say(
                        "{0} has slept for {1} instead of {2}: the loop was busy when its time was up. It goes on after its `await`.",
                        "Задача {0} проспала {1} вместо {2}: когда её время вышло, цикл был занят. Теперь она продолжает после своего `await`.",
                        &[task, length, asked],
                    );
                }
                Some((length, _)) => {
                    let length = self.seconds(length);
                    self.say(
                        "{0} has slept for {1} and goes on after its `await`.",
                        "Задача {0} проспала {1} и продолжает после своего `await`.",
                        &[task, length],
                    );
                }
                None => self.say(
                    "{1} is over: {0} goes on after its `await`.",
                    "Ожидание {1} закончено: задача {0} продолжает после своего `await`.",
                    &[task, name],
                ),
            },
            (Some(FutureKind::Task), Some(value)) => self.say(
                "{1} is done: the `await` in {0} gives {2}.",
                "Задача {1} завершена: `await` в задаче {0} даёт {2}.",
                &[task, name, value],
            ),
            (Some(FutureKind::Task), None) => self.say(
                "{1} is done, and {0} goes on after its `await`.",
                "Задача {1} завершена, и {0} продолжает после своего `await`.",
                &[task, name],
            ),
            (_, Some(value)) => self.say(
                "{1} has its result: the `await` in {0} gives {2}.",
                "У {1} есть результат: `await` в задаче {0} даёт {2}.",
                &[task, name, value],
            ),
            (_, None) => self.say(
                "{1} is done, and {0} goes on after its `await`.",
                "{1} больше не держит: задача {0} продолжает после своего `await`.",
                &[task, name],
            ),
        }
    }

    /// The future whose end brought the step that runs now.
    fn woken_by(&self) -> Option<FutureId> {
        match self.after.current_handle()?.callback {
            Callback::TaskWakeup { future, .. } => Some(future),
            _ => None,
        }
    }

    fn thrown(&mut self, id: TaskId, error: &Exception) {
        let record = self.before.task(id);
        let started = record.is_some_and(|task| task.started);
        let task = self.task(id);
        if !error.cancelled {
            return self.say(
                "{0} goes on, but its `await` raises {1}.",
                "Задача {0} продолжает, но её `await` выбрасывает {1}.",
                &[task, Self::error(error)],
            );
        }
        if !started {
            return self.say(
                "{0} was cancelled before it began: nothing of its body will run.",
                "Задачу {0} отменили ещё до начала: её тело выполняться не будет.",
                &[task],
            );
        }
        let asked = record.and_then(|task| task.pending_cancel().cloned());
        match asked {
            Some(request) if request.time_limit => self.say(
                "The cancellation arrives: the `await` in {0} raises ^CancelledError^, and the time limit turns it into ^TimeoutError^.",
                "Отмена доставлена: `await` в задаче {0} выбрасывает ^CancelledError^, а лимит времени превращает его в ^TimeoutError^.",
                &[task],
            ),
            Some(_) => self.say(
                "The cancellation arrives: the `await` in {0} raises ^CancelledError^. {0} may still clean up.",
                "Отмена доставлена: `await` в задаче {0} выбрасывает ^CancelledError^. Прибрать за собой {0} ещё успеет.",
                &[task],
            ),
            None => match self.woken_by().map(|future| self.future(future)) {
                Some(awaited @ Span::Task(..)) => self.say(
                    "{1} was cancelled, so the `await` in {0} raises ^CancelledError^, though nobody cancelled {0}.",
                    "Задача {1} отменена, поэтому `await` в задаче {0} выбрасывает ^CancelledError^, хотя саму {0} никто не отменял.",
                    &[task, awaited],
                ),
                Some(awaited) => self.say(
                    "{1} was cancelled, so the `await` in {0} raises ^CancelledError^, though nobody cancelled {0}.",
                    "Отменено то, чего она ждала ({1}), поэтому `await` в задаче {0} выбрасывает ^CancelledError^, хотя саму {0} никто не отменял.",
                    &[task, awaited],
                ),
                None => self.say(
                    "The `await` in {0} raises ^CancelledError^.",
                    "`await` в задаче {0} выбрасывает ^CancelledError^.",
                    &[task],
                ),
            },
        }
    }

    fn suspended(&mut self, id: TaskId, on: Awaited) {
        let task = self.task(id);
        match on {
            Awaited::NextIteration => self.say(
                "{0} steps aside: `sleep(0)` lets everybody else who is ready run first",
                "Задача {0} уступает: `sleep(0)` пропускает вперёд всех, кто уже готов",
                &[task],
            ),
            Awaited::Foreign => self.say(
                "{0} waits for something outside asyncio",
                "Задача {0} ждёт чего-то за пределами asyncio",
                &[task],
            ),
            Awaited::Future(future) => self.suspended_on(task, future),
        }
        self.turn_to_next();
    }

    fn suspended_on(&mut self, task: Span, id: FutureId) {
        let name = self.future(id);
        let Some(future) = self.after.future(id).cloned() else {
            return self.say("{0} waits for {1}", "Задача {0} ждёт {1}", &[task, name]);
        };
        if let Some(resource) = future.resource {
            return self.queued(task, &future, resource);
        }
        let children = future.children.len() as u32;
        match future.kind {
            FutureKind::Sleep => match future.timer.and_then(|id| timer(self.after, id)) {
                Some((length, deadline)) => {
                    let (length, deadline) = (self.seconds(length), self.seconds(deadline));
                    self.say(
                        "{0} asks to sleep {1}. The loop sets a timer for t = {2}",
                        "Задача {0} просит разбудить её через {1}. Цикл ставит таймер на t = {2}",
                        &[task, length, deadline],
                    );
                }
                None => self.say("{0} awaits {1}", "Задача {0} ждёт {1}", &[task, name]),
            },
            FutureKind::Task => self.say(
                "{0} awaits {1}, which is not done yet, and is suspended here",
                "Задача {0} ждёт задачу {1}, а та ещё не завершена. {0} приостановлена",
                &[task, name],
            ),
            FutureKind::Gather => {
                let number = self.number(children);
                self.count(
                    children,
                    [
                        "{0} waits for `gather`, until what it was given is done",
                        "{0} waits for `gather`, until all {1} that it was given are done",
                    ],
                    [
                        "Задача {0} ждёт `gather`: пока не завершится {1} переданный ему объект",
                        "Задача {0} ждёт `gather`: пока не завершатся все {1} переданных ему объекта",
                        "Задача {0} ждёт `gather`: пока не завершатся все {1} переданных ему объектов",
                    ],
                    &[task, number],
                );
            }
            FutureKind::Shield => {
                let child = self.child(id).map_or(name, |child| self.future(child));
                self.say(
                    "{0} waits for {1} through a `shield`: should this wait be cancelled, {1} will not be",
                    "Задача {0} ждёт {1} через `shield`: если отменят это ожидание, {1} отмена не коснётся",
                    &[task, child],
                );
            }
            FutureKind::Plain | FutureKind::Waiter | FutureKind::Foreign => self.say(
                "{0} waits for {1}, which has no result yet, and is suspended here",
                "Задача {0} ждёт {1}, а результата там ещё нет. {0} приостановлена",
                &[task, name],
            ),
        }
    }

    /// Where the loop turns now that a task gave control back.
    fn turn_to_next(&mut self) {
        if self.back_to_outer() {
            return;
        }
        let next = self.after.ready_now().find(|handle| !handle.cancelled);
        match next.map(|handle| handle.callback.clone()) {
            None => self.say(".", ".", &[]),
            Some(callback) => match self.after.callback_task(&callback) {
                Some(task)
                    if matches!(
                        callback,
                        Callback::TaskStep { .. } | Callback::TaskWakeup { .. }
                    ) =>
                {
                    let task = self.task(task);
                    self.say(
                        ". Next in the queue is {0}.",
                        ". Следующая в очереди — {0}.",
                        &[task],
                    );
                }
                _ => self.say(
                    ". The loop turns to the next callback.",
                    ". Цикл переходит к следующему колбэку.",
                    &[],
                ),
            },
        }
    }

    fn ended(&mut self, id: TaskId, outcome: &Outcome) {
        let task = self.task(id);
        match outcome {
            Outcome::Result(value) if value == "None" => self.say(
                "{0} has run to its end and is finished",
                "Задача {0} дошла до конца и завершена",
                &[task],
            ),
            Outcome::Result(value) => self.say(
                "{0} returns {1} and is finished",
                "Задача {0} возвращает {1} и завершена",
                &[task, Span::Code(value.clone())],
            ),
            Outcome::Cancelled(_) => self.say(
                "{0} ends with ^CancelledError^: now it is cancelled",
                "Задача {0} завершается с ^CancelledError^: теперь она отменена",
                &[task],
            ),
            Outcome::Exception(error) => self.say(
                "{0} ends with an exception: {1}",
                "Задача {0} завершается исключением {1}",
                &[task, Self::error(error)],
            ),
        }
        let record: Option<&Task> = self.before.task(id).map(|task| &**task);
        let future = record.map(|task| task.future);
        let waiters = future
            .map(|future| self.waiters(future))
            .unwrap_or_default();
        match *waiters {
            [] if matches!(outcome, Outcome::Exception(_)) => self.say(
                ". The task keeps it until somebody asks.",
                ". Задача хранит его, пока кто-нибудь не спросит.",
                &[],
            ),
            [] if self.back_to_outer() => {}
            [] => self.say(".", ".", &[]),
            [one] => {
                let one = self.task(one);
                self.say(
                    ". {0}, which waits for it, will be woken.",
                    ". Её ждёт {0}: пора будить.",
                    &[one],
                );
            }
            _ => {
                let number = self.number(waiters.len() as u32);
                self.count(
                    waiters.len() as u32,
                    [
                        ". {0} task that waits for it will be woken.",
                        ". {0} tasks that wait for it will be woken.",
                    ],
                    [
                        ". Её ждёт {0} задача: пора будить.",
                        ". Её ждут {0} задачи: пора будить.",
                        ". Её ждут {0} задач: пора будить.",
                    ],
                    &[number],
                );
            }
        }
    }
}

/// The length and the deadline of a timer, in seconds.
fn timer(model: &Model, id: HandleId) -> Option<(f64, f64)> {
    let handle = model.handle(id)?;
    let deadline = handle.deadline?;
    Some((deadline - handle.start, deadline))
}

/// For how long a task slept and for how long it had asked to, in seconds.
fn slept(model: &Model, sleep: FutureId) -> Option<(f64, f64)> {
    let sleep = model.future(sleep)?;
    Some((model.now - sleep.created, sleep.due? - sleep.created))
}
