//! The clean-up after the last run (rules J2 to J6).

use super::{
    Drive, Interrupt, Lease, Progress, complete, forever::Running, lease::State, until::Until,
};
use crate::{
    exception::{Exception, Result},
    future::cell::FutureCell,
    gather::gather_cells,
    observe::{Complaint, Place, RunStage},
    report::{Report, Subject},
    task::cancel,
    value::Erased,
};
use alloc::{boxed::Box, rc::Rc, vec::Vec};
use core::mem;

enum Stage {
    Cancel,
    Gather(Until, Vec<Rc<FutureCell>>),
    /// The duty, and the run of the loop in which it is done once that began.
    Duty(Duty, Option<Running>),
    Close,
    Done,
}

/// A duty of the clean-up that has nothing to do here, but takes its time.
#[derive(Clone, Copy)]
enum Duty {
    Asyncgens,
    Executor,
}

impl Duty {
    fn stage(self) -> RunStage {
        match self {
            Duty::Asyncgens => RunStage::CloseAsyncgens,
            Duty::Executor => RunStage::CloseExecutor,
        }
    }

    fn next(self) -> Stage {
        match self {
            Duty::Asyncgens => Stage::Duty(Duty::Executor, None),
            Duty::Executor => Stage::Close,
        }
    }
}

/// `Runner.close()` as a state machine: cancel what is left and wait for it, close
/// async generators and the executor, close the loop (rule J2).
///
/// A task that ignores its cancellation is waited for, for ever if need be (rule
/// J5). Dropped half-way it closes the loop at once, and pending tasks are
/// destroyed.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let runner = asyncio::Runner::new(&aio);
/// let left = aio.create_task(aio.coroutine("forever", aio.sleep(f64::INFINITY)));
/// assert_eq!(runner.run(aio.sleep(1.0)), Ok(()));
/// assert!(!left.done());
/// assert_eq!(runner.close().complete(), Ok(()));
/// assert!(left.cancelled() && aio.is_closed());
/// ```
#[must_use = "nothing happens until it is driven"]
pub struct Close {
    lease: Rc<Lease>,
    stage: Stage,
    /// What left the clean-up.
    pub(super) failure: Option<Exception>,
    place: Place,
}

impl Close {
    pub(super) fn new(lease: &Rc<Lease>, place: Place) -> Self {
        Self {
            lease: lease.clone(),
            stage: match lease.state.get() {
                State::Closed => Stage::Done,
                _ => Stage::Cancel,
            },
            failure: None,
            place,
        }
    }

    /// What came of it.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let close = runner.close();
    /// assert!(close.outcome().is_err_and(|error| error.is("InvalidStateError")));
    /// ```
    ///
    /// # Errors
    /// The exception that left it, which ended it early: `SystemExit` or
    /// `KeyboardInterrupt` of a task or an interrupt; `RuntimeError` when the
    /// loop is running, was stopped, or was closed by somebody else.
    /// `InvalidStateError` before the end.
    pub fn outcome(&self) -> Result<()> {
        match (&self.failure, &self.stage) {
            (Some(error), _) => Err(error.clone()),
            (None, Stage::Done) => Ok(()),
            (None, _) => Err(Exception::invalid_state("Result is not set.")),
        }
    }

    /// Runs to the end on virtual time: loop time jumps to the next deadline.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// assert_eq!(runner.close().complete(), Ok(()));
    /// assert!(aio.is_closed());
    /// ```
    ///
    /// # Errors
    /// As [`outcome`](Self::outcome); `RuntimeError` on a deadlock (rule A19),
    /// after which the loop is closed.
    pub fn complete(mut self) -> Result<()> {
        let aio = self.lease.aio.clone();
        complete(&aio, &mut self)?;
        self.outcome()
    }

