//! Traces written by hand, in the order in which the executor tells them.

use coroscope_trace::{
    Awaited, Callback, CoroutineId, Event, EventKind, Exception, FutureId, FutureKind, HandleId,
    History, Model, Outcome, Place, RunStage, Stream, TaskId, apply,
};

/// A task with its other numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tools {
    pub(crate) task: TaskId,
    pub(crate) future: FutureId,
    pub(crate) coroutine: CoroutineId,
    /// Its next step or wake-up.
    pub(crate) step: HandleId,
}

/// A sleep with its timer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nap {
    pub(crate) future: FutureId,
    pub(crate) timer: HandleId,
}

/// Writes a trace.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) now: f64,
    pub(crate) events: Vec<Event>,
    handles: u32,
    futures: u32,
    tasks: u32,
    coroutines: u32,
    iterations: u32,
    running: Option<TaskId>,
}

pub(crate) fn line(python: u32) -> Place {
    Place { python, rust: 0 }
}

pub(crate) fn ok(repr: &str) -> Outcome {
    Outcome::Result(repr.into())
}

pub(crate) fn cancelled() -> Exception {
    Exception {
        type_name: "CancelledError".into(),
        message: String::new(),
        cancelled: true,
    }
}

pub(crate) fn value_error() -> Exception {
    Exception {
        type_name: "ValueError".into(),
        message: "no".into(),
        cancelled: false,
    }
}

impl Script {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Up to the moment before the first iteration, with a main task.
    pub(crate) fn started(main: &str) -> (Self, Tools) {
        let mut script = Self::new();
        script.push(EventKind::ProgramStarted);
        let coroutine = script.coroutine(main, 23);
        script.stage(RunStage::NewLoop, 0);
        let main = script.task(coroutine, 23);
        script.push(EventKind::LoopStarted);
        (script, main)
    }

    pub(crate) fn push(&mut self, kind: EventKind) {
        self.events.push(Event {
            time: self.now,
            kind,
        });
    }

    pub(crate) fn history(&self) -> History {
        let mut history = History::new();
        history.extend(self.events.iter().cloned());
        history
    }

    pub(crate) fn stage(&mut self, stage: RunStage, tasks: u32) {
        self.push(EventKind::RunStage { stage, tasks });
    }

    pub(crate) fn handle(&mut self) -> HandleId {
        self.handles += 1;
        HandleId(self.handles - 1)
    }

    pub(crate) fn iteration(&mut self, ready: u32) {
        self.iterations += 1;
        let iteration = self.iterations;
        self.push(EventKind::IterationStarted { iteration, ready });
    }

    pub(crate) fn idle(&mut self, until: f64) {
        self.push(EventKind::Idle { until: Some(until) });
        let from = self.now;
        self.now = until;
        self.push(EventKind::ClockAdvanced { from });
    }

    pub(crate) fn coroutine(&mut self, name: &str, at: u32) -> CoroutineId {
        let coroutine = CoroutineId(self.coroutines);
        self.coroutines += 1;
        self.push(EventKind::CoroutineCreated {
            coroutine,
            name: name.into(),
            place: line(at),
            definition: line(1),
        });
        coroutine
    }

    pub(crate) fn task(&mut self, coroutine: CoroutineId, at: u32) -> Tools {
        let (task, future) = (TaskId(self.tasks), self.future_id());
        self.tasks += 1;
        let parent = self.running;
        self.push(EventKind::TaskCreated {
            task,
            future,
            name: format!("Task-{}", task.0 + 1),
            named: false,
            coroutine,
            parent,
            eager: false,
            place: line(at),
        });
        let step = self.schedule(Callback::TaskStep { task });
        Tools {
            task,
            future,
            coroutine,
            step,
        }
    }

    pub(crate) fn spawn(&mut self, name: &str, at: u32) -> Tools {
        let coroutine = self.coroutine(name, at);
        self.task(coroutine, at)
    }

    pub(crate) fn schedule(&mut self, callback: Callback) -> HandleId {
        let handle = self.handle();
        self.push(EventKind::HandleScheduled { handle, callback });
        handle
    }

    /// Runs a handle.
    pub(crate) fn run(&mut self, handle: HandleId, body: impl FnOnce(&mut Self)) {
        self.push(EventKind::HandleStarted { handle });
        body(self);
        self.running = None;
        self.push(EventKind::HandleFinished { handle });
    }

    /// Runs a step of a task.
    pub(crate) fn step(&mut self, tools: Tools, body: impl FnOnce(&mut Self)) {
        self.resume(tools, None, body);
    }

    /// Runs a step of a task that throws an exception in.
    pub(crate) fn throw(&mut self, tools: Tools, error: Exception, body: impl FnOnce(&mut Self)) {
        self.resume(tools, Some(error), body);
    }

