//! The run in progress, as the native modules meet it.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeSet, VecDeque},
    rc::Rc,
};

use coroscope_engine::Recorder;
use coroscope_trace::{
    CoroutineId, EventKind, FutureId, Outcome, Place, ResourceId, Stream, TaskId,
};
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyBaseExceptionRef, function::FuncArgs};

use crate::{
    Answer, Bounds, End, Press, Program, Surroundings,
    memory::Memory,
    native::{asyncio::show, buttons, coroutines::Coroutines, resources::Resources},
    patience::{Looks, Turns},
    rounds,
};

/// What stands behind an interpreter.
pub(crate) struct Host {
    pub(crate) recorder: Rc<Recorder>,
    pub(crate) surroundings: Rc<dyn Surroundings>,
    answers: RefCell<VecDeque<Answer>>,
    /// `time.time()` at loop time 0.
    pub(crate) epoch: f64,
    bounds: Bounds,
    memory: Memory,
    /// How often loops of the program may still go round.
    rounds: Cell<Option<u64>>,
    /// The loop that ran last: time is its time.
    latest: RefCell<asyncio::Loop>,
    chance: Cell<u64>,
    looks: Cell<Looks>,
    turns: Cell<Turns>,
    /// The number in the last `Task-<n>`.
    task_names: Cell<u64>,
    presses: RefCell<VecDeque<Press>>,
    pub(crate) coroutines: Coroutines,
    pub(crate) resources: Resources,
    /// Where the timer was set whose callback runs.
    pub(crate) timer_set: Cell<Place>,
    /// The tasks that are not done.
    pub(crate) unfinished: RefCell<BTreeSet<TaskId>>,
    /// Why the program is stopped, if it is.
    halted: RefCell<Option<End>>,
    /// How the program ended.
    outcome: RefCell<Outcome>,
    /// What was written to a stream since the last line ended.
    partial: RefCell<Option<(Stream, String, Place)>>,
}

/// A line that is longer than this, in bytes, is recorded in pieces.
const LONG_LINE: usize = 64 << 10;

thread_local! {
    /// Native functions are called without a way to hand anything in. A thread runs one program at a time.
    static CURRENT: RefCell<Option<Rc<Host>>> = const { RefCell::new(None) };
}

impl Host {
    pub(crate) fn new(
        recorder: Rc<Recorder>,
        program: &Program,
        bounds: Bounds,
        surroundings: Rc<dyn Surroundings>,
    ) -> Self {
        let first = asyncio::Loop::with_observer(Rc::clone(&recorder) as _);
        Self {
            recorder,
            surroundings,
            answers: RefCell::new(program.script.answers.iter().cloned().collect()),
            epoch: program.epoch,
            bounds,
            memory: Memory::bounded(bounds.memory),
            rounds: Cell::new(bounds.rounds),
            latest: RefCell::new(first),
            chance: Cell::new(program.seed),
            looks: Cell::default(),
            turns: Cell::default(),
            task_names: Cell::new(0),
            coroutines: Coroutines::default(),
            resources: Resources::default(),
            timer_set: Cell::default(),
            unfinished: RefCell::default(),
            presses: RefCell::new(program.script.presses.iter().copied().collect()),
            halted: RefCell::default(),
            outcome: RefCell::new(Outcome::Result("None".into())),
            partial: RefCell::default(),
        }
    }

    /// Makes it the one that native functions find, for as long as `during` lasts.
    pub(crate) fn enter<T>(self: &Rc<Self>, during: impl FnOnce() -> T) -> T {
        struct Leave(Option<Rc<Host>>);
        impl Drop for Leave {
            fn drop(&mut self) {
                CURRENT.set(self.0.take());
            }
        }
        let _leave = Leave(CURRENT.replace(Some(Rc::clone(self))));
        during()
    }

    /// The one that is entered on this thread.
    pub(crate) fn current() -> Option<Rc<Self>> {
        CURRENT.with_borrow(Clone::clone)
    }

    // ── time ────────────────────────────────────────────────────────────

    /// A loop that goes on where the latest is.
    pub(crate) fn new_loop(&self) -> asyncio::Loop {
        asyncio::Loop::builder()
            .observer(Rc::clone(&self.recorder) as _)
            .following(&self.latest.borrow())
            .build()
    }

    /// `aio` is about to run.
    pub(crate) fn turn_to(&self, aio: &asyncio::Loop) {
        let now = self.now();
        aio.advance_to(now);
        drop(self.latest.replace(aio.clone()));
    }

    /// Loop time, in seconds.
    pub(crate) fn now(&self) -> f64 {
        self.latest.borrow().time()
    }

