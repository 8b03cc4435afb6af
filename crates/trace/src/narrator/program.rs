//! The program, `asyncio.run`, the loop's iterations, and the world outside.

use alloc::{rc::Rc, vec::Vec};

use crate::model::Handle;
use crate::{Callback, EventKind, Model, Outcome, RunStage, Stream, TaskId};

use super::{Span, Teller, words};

/// Up to so many callbacks are named; more are counted.
const NAMED: usize = 3;

impl Teller<'_> {
    pub(super) fn program(&mut self, kind: &EventKind) {
        match kind {
            EventKind::ProgramStarted => self.say(
                "The program starts at its first line. There is no event loop yet.",
                "Программа начинается с первой строки. Цикла событий ещё нет.",
                &[],
            ),
            EventKind::RunStage { stage, tasks } => self.stage(*stage, *tasks),
            EventKind::ProgramFinished { outcome } => self.program_end(outcome),
            EventKind::LoopStarted => self.say(
                "The event loop starts to run.",
                "Цикл событий начинает работу.",
                &[],
            ),
            EventKind::IterationStarted { iteration, ready } => {
                self.iteration(*iteration, *ready);
            }
            EventKind::ClockAdvanced { from } => {
                let passed = self.seconds(self.after.now - from);
                let now = self.seconds(self.after.now);
                self.say(
                    "{0} later: it is t = {1}.",
                    "Спустя {0}: теперь t = {1}.",
                    &[passed, now],
                );
            }
            EventKind::Idle { until } => self.idle(*until),
            EventKind::LoopStopped => self.say(
                "The event loop stops running.",
                "Цикл событий прекращает работу.",
                &[],
            ),
            EventKind::LoopClosed { dropped: 0 } => self.say(
                "The event loop is closed and cannot be used again.",
                "Цикл событий закрыт; снова запустить его нельзя.",
                &[],
            ),
            EventKind::LoopClosed { dropped } => {
                let dropped_span = self.number(*dropped);
                self.count(
                    *dropped,
                    [
                        "The event loop is closed. One callback that was left will never run.",
                        "The event loop is closed. {0} callbacks that were left will never run.",
                    ],
                    [
                        "Цикл событий закрыт. {0} оставшийся колбэк уже не выполнится.",
                        "Цикл событий закрыт. {0} оставшихся колбэка уже не выполнятся.",
                        "Цикл событий закрыт. {0} оставшихся колбэков уже не выполнятся.",
                    ],
                    &[dropped_span],
                );
            }
            EventKind::Output {
                stream, text, task, ..
            } => self.output(*stream, text, *task),
            EventKind::ButtonOffered { label, .. } => self.say(
                "A button appears: press “{0}” whenever you like.",
                "Появилась кнопка: нажмите «{0}», когда захотите.",
                &[Span::Text(label.clone())],
            ),
            EventKind::ButtonPressed { button } => {
                let button = self.after.buttons.iter().find(|it| it.id == *button);
                let label = Span::Text(button.map_or("?", |it| &it.label).into());
                self.say(
                    "You pressed “{0}”: something from outside reaches the loop.",
                    "Вы нажали «{0}»: до цикла дошло событие извне.",
                    &[label],
                );
            }
            EventKind::Truncated { dropped } => {
                let dropped_span = self.number(*dropped);
                self.count(
                    *dropped,
                    [
                        "The record is full: {0} event after this one was not kept.",
                        "The record is full: {0} events after this one were not kept.",
                    ],
                    [
                        "Запись заполнена: {0} следующее событие не сохранено.",
                        "Запись заполнена: {0} следующих события не сохранены.",
                        "Запись заполнена: {0} следующих событий не сохранено.",
                    ],
                    &[dropped_span],
                );
            }
            _ => {}
        }
    }

    fn stage(&mut self, stage: RunStage, tasks: u32) {
        let main = self.after.main.map(|main| self.task(main));
        match (stage, main) {
            (RunStage::NewLoop, _) => self.say(
                "`asyncio.run` makes a new event loop, and in it a task for the coroutine that it was given.",
                "`asyncio.run` создаёт новый цикл событий, а в нём — задачу для переданной корутины.",
                &[],
            ),
            (RunStage::MainDone, Some(main)) => self.say(
                "{0} is done, so `asyncio.run` stops the loop. It keeps the outcome and tidies up first.",
                "Задача {0} завершена, и `asyncio.run` останавливает цикл. Итог он пока придержит: сначала уборка.",
                &[main],
            ),
            (RunStage::MainDone, None) => self.say(
                "The main task is done. `asyncio.run` keeps its outcome and tidies up first.",
                "Главная задача завершена. `asyncio.run` пока придержит её итог: сначала уборка.",
                &[],
            ),
            (RunStage::CancelLeftovers, _) if tasks == 0 => self.say(
                "No other task is left, so `asyncio.run` has nothing to cancel.",
                "Других незавершённых задач нет: `asyncio.run` нечего отменять.",
                &[],
            ),
            (RunStage::CancelLeftovers, _) => {
                let span = self.number(tasks);
                self.count(
                    tasks,
                    [
                        "One task is not done yet. `asyncio.run` cancels it and waits until it has ended.",
                        "{0} tasks are not done yet. `asyncio.run` cancels them and waits until all have ended.",
                    ],
                    [
                        "{0} задача ещё не завершена. `asyncio.run` отменяет её и ждёт, пока она закончится.",
                        "{0} задачи ещё не завершены. `asyncio.run` отменяет их и ждёт, пока они закончатся.",
                        "{0} задач ещё не завершено. `asyncio.run` отменяет их и ждёт, пока они закончатся.",
                    ],
                    &[span],
                );
            }
            (RunStage::CloseAsyncgens, _) => self.say(
                "`asyncio.run` closes asynchronous generators, should any have been left half-way.",
                "`asyncio.run` закрывает асинхронные генераторы, если какие-то брошены на полпути.",
                &[],
            ),
            (RunStage::CloseExecutor, _) => self.say(
                "`asyncio.run` shuts down the loop’s pool of threads, if there is one.",
                "`asyncio.run` останавливает пул потоков цикла, если он есть.",
                &[],
            ),
            (RunStage::CloseLoop, main) => self.close_loop(main),
        }
    }

    fn close_loop(&mut self, main: Option<Span>) {
        self.say(
            "`asyncio.run` closes the loop",
            "`asyncio.run` закрывает цикл",
            &[],
        );
        let outcome = self.after.main.and_then(|id| self.after.task(id));
        let outcome = outcome.and_then(|task| task.outcome.clone());
        match (main, outcome) {
            (Some(main), Some(Outcome::Result(value))) => {
                self.say(
                    " and returns what {0} returned: {1}.",
                    " и возвращает то, что вернула задача {0}: {1}.",
                    &[main, Span::Code(value)],
                );
            }
            (Some(main), Some(Outcome::Exception(error))) => {
                self.say(
                    " and raises the exception with which {0} ended: {1}.",
                    " и выбрасывает исключение, с которым завершилась задача {0}: {1}.",
                    &[main, Self::error(&error)],
                );
            }
            (Some(main), Some(Outcome::Cancelled(_))) => self.say(
                " and raises ^CancelledError^, because {0} was cancelled.",
                " и выбрасывает ^CancelledError^, потому что задача {0} отменена.",
                &[main],
            ),
            _ => self.say(".", ".", &[]),
        }
    }

    fn program_end(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Result(_) => self.say("The program ends.", "Программа завершается.", &[]),
            Outcome::Exception(error) => self.say(
                "The program ends with {0}: nobody caught it.",
                "Программа завершается исключением {0}: его никто не перехватил.",
                &[Self::error(error)],
            ),
            Outcome::Cancelled(_) => self.say(
                "The program ends with ^CancelledError^: nobody caught it.",
                "Программа завершается исключением ^CancelledError^: его никто не перехватил.",
                &[],
            ),
        }
    }

    fn iteration(&mut self, iteration: u32, ready: u32) {
        let number = self.number(iteration);
        let handles: Vec<Rc<Handle>> = self.after.ready_now().take(NAMED + 1).cloned().collect();
        if handles.is_empty() || handles.len() > NAMED || handles.len() != ready as usize {
            let ready_span = self.number(ready);
            self.count(
                ready,
                [
                    "Iteration {0}: {1} callback is ready, and the loop runs it.",
                    "Iteration {0}: {1} callbacks are ready, and the loop runs exactly these, one after another.",
                ],
                [
                    "Итерация {0}: готов {1} колбэк, и цикл его выполнит.",
                    "Итерация {0}: готовы {1} колбэка, и цикл выполнит по порядку именно их.",
                    "Итерация {0}: готово {1} колбэков, и цикл выполнит по порядку именно их.",
                ],
                &[number, ready_span],
            );
            return;
        }
        self.say(
            "Iteration {0} runs what is ready now: ",
            "Итерация {0} выполняет то, что готово сейчас: ",
            &[number],
        );
        for (index, handle) in handles.iter().enumerate() {
            if index > 0 {
                self.say(", then ", ", затем ", &[]);
            }
            self.name_in_iteration(&handle.callback);
        }
        self.say(".", ".", &[]);
    }

    /// Names a callback so that what it does is plain.
    fn name_in_iteration(&mut self, callback: &Callback) {
        match *callback {
            Callback::TaskStep { .. } | Callback::TaskWakeup { .. } | Callback::User { .. } => {
                self.name_callback(callback);
            }
            Callback::SleepOver { future } => {
                let sleep = self.future(future);
                self.say("the end of {0}", "конец {0}", &[sleep]);
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                self.say("the time limit of {0}", "лимит времени задачи {0}", &[task]);
            }
            Callback::GatherChild { .. } => {
                self.say("the counting in `gather`", "подсчёт в `gather`", &[]);
            }
            Callback::ShieldLink { .. } => self.say(
                "the handing over in `shield`",
                "передача итога в `shield`",
                &[],
            ),
            Callback::StopLoop { .. } => {
                self.say(
                    "`asyncio.run`’s own callback",
                    "колбэк самого `asyncio.run`",
                    &[],
                );
            }
        }
    }

    fn idle(&mut self, until: Option<f64>) {
        let first = self.after.timers().next().map(|it| it.callback.clone());
        match (until, first) {
            (Some(until), Some(Callback::SleepOver { future })) => {
                let time = self.seconds(until);
                let sleep = self.future(future);
                self.say(
                    "Nothing is ready. The loop waits until t = {0}, when {1} is over.",
                    "Выполнять сейчас нечего. Цикл ждёт до t = {0}: тогда закончится {1}.",
                    &[time, sleep],
                );
            }
            (Some(until), Some(Callback::TimeLimit { task })) => {
                let time = self.seconds(until);
                let task = self.task(task);
                self.say(
                    "Nothing is ready. The loop waits until t = {0}, when the time limit of {1} is over.",
                    "Выполнять сейчас нечего. Цикл ждёт до t = {0}: тогда истечёт лимит времени задачи {1}.",
                    &[time, task],
                );
            }
            (Some(until), _) => {
                let time = self.seconds(until);
                self.say(
                    "Nothing is ready. The loop waits for its earliest timer, until t = {0}.",
                    "Выполнять сейчас нечего. Цикл ждёт ближайшего таймера, до t = {0}.",
                    &[time],
                );
            }
            (None, _) => match pressable(self.after) {
                Some(label) => self.say(
                    "Nothing is ready and no timer is set. The loop waits for you: press “{0}”.",
                    "Выполнять нечего, и таймеров нет. Цикл ждёт вас: нажмите «{0}».",
                    &[label],
                ),
                None => self.say(
                    "Nothing is ready and no timer is set. Only something from outside can go on from here.",
                    "Выполнять нечего, и таймеров нет. Дальше дело пойдёт, только если что-то случится снаружи.",
                    &[],
                ),
            },
        }
    }

    /// What was written, in a few words.
    pub(super) fn written(&self, text: &str) -> Span {
        let short = words::shorten(text);
        if short.is_empty() {
            return Span::Text(self.lang.pick("an empty line", "пустую строку").into());
        }
        Span::Code(short)
    }

    fn output(&mut self, stream: Stream, text: &str, task: Option<TaskId>) {
        let text = self.written(text);
        match (task.map(|task| self.task(task)), stream) {
            (Some(task), Stream::Stdout) => {
                self.say("{0} prints {1}.", "Задача {0} печатает {1}.", &[task, text]);
            }
            (Some(task), Stream::Stderr) => self.say(
                "{0} writes to the error stream: {1}.",
                "Задача {0} пишет в поток ошибок: {1}.",
                &[task, text],
            ),
            (None, Stream::Stdout) => {
                self.say(
                    "The program prints {0}.",
                    "Программа печатает {0}.",
                    &[text],
                );
            }
            (None, Stream::Stderr) => self.say(
                "The program writes to the error stream: {0}.",
                "Программа пишет в поток ошибок: {0}.",
                &[text],
            ),
        }
    }
}

/// The label of the last button that nobody pressed yet.
fn pressable(model: &Model) -> Option<Span> {
    let button = model.buttons.iter().rev().find(|it| it.presses == 0);
    let button = button.or(model.buttons.last())?;
    Some(Span::Text((*button.label).into()))
}
