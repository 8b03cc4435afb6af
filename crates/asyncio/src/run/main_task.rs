//! One run of a main task (rules A13, J1, J7, J8).

use super::{Drive, Interrupt, Lease, Progress, complete, lease::State, until::Until};
use crate::{
    awaitable::Awaitable,
    context::Context,
    coroutine::Coroutine,
    event_loop::Loop,
    exception::{Exception, Result},
    future::{cell::FutureCell, cell_result},
    observe::{Place, RunStage},
    task::{self, TaskRef},
    value::Value,
};
use alloc::{boxed::Box, rc::Rc};
use core::marker::PhantomData;

/// Makes the main task.
type Start = Box<dyn FnOnce(&Loop, &Context) -> Rc<FutureCell>>;

enum Stage {
    Start(Option<Start>),
    Running(Until),
    Done,
}

/// A run, whatever the type of its result.
pub(super) struct Course {
    pub(super) lease: Rc<Lease>,
    stage: Stage,
    task: Option<Rc<FutureCell>>,
    /// What came out in place of the main task's outcome.
    pub(super) failure: Option<Exception>,
    /// It was not allowed to begin.
    pub(super) refused: bool,
    /// Who is refused inside a running loop.
    called: &'static str,
    interrupts: u32,
    place: Place,
}