    /// Ends it with `KeyboardInterrupt` in the next step: what is left of the
    /// duties is skipped, and the loop closed.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// aio.create_task(aio.coroutine("nap", aio.sleep(1.0)));
    /// runner.run(aio.sleep(0.5))?;
    /// let close = runner.close();
    /// close.interrupt();
    /// assert!(close.complete().is_err_and(|error| error.is("KeyboardInterrupt")));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn interrupt(&self) {
        self.lease.interrupt.interrupt();
    }

    /// A handle by which it can be interrupted while it is driven.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let runner = asyncio::Runner::new(&aio);
    /// let close = runner.close();
    /// let interrupt = close.interrupt_handle();
    /// interrupt.interrupt();
    /// assert!(close.complete().is_err());
    /// ```
    pub fn interrupt_handle(&self) -> Interrupt {
        self.lease.interrupt.clone()
    }

    /// What leaves a duty takes the place of the outcome, and of the duties
    /// after it.
    fn fail(&mut self, error: Exception) -> Stage {
        self.failure = Some(error);
        Stage::Close
    }

    fn cancel_leftovers(&mut self) -> Stage {
        let aio = &self.lease.aio;
        let left: Vec<Rc<FutureCell>> = aio
            .all_tasks()
            .into_iter()
            .map(|task| task.0.clone())
            .collect();
        self.lease.enter(RunStage::CancelLeftovers, left.len());
        if left.is_empty() {
            return Stage::Duty(Duty::Asyncgens, None);
        }
        for task in &left {
            cancel::cancel(task, None, self.place);
        }
        let collect = Box::new(|children: &[Rc<FutureCell>]| {
            // As `gather` reads every outcome, none of them is unretrieved.
            for child in children {
                child.mark_retrieved();
            }
            Ok(Erased::new(()))
        });
        let all = gather_cells(aio, left.clone(), true, collect, self.place);
        match Until::begin(aio, &all) {
            Ok(until) => Stage::Gather(until, left),
            Err(error) => self.fail(error),
        }
    }

    /// Rule J2, (3).
    fn report_leftovers(&self, left: &[Rc<FutureCell>]) -> Result<()> {
        for task in left {
            if task.cancelled() || !task.done() {
                continue;
            }
            if let Ok(Some(error)) = task.exception() {
                let aio = &self.lease.aio;
                let message = "unhandled exception during asyncio.run() shutdown";
                let complaint = Complaint::ShutdownFailed;
                let subject = Subject::Task(task);
                aio.complain(&Report::new(aio, complaint, message, Some(&error), subject))?;
            }
        }
        Ok(())
    }

    /// A duty that has nothing to do takes one iteration after another: its task
    /// would start in the first and stop the loop in the second (rule J4).
    fn begin_duty(&mut self, duty: Duty) -> Stage {
        self.lease.enter(duty.stage(), 0);
        let aio = &self.lease.aio;
        match Running::begin(aio) {
            Ok(running) => {
                aio.idle_through_duty();
                // Its task would take a number, too.
                aio.next_name();
                Stage::Duty(duty, Some(running))
            }
            Err(error) => self.fail(error),
        }
    }

    /// What comes after a stage in which the loop ran. The loop has stopped, or
    /// this left it.
    fn after(&mut self, left: Option<Exception>) -> Stage {
        let ended = mem::replace(&mut self.stage, Stage::Done);
        match (ended, left) {
            (ended, Some(error)) => {
                drop(ended);
                self.fail(error)
            }
            (Stage::Gather(until, left), None) => {
                // The outcome of the gathering is of no interest.
                drop(until.future.result());
                drop(until);
                match self.report_leftovers(&left) {
                    Ok(()) => Stage::Duty(Duty::Asyncgens, None),
                    Err(exit) => self.fail(exit),
                }
            }
            (Stage::Duty(duty, running), None) => {
                drop(running);
                duty.next()
            }
            (other, None) => other,
        }
    }

    fn close_loop(&mut self) {
        self.lease.enter(RunStage::CloseLoop, 0);
        match self.lease.aio.close() {
            Ok(()) => self.lease.state.set(State::Closed),
            Err(error) => self.failure = Some(error),
        }
    }
}

impl Drive for Close {
    fn step(&mut self) -> Progress {
        let over = matches!(self.stage, Stage::Done | Stage::Close);
        if !over && self.lease.interrupt.take() {
            self.stage = Stage::Done;
            self.stage = self.fail(Exception::keyboard_interrupt());
            return Progress::Ran;
        }
        // When a callback panics, the clean-up stands where it stood.
        let progress = match &self.stage {
            Stage::Done => return Progress::Finished,
            Stage::Gather(until, _) => until.step(),
            Stage::Duty(_, Some(running)) => running.step(),
            Stage::Cancel | Stage::Duty(_, None) | Stage::Close => Ok(None),
        };
        self.stage = match (&self.stage, progress) {
            (_, Ok(Some(progress))) => return progress,
            (Stage::Cancel, _) => self.cancel_leftovers(),
            (Stage::Duty(duty, None), _) => self.begin_duty(*duty),
            (Stage::Close, _) => {
                self.close_loop();
                Stage::Done
            }
            (_, ended) => self.after(ended.err()),
        };
        Progress::Ran
    }
}

impl Drop for Close {
    fn drop(&mut self) {
        if !matches!(self.stage, Stage::Done | Stage::Cancel) {
            self.lease.give_up();
        }
    }
}
