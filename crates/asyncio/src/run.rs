//! `run_until_complete` and `asyncio.run` with all of its duties (rules A13,
//! A14, J1 to J6).

use crate::until::{Until, deadlock};
use crate::{
    coroutine::Coroutine,
    event_loop::{Loop, Turn},
    exception::{Exception, Result},
    future::cell::FutureCell,
    gather::gather_cells,
    handle::Action,
    observe::{Complaint, Event, Place, RunStage},
    task::Task,
    value::{Erased, Value},
};
use alloc::{boxed::Box, rc::Rc, vec::Vec};
use core::{cell::RefCell, panic::Location};

/// What one step of a [`Run`] came to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub enum Progress {
    /// A callback ran, or a duty was entered; there may be more to do now.
    Ran,
    /// Nothing is ready. Wait until `deadline`, in seconds of loop time, or for
    /// something from outside; then [`advance_to`](Loop::advance_to) and step on.
    Idle {
        /// The earliest deadline.
        deadline: Option<f64>,
    },
    /// The loop is closed and [`Run::outcome`] is there.
    Finished,
}

/// Something that is driven step by step, whatever its result is.
pub trait Drive {
    /// Runs one callback, or enters one duty.
    fn step(&mut self) -> Progress;
}

/// Makes the main task.
type Start = Box<dyn FnOnce(&Loop) -> Rc<FutureCell>>;

enum Stage {
    Start(Start),
    Main(Until),
    Cancel,
    Gather(Until, Vec<Rc<FutureCell>>),
    Asyncgens(bool),
    Executor(bool),
    Close,
    Done,
}

/// `asyncio.run(main())` as a state machine, so that whoever drives it decides
/// about time: create the main task, run it to its end, cancel and gather what
/// is left, close async generators and the executor, close the loop.
///
/// ```
/// use asyncio::{Loop, Progress, Run, Drive};
/// let aio = Loop::new();
/// let sleeper = aio.clone();
/// let main = aio.coroutine("main", async move {
///     sleeper.sleep(2.0).await?;
///     Ok("done")
/// });
/// let mut run = Run::new(&aio, main);
/// loop {
///     match run.step() {
///         Progress::Ran => {}
///         Progress::Idle { .. } => assert!(aio.advance_to_next_deadline()),
///         Progress::Finished => break,
///     }
/// }
/// assert_eq!(run.outcome()?, "done");
/// assert!(aio.is_closed());
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct Run<T: Value> {
    aio: Loop,
    stage: Stage,
    main: Rc<RefCell<Option<Task<T>>>>,
    /// What left the loop in place of the main task's outcome.
    failure: Option<Exception>,
    place: Place,
}

impl<T: Value> Run<T> {
    /// Nothing happens until the first [`step`](Drive::step). The loop must be
    /// neither running nor closed; else the outcome says so.
    #[track_caller]
    pub fn new(aio: &Loop, main: Coroutine<T>) -> Self {
        let place = Location::caller();
        let task = Rc::new(RefCell::new(None));
        let slot = task.clone();
        let start = move |aio: &Loop| {
            let (task, _) = aio.task().eager(false).start(main, place);
            if let Some(part) = task.cell().task() {
                part.log_destroy_pending.set(false);
            }
            let cell = task.cell().clone();
            *slot.borrow_mut() = Some(task);
            cell
        };
        Self {
            aio: aio.clone(),
            stage: Stage::Start(Box::new(start)),
            main: task,
            failure: None,
            place,
        }
    }

    /// How the main task ended, or what left the loop before.
    ///
    /// # Errors
    /// That exception; `InvalidStateError` before the end.
    pub fn outcome(&self) -> Result<T> {
        if let Some(error) = &self.failure {
            return Err(error.clone());
        }
        match &*self.main.borrow() {
            Some(task) => task.result(),
            None => Err(Exception::invalid_state("Result is not set.")),
        }
    }

    /// Runs to the end on virtual time: loop time jumps to the next deadline.
    ///
    /// # Errors
    /// As [`outcome`](Self::outcome); `RuntimeError` on a deadlock, after which
    /// the loop is closed.
    pub fn complete(mut self) -> Result<T> {
        loop {
            match self.step() {
                Progress::Ran => {}
                Progress::Idle { .. } if self.aio.advance_to_next_deadline() => {}
                Progress::Idle { .. } => return Err(deadlock()),
                Progress::Finished => return self.outcome(),
            }
        }
    }

    fn enter(&self, stage: RunStage, tasks: usize) {
        self.aio.emit(&Event::RunStage {
            stage,
            tasks: tasks as u32,
        });
    }

    /// An exception that leaves the loop ends the stage; one that leaves a duty
    /// takes the place of how the main task ended, and of the duties after it.
    fn fail(&mut self, error: Exception) -> Stage {
        self.failure = Some(error);
        Stage::Close
    }