    /// The program looks at the clock. Time stands still while a program computes, so whoever looks until some has
    /// passed would look for ever: after so many looks with nothing between them some of it has, and after
    /// very many at one moment, whatever happens between them.
    pub(crate) fn look_at_clock(&self, place: impl FnOnce() -> Place) {
        let looks = self.looks.get().next(self.now(), self.recorder.recorded());
        self.looks.set(looks);
        if looks.alone > 1_000 {
            self.block(0.01, place());
        } else if looks.at_this_time > 20_000 {
            self.block(0.1, place());
        }
    }

    /// The program keeps its thread for `seconds` of loop time.
    pub(crate) fn block(&self, seconds: f64, place: Place) {
        self.flush();
        let task = self.recorder.current_task();
        // Before the thread stands still, so that a page can say who does it, and where.
        self.recorder.record(EventKind::BlockingCalled {
            seconds,
            task,
            place,
        });
        self.recorder
            .outside()
            .block(seconds, self.recorder.outbox());
        let aio = self.latest.borrow().clone();
        self.recorder
            .blocking(|| aio.advance_to(aio.time() + seconds));
        self.recorder.set_time(aio.time());
        self.recorder.record(EventKind::Blocked {
            seconds,
            task,
            place,
        });
    }

    // ── numbers ─────────────────────────────────────────────────────────

    /// The number in the next `Task-<n>` (rule D12).
    pub(crate) fn next_task_name(&self) -> u64 {
        let number = self.task_names.get() + 1;
        self.task_names.set(number);
        number
    }

    pub(crate) fn number_task(&self) -> TaskId {
        TaskId(self.latest.borrow().number_task().0)
    }

    pub(crate) fn number_future(&self) -> FutureId {
        FutureId(self.latest.borrow().number_future().0)
    }

    pub(crate) fn number_coroutine(&self) -> CoroutineId {
        CoroutineId(self.latest.borrow().number_coroutine().0)
    }

    pub(crate) fn number_resource(&self) -> ResourceId {
        ResourceId(self.latest.borrow().number_resource().0)
    }

    // ── chance ──────────────────────────────────────────────────────────

    /// The next number of a run's own (SplitMix64).
    pub(crate) fn chance(&self) -> u64 {
        let state = self.chance.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.chance.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    // ── output ──────────────────────────────────────────────────────────

    /// The program writes. A line is one event, however many pieces it is written in.
    pub(crate) fn write(&self, stream: Stream, text: &str, place: impl FnOnce() -> Place) {
        let before = self.partial.borrow().as_ref().map(|partial| partial.0);
        if before.is_some_and(|before| before != stream) {
            self.flush();
        }
        let ended = text.ends_with('\n');
        // To look for the place may collect garbage, and what is collected may write.
        let is_new = self.partial.borrow().is_none();
        let place = is_new.then(place);
        match &mut *self.partial.borrow_mut() {
            Some((_, partial, _)) => partial.push_str(text),
            none => *none = Some((stream, text.into(), place.unwrap_or_default())),
        }
        let long = |(_, partial, _): &(Stream, String, Place)| partial.len() > LONG_LINE;
        if ended || self.partial.borrow().as_ref().is_some_and(long) {
            self.flush();
        }
    }

    /// Records what was written and does not end with a line.
    pub(crate) fn flush(&self) {
        let partial = self.partial.borrow_mut().take();
        if let Some((stream, text, place)) = partial.filter(|it| !it.1.is_empty()) {
            self.recorder.output(stream, &text, place);
        }
        if self.recorder.is_full() {
            rounds::attend();
        }
    }

    /// Records something that happened in the program.
    pub(crate) fn push(&self, kind: EventKind) {
        self.flush();
        self.recorder.record(kind);
    }

    // ── the end ─────────────────────────────────────────────────────────

    /// An exception left the program.
    pub(crate) fn ended_with(&self, error: &PyBaseExceptionRef, vm: &VirtualMachine) {
        *self.outcome.borrow_mut() = Outcome::Exception(show::exception(error, vm));
    }

    /// How the program ended.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome.borrow().clone()
    }

    /// Why the program was stopped, if it was.
    pub(crate) fn halted(&self) -> Option<End> {
        self.halted.borrow().clone()
    }