    fn resume(&mut self, tools: Tools, exception: Option<Exception>, body: impl FnOnce(&mut Self)) {
        let task = tools.task;
        self.run(tools.step, |script| {
            script.running = Some(task);
            script.push(EventKind::TaskStepped { task, exception });
            body(script);
        });
    }

    pub(crate) fn enter(&mut self, coroutine: CoroutineId, at: u32) {
        let task = self.running;
        self.push(EventKind::CoroutineEntered {
            coroutine,
            task,
            place: line(at),
        });
    }

    pub(crate) fn future_id(&mut self) -> FutureId {
        self.futures += 1;
        FutureId(self.futures - 1)
    }

    pub(crate) fn future(
        &mut self,
        kind: FutureKind,
        label: &str,
        children: &[FutureId],
    ) -> FutureId {
        let future = self.future_id();
        self.push(EventKind::FutureCreated {
            future,
            kind,
            label: label.into(),
            children: children.into(),
            place: line(18),
        });
        future
    }

    pub(crate) fn timer(&mut self, seconds: f64, callback: Callback) -> HandleId {
        let handle = self.handle();
        let deadline = self.now + seconds;
        self.push(EventKind::TimerSet {
            handle,
            deadline,
            callback,
            place: line(18),
        });
        handle
    }

    pub(crate) fn suspend(&mut self, on: FutureId, at: u32) {
        if let Some(task) = self.running.take() {
            let on = Awaited::Future(on);
            let place = line(at);
            self.push(EventKind::TaskSuspended { task, on, place });
        }
    }

    /// The running task sleeps.
    pub(crate) fn sleep(&mut self, seconds: f64, at: u32) -> Nap {
        let future = self.future(FutureKind::Sleep, &format!("sleep({seconds})"), &[]);
        let timer = self.timer(seconds, Callback::SleepOver { future });
        self.suspend(future, at);
        Nap { future, timer }
    }

    /// A timer is due.
    pub(crate) fn fire(&mut self, timer: HandleId) {
        self.push(EventKind::TimerFired { handle: timer });
    }

    /// The callback of a sleep that is due: it wakes its task.
    pub(crate) fn wake_from(&mut self, nap: Nap, tools: &mut Tools) {
        self.run(nap.timer, |script| {
            script.resolve(nap.future, ok("None"));
            tools.step = script.wakeup(tools.task, nap.future);
        });
    }

    pub(crate) fn wakeup(&mut self, task: TaskId, future: FutureId) -> HandleId {
        self.schedule(Callback::TaskWakeup { task, future })
    }

    pub(crate) fn resolve(&mut self, future: FutureId, outcome: Outcome) {
        self.push(EventKind::FutureResolved { future, outcome });
    }

    pub(crate) fn print(&mut self, text: &str, at: u32) {
        let task = self.running;
        self.push(EventKind::Output {
            stream: Stream::Stdout,
            text: format!("{text}\n"),
            task,
            place: line(at),
        });
    }

    /// A coroutine in the running task returns.
    pub(crate) fn leave(&mut self, coroutine: CoroutineId, repr: &str) {
        let outcome = ok(repr);
        self.push(EventKind::CoroutineFinished { coroutine, outcome });
    }

    /// The running task returns.
    pub(crate) fn finish(&mut self, tools: Tools, repr: &str) {
        self.leave(tools.coroutine, repr);
        self.running = None;
        self.push(EventKind::TaskFinished {
            task: tools.task,
            outcome: ok(repr),
        });
    }

    /// The running task ends with an exception.
    pub(crate) fn fail(&mut self, tools: Tools, outcome: Outcome) {
        self.push(EventKind::CoroutineFinished {
            coroutine: tools.coroutine,
            outcome: outcome.clone(),
        });
        self.running = None;
        let task = tools.task;
        self.push(EventKind::TaskFinished { task, outcome });
    }

    /// After the main task's end: the loop stops and `asyncio.run` tidies up.
    pub(crate) fn tidy_up(&mut self, left: u32) {
        self.push(EventKind::LoopStopped);
        self.stage(RunStage::MainDone, 0);
        self.stage(RunStage::CancelLeftovers, left);
    }

    pub(crate) fn close(&mut self) {
        self.stage(RunStage::CloseAsyncgens, 0);
        self.stage(RunStage::CloseExecutor, 0);
        self.stage(RunStage::CloseLoop, 0);
        self.push(EventKind::LoopClosed { dropped: 0 });
        let outcome = ok("None");
        self.push(EventKind::ProgramFinished { outcome });
    }
}

/// The model after everything in the script.
pub(crate) fn after(script: &Script) -> Model {
    let mut model = Model::new();
    for event in &script.events {
        apply(&mut model, event);
    }
    model
}