    /// One iteration after another of a duty that has nothing to do: its task
    /// would start in the first and stop the loop in the second (rule J4).
    fn nothing_to_do(&self, begun: bool) -> Result<Option<Progress>> {
        if !begun {
            self.aio.begin_running()?;
            self.aio.push(Action::Idle(1));
            // Its task would take a number, too.
            self.aio.next_name();
            return Ok(Some(Progress::Ran));
        }
        match self.aio.run_callback() {
            Turn::Ran => return Ok(Some(Progress::Ran)),
            Turn::Idle { deadline } => return Ok(Some(Progress::Idle { deadline })),
            Turn::Stopped => self.aio.end_running(),
            Turn::Raised(error) => {
                self.aio.end_running();
                return Err(error);
            }
        }
        Ok(None)
    }

    fn cancel_leftovers(&mut self) -> Stage {
        let left: Vec<Rc<FutureCell>> = self
            .aio
            .all_tasks()
            .into_iter()
            .map(|task| task.0.clone())
            .collect();
        self.enter(RunStage::CancelLeftovers, left.len());
        if left.is_empty() {
            return Stage::Asyncgens(false);
        }
        for task in &left {
            crate::task::cancel::cancel(task, None, self.place);
        }
        let collect = Box::new(|children: &[Rc<FutureCell>]| {
            // As `gather` reads every outcome, none of them is unretrieved.
            for child in children {
                child.mark_retrieved();
            }
            Ok(Erased::new(()))
        });
        let all = gather_cells(&self.aio, left.clone(), true, collect, self.place);
        match Until::begin(&self.aio, &all) {
            Ok(until) => Stage::Gather(until, left),
            Err(error) => self.fail(error),
        }
    }

    /// Rule J2, (3).
    fn report_leftovers(&self, left: &[Rc<FutureCell>]) {
        for task in left {
            if task.cancelled() || !task.done() {
                continue;
            }
            if let Ok(Some(error)) = task.exception() {
                self.aio.complain(
                    Complaint::ShutdownFailed,
                    "unhandled exception during asyncio.run() shutdown",
                    Some(task.id),
                    Some(&error),
                );
            }
        }
    }

    fn start(&mut self, start: Start) -> Stage {
        if self.aio.is_running() {
            self.fail(Exception::runtime(
                "asyncio.run() cannot be called from a running event loop",
            ));
            return Stage::Done;
        }
        if let Err(error) = self.aio.check_closed() {
            self.fail(error);
            return Stage::Done;
        }
        self.enter(RunStage::NewLoop, 0);
        let main = start(&self.aio);
        match Until::begin(&self.aio, &main) {
            Ok(until) => Stage::Main(until),
            Err(error) => self.fail(error),
        }
    }
}

impl<T: Value> Drive for Run<T> {
    fn step(&mut self) -> Progress {
        let stage = core::mem::replace(&mut self.stage, Stage::Done);
        let (next, progress) = match stage {
            Stage::Start(start) => (self.start(start), Progress::Ran),
            Stage::Main(until) => match until.step(&self.aio) {
                Ok(Some(progress)) => (Stage::Main(until), progress),
                ended => {
                    if let Err(error) = ended {
                        self.fail(error);
                    }
                    self.enter(RunStage::MainDone, 0);
                    (Stage::Cancel, Progress::Ran)
                }
            },
            Stage::Cancel => (self.cancel_leftovers(), Progress::Ran),
            Stage::Gather(until, left) => match until.step(&self.aio) {
                Ok(Some(progress)) => (Stage::Gather(until, left), progress),
                Ok(None) => {
                    // The outcome of the gathering is of no interest.
                    drop(until.future.result());
                    self.report_leftovers(&left);
                    (Stage::Asyncgens(false), Progress::Ran)
                }
                Err(error) => (self.fail(error), Progress::Ran),
            },
            Stage::Asyncgens(begun) => {
                if !begun {
                    self.enter(RunStage::CloseAsyncgens, 0);
                }
                match self.nothing_to_do(begun) {
                    Ok(Some(progress)) => (Stage::Asyncgens(true), progress),
                    Ok(None) => (Stage::Executor(false), Progress::Ran),
                    Err(error) => (self.fail(error), Progress::Ran),
                }
            }
            Stage::Executor(begun) => {
                if !begun {
                    self.enter(RunStage::CloseExecutor, 0);
                }
                match self.nothing_to_do(begun) {
                    Ok(Some(progress)) => (Stage::Executor(true), progress),
                    Ok(None) => (Stage::Close, Progress::Ran),
                    Err(error) => (self.fail(error), Progress::Ran),
                }
            }
            Stage::Close => {
                self.enter(RunStage::CloseLoop, 0);
                if let Err(error) = self.aio.close() {
                    self.fail(error);
                }
                (Stage::Done, Progress::Ran)
            }
            Stage::Done => (Stage::Done, Progress::Finished),
        };
        self.stage = next;
        progress
    }
}

impl<T: Value> Drop for Run<T> {
    fn drop(&mut self) {
        if !matches!(self.stage, Stage::Done | Stage::Start(_)) {
            self.aio.abandon();
        }
    }
}