impl Course {
    fn new<T: Value>(
        lease: Rc<Lease>,
        main: Coroutine<T>,
        called: &'static str,
        place: Place,
    ) -> Self {
        let start = move |aio: &Loop, context: &Context| {
            let task = aio.task().context(context).eager(false);
            let (task, _) = task.start(main, place);
            task.cell().log_destroy_pending.set(false);
            task.cell().clone()
        };
        Self {
            lease,
            stage: Stage::Start(Some(Box::new(start))),
            task: None,
            failure: None,
            refused: false,
            called,
            interrupts: 0,
            place,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    fn start(&mut self, start: Start) {
        match self.check() {
            Ok(()) => {}
            Err(error) => {
                self.failure = Some(error);
                self.refused = true;
                return;
            }
        }
        let context = self.lease.begin();
        let aio = &self.lease.aio;
        let main = start(aio, context);
        match Until::begin(aio, &main) {
            Ok(until) => self.stage = Stage::Running(until),
            Err(error) => self.failure = Some(error),
        }
        self.task = Some(main);
    }

    /// Rule J1.
    fn check(&self) -> Result<()> {
        let aio = &self.lease.aio;
        if aio.check_running().is_err() {
            let called = self.called;
            let message = alloc::format!("{called} cannot be called from a running event loop");
            return Err(Exception::runtime(&message));
        }
        if self.lease.state.get() == State::Closed {
            return Err(Exception::runtime("Runner is closed"));
        }
        aio.check_closed()
    }

    /// `_on_sigint`, as often as somebody interrupted (rule J7).
    fn hear_interrupts(&mut self) {
        while matches!(self.stage, Stage::Running(_)) && self.lease.interrupt.take() {
            self.interrupts += 1;
            match &self.task {
                Some(task) if self.interrupts == 1 && !task.done() => {
                    task::cancel::cancel(task, None, self.place);
                    // The loop may wait for a deadline far away.
                    self.lease.aio.call_soon("_on_sigint", || ());
                }
                _ => self.end(Some(Exception::keyboard_interrupt())),
            }
        }
    }

    /// What left the loop ends the run as much as the main task's end does.
    fn end(&mut self, left: Option<Exception>) {
        self.stage = Stage::Done;
        self.failure = left.or_else(|| self.interrupted());
        self.lease.enter(RunStage::MainDone, 0);
    }

    /// Whether it was the interrupt that ended the main task, and nobody else
    /// wanted it cancelled.
    fn interrupted(&self) -> Option<Exception> {
        let task = self.task.as_ref().filter(|task| task.cancelled())?;
        if self.interrupts == 0 {
            return None;
        }
        let left = TaskRef::from_cell(task.clone()).uncancel();
        (left == 0).then(|| Exception::keyboard_interrupt().with_context(task.cancelled_error()))
    }
}

impl Drive for Course {
    fn step(&mut self) -> Progress {
        if self.is_over() {
            return Progress::Finished;
        }
        self.hear_interrupts();
        // When a callback panics, the run stands where it stood.
        let ended = match &mut self.stage {
            Stage::Start(start) => {
                let start = start.take();
                self.stage = Stage::Done;
                if let Some(start) = start {
                    self.start(start);
                }
                return Progress::Ran;
            }
            Stage::Running(until) => match until.step() {
                Ok(Some(progress)) => return progress,
                ended => ended.err(),
            },
            // An interrupt has just ended it.
            Stage::Done => return Progress::Ran,
        };
        self.end(ended);
        Progress::Ran
    }
}

/// One `run()` of a [`Runner`](crate::Runner) as a state machine: makes the main
/// task and runs the loop until that is done.
///
/// Dropped half-way it leaves the loop as it is, no longer running: the main task
/// is one more that the clean-up finds.
///
/// ```
/// use asyncio::{Drive, Loop, Progress, Runner};
/// let aio = Loop::new();
/// let runner = Runner::new(&aio);
/// let mut main = runner.start(aio.sleep(2.0));
/// loop {
///     match main.step() {
///         Progress::Ran => {}
///         Progress::Idle { .. } => assert!(aio.advance_to_next_deadline()),
///         Progress::Finished => break,
///     }
/// }
/// assert_eq!(main.outcome(), Ok(()));
/// assert!(!aio.is_closed());
/// # runner.close().complete().unwrap();
/// ```
#[must_use = "nothing happens until it is driven"]
pub struct Main<T> {
    pub(super) course: Course,
    result: PhantomData<fn() -> T>,
}

impl<T: Value> Main<T> {
    pub(super) fn new<A: Awaitable<T>>(
        lease: &Rc<Lease>,
        main: A,
        called: &'static str,
        place: Place,
    ) -> Self
    where
        A::Wait: 'static,
    {
        let main = main.into_coroutine(&lease.aio, place);
        Self {
            course: Course::new(lease.clone(), main, called, place),
            result: PhantomData,
        }
    }

    /// How the main task ended, or what left the loop before.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let main = runner.start(aio.sleep(1.0));
    /// assert!(main.outcome().is_err_and(|error| error.is("InvalidStateError")));
    /// ```
    ///
    /// # Errors
    /// That exception. `KeyboardInterrupt` when an interrupt ended it (rule J7).
    /// `RuntimeError` when the loop was running or closed. `InvalidStateError`
    /// before the end.
    pub fn outcome(&self) -> Result<T> {
        if let Some(error) = &self.course.failure {
            return Err(error.clone());
        }
        match &self.course.task {
            Some(task) => cell_result(task),
            None => Err(Exception::invalid_state("Result is not set.")),
        }
    }

    /// Runs to the end on virtual time: loop time jumps to the next deadline.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// assert_eq!(runner.start(aio.sleep(1.0)).complete(), Ok(()));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// As [`outcome`](Self::outcome); `RuntimeError` on a deadlock (rule A19).
    pub fn complete(mut self) -> Result<T> {
        let aio = self.course.lease.aio.clone();
        complete(&aio, &mut self.course)?;
        self.outcome()
    }

    /// The first call cancels the main task, the second leaves the loop with
    /// `KeyboardInterrupt` (rule J7); both in the next step.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let main = runner.start(aio.sleep(1.0));
    /// main.interrupt();
    /// assert!(main.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn interrupt(&self) {
        self.course.lease.interrupt.interrupt();
    }

    /// A handle by which it can be interrupted while it is driven.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let main = runner.start(aio.sleep(1.0));
    /// let interrupt = main.interrupt_handle();
    /// aio.call_later(0.5, "Ctrl-C", move || interrupt.interrupt());
    /// assert!(main.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// # runner.close().complete()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn interrupt_handle(&self) -> Interrupt {
        self.course.lease.interrupt.clone()
    }
}

impl<T: Value> Drive for Main<T> {
    fn step(&mut self) -> Progress {
        self.course.step()
    }
}
