//! The clean-up after the last run (rules J2 to J6).

use super::{
    Drive, Interrupt, Lease, Progress, complete, forever::Running, lease::State, until::Until,
};
use crate::{
    exception::{Exception, Result},
    future::cell::FutureCell,
    gather::gather_cells,
    handle::Action,
    observe::{Complaint, Place, RunStage},
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
    pub fn interrupt(&self) {
        self.lease.interrupt.interrupt();
    }

    /// A handle by which it can be interrupted while it is driven.
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

    fn gather(&mut self, until: Until, left: Vec<Rc<FutureCell>>) -> (Stage, Progress) {
        match until.step() {
            Ok(Some(progress)) => (Stage::Gather(until, left), progress),
            Ok(None) => {
                // The outcome of the gathering is of no interest.
                drop(until.future.result());
                drop(until);
                self.report_leftovers(&left);
                (Stage::Duty(Duty::Asyncgens, None), Progress::Ran)
            }
            Err(error) => {
                drop(until);
                (self.fail(error), Progress::Ran)
            }
        }
    }

    /// Rule J2, (3).
    fn report_leftovers(&self, left: &[Rc<FutureCell>]) {
        for task in left {
            if task.cancelled() || !task.done() {
                continue;
            }
            if let Ok(Some(error)) = task.exception() {
                self.lease.aio.complain(
                    Complaint::ShutdownFailed,
                    "unhandled exception during asyncio.run() shutdown",
                    Some(task.id),
                    Some(&error),
                );
            }
        }
    }

    /// One iteration after another of a duty that has nothing to do: its task
    /// would start in the first and stop the loop in the second (rule J4).
    fn nothing_to_do(&mut self, duty: Duty, running: Option<Running>) -> (Stage, Progress) {
        let Some(running) = running else {
            self.lease.enter(duty.stage(), 0);
            let aio = &self.lease.aio;
            return match Running::begin(aio) {
                Ok(running) => {
                    aio.push(Action::Idle(1));
                    // Its task would take a number, too.
                    aio.next_name();
                    (Stage::Duty(duty, Some(running)), Progress::Ran)
                }
                Err(error) => (self.fail(error), Progress::Ran),
            };
        };
        match running.step() {
            Ok(Some(progress)) => (Stage::Duty(duty, Some(running)), progress),
            Ok(None) => {
                drop(running);
                (duty.next(), Progress::Ran)
            }
            Err(error) => {
                drop(running);
                (self.fail(error), Progress::Ran)
            }
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
        let stage = mem::replace(&mut self.stage, Stage::Done);
        let (next, progress) = match stage {
            Stage::Done => return Progress::Finished,
            Stage::Close => {
                self.close_loop();
                (Stage::Done, Progress::Ran)
            }
            begun if self.lease.interrupt.take() => {
                drop(begun);
                (self.fail(Exception::keyboard_interrupt()), Progress::Ran)
            }
            Stage::Cancel => (self.cancel_leftovers(), Progress::Ran),
            Stage::Gather(until, left) => self.gather(until, left),
            Stage::Duty(duty, running) => self.nothing_to_do(duty, running),
        };
        self.stage = next;
        progress
    }
}

impl Drop for Close {
    fn drop(&mut self) {
        if !matches!(self.stage, Stage::Done | Stage::Cancel) {
            self.lease.give_up();
        }
    }
}