    /// Stops the program: nothing more is recorded, and the exception that is returned unwinds it.
    pub(crate) fn halt(&self, end: End, vm: &VirtualMachine) -> PyBaseExceptionRef {
        if self.halted.borrow().is_none() {
            self.flush();
            match end {
                End::Deadlocked => {
                    let waiting = self.unfinished.borrow().iter().copied().collect();
                    self.recorder.record(EventKind::Deadlocked { waiting });
                    self.recorder.close();
                }
                End::Full => self.recorder.close_full(),
                _ => self.recorder.close(),
            }
            *self.halted.borrow_mut() = Some(end);
            // However it is caught, the program comes no further than to the next round of a loop.
            rounds::attend();
            // Nobody hears any more what else goes wrong on that way.
            let silent = vm.new_function("silent", |_: FuncArgs| {});
            let hook = vm.ctx.intern_str("unraisablehook");
            if let Err(error) = vm.sys_module.set_attr(hook, silent, vm) {
                return error;
            }
        }
        vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned())
    }

    /// A loop goes round: whether to look at the next round too.
    pub(crate) fn round(&self, vm: &VirtualMachine) -> PyResult<bool> {
        if self.rounds.get() == Some(0) && self.halted.borrow().is_none() {
            return Err(self.halt(End::Full, vm));
        }
        self.rounds
            .set(self.rounds.get().map(|left| left.saturating_sub(1)));
        self.check_limits(vm)?;
        Ok(self.rounds.get().is_some() || !self.memory.is_calm())
    }

    fn check_limits(&self, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(end) = self.halted() {
            return Err(self.halt(end, vm));
        }
        if self.recorder.is_full() {
            return Err(self.halt(End::Full, vm));
        }
        if self.memory.is_exceeded() {
            return Err(vm.no_memory_error());
        }
        Ok(())
    }

    /// Whether the program may go on.
    pub(crate) fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check_limits(vm)?;
        let events = self.bounds.horizon.events;
        if events.is_some_and(|events| self.recorder.recorded() >= events) {
            return Err(self.halt(End::Horizon, vm));
        }
        Ok(())
    }

    /// Nothing is ready before `deadline`: time jumps there, or the run is over.
    pub(crate) fn wait(
        &self,
        aio: &asyncio::Loop,
        deadline: Option<f64>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.check(vm)?;
        let press = self.next_press();
        let press = press.filter(|it| deadline.is_none_or(|deadline| it.at <= deadline));
        if let Some(press) = press {
            self.jump(aio, press.at, vm)?;
            return self.press_due(vm);
        }
        match deadline {
            Some(deadline) => self.jump(aio, deadline, vm),
            None if buttons::any() => Err(self.halt(End::WaitsForButton, vm)),
            None => Err(self.halt(End::Deadlocked, vm)),
        }
    }

    fn jump(&self, aio: &asyncio::Loop, deadline: f64, vm: &VirtualMachine) -> PyResult<()> {
        if self.bounds.horizon.time.is_some_and(|time| deadline > time) {
            return Err(self.halt(End::Horizon, vm));
        }
        self.surroundings
            .wait(deadline - aio.time(), self.recorder.outbox());
        aio.advance_to(deadline);
        self.recorder.set_time(aio.time());
        Ok(())
    }

    /// A callback of `iteration` has run. Nothing that a loop calls takes time here, so one that is never idle would never come
    /// to its timers: after so many iterations at one moment some time has passed.
    pub(crate) fn turned(
        &self,
        aio: &asyncio::Loop,
        iteration: u32,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let turns = self.turns.get().next(aio.time(), iteration);
        self.turns.set(turns);
        if turns.at_this_time <= 10_000 {
            return Ok(());
        }
        self.jump(aio, aio.time() + 0.1, vm)
    }

    /// What `input(prompt)` is told.
    pub(crate) fn ask(&self, prompt: &str, vm: &VirtualMachine) -> PyResult<Answer> {
        self.flush();
        let scripted = self.answers.borrow_mut().pop_front();
        let answer = scripted.or_else(|| self.surroundings.ask(prompt, self.recorder.outbox()));
        answer.ok_or_else(|| {
            let prompt = prompt.into();
            self.halt(End::NeedsInput { prompt }, vm)
        })
    }

    /// The press that comes next, if its button is there and enough has happened.
    fn next_press(&self) -> Option<Press> {
        let press = self.presses.borrow().front().copied()?;
        let ripe = self.recorder.recorded() >= press.after && buttons::offers(press.button);
        ripe.then_some(press)
    }

    /// Between two callbacks: makes the presses whose time has come.
    pub(crate) fn press_due(&self, vm: &VirtualMachine) -> PyResult<()> {
        while let Some(press) = self.next_press().filter(|it| it.at <= self.now()) {
            self.presses.borrow_mut().pop_front();
            buttons::press(self, press.button, vm)?;
        }
        Ok(())
    }
}
