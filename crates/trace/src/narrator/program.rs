//! The program, `asyncio.run`, the loop's iterations, and the world outside.

use alloc::{rc::Rc, vec::Vec};

use coroscope_texts::narrator::program as text;

use crate::model::Handle;
use crate::{Callback, EventKind, Model, Outcome, RunStage, Stream, TaskId};

use super::{Span, Teller, words};

/// Up to so many callbacks are named; more are counted.
const NAMED: usize = 3;

impl Teller<'_> {
    pub(super) fn program(&mut self, kind: &EventKind) {
        match kind {
            EventKind::ProgramStarted => self.say(text::PROGRAM_STARTS_AT_ITS_FIRST, &[]),
            EventKind::RunStage { stage, tasks } => self.stage(*stage, *tasks),
            EventKind::ProgramFinished { outcome } => self.program_end(outcome),
            EventKind::LoopStarted => self.say(text::EVENT_LOOP_STARTS_TO_RUN, &[]),
            EventKind::IterationStarted { iteration, ready } => {
                self.iteration(*iteration, *ready);
            }
            EventKind::ClockAdvanced { from } => {
                let passed = self.seconds(self.after.now - from);
                let now = self.seconds(self.after.now);
                self.say(text::LATER_IT_IS_T, &[passed, now]);
            }
            EventKind::Idle { until } => self.idle(*until),
            EventKind::LoopStopped => self.say(text::EVENT_LOOP_STOPS_RUNNING, &[]),
            EventKind::LoopClosed { dropped: 0 } => self.say(text::EVENT_LOOP_IS_CLOSED, &[]),
            EventKind::LoopClosed { dropped } => {
                let dropped_span = self.number(*dropped);
                self.count(
                    *dropped,
                    text::EVENT_LOOP_IS_CLOSED_CALLBACKS,
                    &[dropped_span],
                );
            }
            EventKind::Output {
                stream, text, task, ..
            } => self.output(*stream, text, *task),
            EventKind::ButtonOffered { label, .. } => self.say(
                text::BUTTON_APPEARS_PRESS_WHENEVER_YOU,
                &[Span::Text(label.clone())],
            ),
            EventKind::ButtonPressed { button } => {
                let button = self.after.buttons.iter().find(|it| it.id == *button);
                let label = Span::Text(button.map_or("?", |it| &it.label).into());
                self.say(text::YOU_PRESSED_SOMETHING_FROM_OUTSIDE, &[label]);
            }
            EventKind::Truncated { dropped } => {
                let dropped_span = self.number(*dropped);
                self.count(*dropped, text::RECORD_IS_FULL_EVENTS_AFTER, &[dropped_span]);
            }
            _ => {}
        }
    }

    fn stage(&mut self, stage: RunStage, tasks: u32) {
        let main = self.after.main.map(|main| self.task(main));
        match (stage, main) {
            (RunStage::NewLoop, _) => self.say(text::ASYNCIO_RUN_MAKES_A_NEW, &[]),
            (RunStage::MainDone, Some(main)) => self.say(text::IS_DONE_SO_ASYNCIO_RUN, &[main]),
            (RunStage::MainDone, None) => self.say(text::MAIN_TASK_IS_DONE_ASYNCIO, &[]),
            (RunStage::CancelLeftovers, _) if tasks == 0 => {
                self.say(text::NO_OTHER_TASK_IS_LEFT, &[]);
            }
            (RunStage::CancelLeftovers, _) => {
                let span = self.number(tasks);
                self.count(tasks, text::TASKS_ARE_NOT_DONE_YET, &[span]);
            }
            (RunStage::CloseAsyncgens, _) => {
                self.say(text::ASYNCIO_RUN_CLOSES_ASYNCHRONOUS_GENERATORS, &[]);
            }
            (RunStage::CloseExecutor, _) => self.say(text::ASYNCIO_RUN_SHUTS_DOWN, &[]),
            (RunStage::CloseLoop, main) => self.close_loop(main),
        }
    }

    fn close_loop(&mut self, main: Option<Span>) {
        self.say(text::ASYNCIO_RUN_CLOSES_THE_LOOP, &[]);
        let outcome = self.after.main.and_then(|id| self.after.task(id));
        let outcome = outcome.and_then(|task| task.outcome.clone());
        match (main, outcome) {
            (Some(main), Some(Outcome::Result(value))) => {
                self.say(text::AND_RETURNS_WHAT_RETURNED, &[main, Span::Code(value)]);
            }
            (Some(main), Some(Outcome::Exception(error))) => {
                self.say(text::AND_RAISES_THE_EXCEPTION, &[main, Self::error(&error)]);
            }
            (Some(main), Some(Outcome::Cancelled(_))) => {
                self.say(text::AND_RAISES_CANCELLEDERROR_BECAUSE, &[main]);
            }
            _ => self.full_stop(),
        }
    }

    fn program_end(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Result(_) => self.say(text::PROGRAM_ENDS, &[]),
            Outcome::Exception(error) => {
                self.say(text::PROGRAM_ENDS_WITH_NOBODY_CAUGHT, &[Self::error(error)]);
            }
            Outcome::Cancelled(_) => self.say(text::PROGRAM_ENDS_WITH_CANCELLEDERROR_NOBODY, &[]),
        }
    }

    fn iteration(&mut self, iteration: u32, ready: u32) {
        let number = self.number(iteration);
        let handles: Vec<Rc<Handle>> = self.after.ready_now().take(NAMED + 1).cloned().collect();
        if handles.is_empty() || handles.len() > NAMED || handles.len() != ready as usize {
            let ready_span = self.number(ready);
            self.count(
                ready,
                text::ITERATION_CALLBACKS_ARE_READY,
                &[number, ready_span],
            );
            return;
        }
        self.say(text::ITERATION_RUNS_WHAT_IS_READY, &[number]);
        for (index, handle) in handles.iter().enumerate() {
            if index > 0 {
                self.say(text::THEN, &[]);
            }
            self.name_in_iteration(&handle.callback);
        }
        self.full_stop();
    }

    /// Names a callback so that what it does is plain.
    fn name_in_iteration(&mut self, callback: &Callback) {
        match *callback {
            Callback::TaskStep { .. } | Callback::TaskWakeup { .. } | Callback::User { .. } => {
                self.name_callback(callback);
            }
            Callback::SleepOver { future } => {
                let sleep = self.future(future);
                self.say(text::END_OF, &[sleep]);
            }
            Callback::TimeLimit { task } => {
                let task = self.task(task);
                self.say(text::TIME_LIMIT, &[task]);
            }
            Callback::GatherChild { .. } => {
                self.say(text::COUNTING_IN_GATHER, &[]);
            }
            Callback::ShieldLink { .. } => self.say(text::HANDING_OVER_IN_SHIELD, &[]),
            Callback::StopLoop { .. } => {
                self.say(text::ASYNCIO_RUN_OWN_CALLBACK, &[]);
            }
        }
    }

    fn idle(&mut self, until: Option<f64>) {
        let first = self.after.timers().next().map(|it| it.callback.clone());
        match (until, first) {
            (Some(until), Some(Callback::SleepOver { future })) => {
                let time = self.seconds(until);
                let sleep = self.future(future);
                self.say(text::NOTHING_IS_READY_THE_LOOP, &[time, sleep]);
            }
            (Some(until), Some(Callback::TimeLimit { task })) => {
                let time = self.seconds(until);
                let task = self.task(task);
                self.say(text::NOTHING_IS_READY_THE_LOOP_WAITS, &[time, task]);
            }
            (Some(until), _) => {
                let time = self.seconds(until);
                self.say(text::NOTHING_IS_READY_THE_LOOP_WAITS_FOR, &[time]);
            }
            (None, _) => match pressable(self.after) {
                Some(label) => self.say(text::NOTHING_IS_READY_AND_NO, &[label]),
                None => self.say(text::NOTHING_IS_READY_AND_NO_TIMER, &[]),
            },
        }
    }

    /// What was written, in a few words.
    pub(super) fn written(&self, text: &str) -> Span {
        let short = words::shorten(text);
        if short.is_empty() {
            return Span::Text(self.lang.text(text::EMPTY_LINE).into());
        }
        Span::Code(short)
    }

    fn output(&mut self, stream: Stream, text: &str, task: Option<TaskId>) {
        let text = self.written(text);
        match (task.map(|task| self.task(task)), stream) {
            (Some(task), Stream::Stdout) => {
                self.say(text::PRINTS, &[task, text]);
            }
            (Some(task), Stream::Stderr) => {
                self.say(text::WRITES_TO_THE_ERROR_STREAM, &[task, text]);
            }
            (None, Stream::Stdout) => {
                self.say(text::PROGRAM_PRINTS, &[text]);
            }
            (None, Stream::Stderr) => self.say(text::PROGRAM_WRITES_TO_THE_ERROR, &[text]),
        }
    }
}

/// The label of the last button that nobody pressed yet.
fn pressable(model: &Model) -> Option<Span> {
    let button = model.buttons.iter().rev().find(|it| it.presses == 0);
    let button = button.or(model.buttons.last())?;
    Some(Span::Text((*button.label).into()))
}
