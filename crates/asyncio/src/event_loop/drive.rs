//! Driving the loop: one callback, one iteration, until stalled.

use super::{
    Loop,
    calling::{Current, InCallback},
};
use crate::{
    debug::{Ran, Slow, Thing},
    exception::{Exception, Result},
    future::{
        FutureRef,
        cell::FutureCell,
        done::{DoneCallback, UserDone},
    },
    handle::{Action, Entry, Standing, UserCall},
    observe::{Complaint, Event, HandleId},
    report::{Report, Subject},
    task::step,
    value::Erased,
};
use alloc::{format, rc::Rc};

/// Deadlines less than this apart, in seconds, fall in the same iteration
/// (`_clock_resolution`, rule A5).
pub const CLOCK_RESOLUTION: f64 = 1e-9;

/// What came of driving the loop.
///
/// ```
/// use asyncio::{Loop, Turn};
/// let aio = Loop::new();
/// aio.call_soon("soon", || ());
/// assert_eq!(aio.run_callback(), Turn::Ran);
/// assert_eq!(aio.run_callback(), Turn::Idle { deadline: None });
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Turn {
    /// Something ran, and there may be more to run now.
    Ran,
    /// Nothing is ready. The loop may wait until `deadline`, in seconds of loop
    /// time, or for ever when nothing but the outside can go on.
    Idle {
        /// The earliest deadline.
        deadline: Option<f64>,
    },
    /// [`Loop::stop`] was called, and the iteration is over (rule A10).
    Stopped,
    /// `SystemExit` or `KeyboardInterrupt` left a callback; what is left of the
    /// iteration stays in the ready queue (rule A12). Or `RuntimeError`: somebody
    /// tried to drive the loop from inside one of its own callbacks (rule A15),
    /// and nothing was done.
    Raised(Exception),
}

impl Loop {
    /// Runs one callback, beginning an iteration if none is in progress.
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// aio.call_soon("first", || ());
    /// aio.call_soon("second", || ());
    /// assert_eq!(aio.run_callback(), Turn::Ran);
    /// assert_eq!(aio.left_in_iteration(), 1);
    /// # aio.close().unwrap();
    /// ```
    ///
    /// # Panics
    /// When the callback does. The loop stays usable: a task whose coroutine
    /// panicked ends with `PanicException`, which derives from `BaseException`
    /// alone, when the loop is next driven or closed; everything else is as it
    /// was before the callback.
    pub fn run_callback(&self) -> Turn {
        if !self.between_callbacks() {
            let message = "This event loop is already running";
            return Turn::Raised(Exception::runtime(message));
        }
        if self.is_closed() {
            return Turn::Idle { deadline: None };
        }
        if self.0.batch.get() == 0
            && let Some(turn) = self.begin_iteration()
        {
            return turn;
        }
        let entry = self.0.ready.borrow_mut().pop_front();
        self.0.batch.set(self.0.batch.get().saturating_sub(1));
        let raised = entry.and_then(|entry| self.run(entry));
        self.collect_wakes();
        if let Some(error) = raised {
            self.0.batch.set(0);
            return Turn::Raised(error);
        }
        if self.0.batch.get() == 0 && self.0.stopping.replace(false) {
            return Turn::Stopped;
        }
        Turn::Ran
    }

    /// Runs what is left of the iteration in progress, or a whole new one.
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// let nested = aio.clone();
    /// aio.call_soon("first", move || {
    ///     nested.call_soon("in the next one", || ());
    /// });
    /// assert_eq!(aio.run_iteration(), Turn::Ran);
    /// assert_eq!(aio.iteration(), 1);
    /// # aio.close().unwrap();
    /// ```
    pub fn run_iteration(&self) -> Turn {
        loop {
            let turn = self.run_callback();
            if turn != Turn::Ran || self.0.batch.get() == 0 {
                return turn;
            }
        }
    }

    /// Runs until nothing is ready, or the loop is stopped.
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// aio.call_later(2.0, "late", || ());
    /// assert_eq!(aio.run_until_stalled(), Turn::Idle { deadline: Some(2.0) });
    /// # aio.close().unwrap();
    /// ```
    pub fn run_until_stalled(&self) -> Turn {
        loop {
            let turn = self.run_callback();
            if turn != Turn::Ran {
                return turn;
            }
        }
    }

    /// How many handles the iteration in progress has still to run.
    ///
    /// ```
    /// assert_eq!(asyncio::Loop::new().left_in_iteration(), 0);
    /// ```
    pub fn left_in_iteration(&self) -> usize {
        self.0.batch.get()
    }

    /// The beginning of an iteration, in this order: purge cancelled timers,
    /// move due ones to the end of the ready queue, count what is ready now
    /// (rule A1). The waiting between the two belongs to the driver.
    fn begin_iteration(&self) -> Option<Turn> {
        self.collect_wakes();
        if self.must_wait() {
            return Some(self.idle());
        }
        if !self.0.timers.borrow().is_empty() {
            self.take_due();
        }
        let ready = self.0.ready.borrow().len();
        if ready == 0 {
            if self.0.stopping.replace(false) {
                return Some(Turn::Stopped);
            }
            return Some(self.idle());
        }
        self.0.idle_told.set(false);
        self.0.batch.set(ready);
        if ready > self.0.unobserved.get() {
            let iteration = self.0.iteration.get() + 1;
            self.0.iteration.set(iteration);
            self.emit_with(|| Event::IterationStarted {
                iteration,
                ready: ready as u32,
            });
        }
        None
    }

    /// Moves the timers that are due to the end of the ready queue.
    fn take_due(&self) {
        // Far from zero one resolution is less than the step between two numbers.
        let end = (self.time() + CLOCK_RESOLUTION).max(self.time().next_up());
        loop {
            let due = {
                let mut timers = self.0.timers.borrow_mut();
                timers.purge();
                timers.pop_due(end)
            };
            let Some(timed) = due else { break };
            timed.stand(Standing::Ready);
            if !timed.is_cancelled() {
                self.emit_with(|| Event::TimerFired { handle: timed.id() });
            }
            self.0.ready.borrow_mut().push_back(timed.into());
        }
    }

    /// Whether the loop has to wait until the earliest deadline itself, though
    /// it may be less than one resolution away: only a loop that does not wait
    /// takes such a timer along before its time (rules A4, A5).
    fn must_wait(&self) -> bool {
        if self.0.stopping.get() || !self.0.ready.borrow().is_empty() {
            return false;
        }
        let mut timers = self.0.timers.borrow_mut();
        timers.purge();
        timers
            .next_deadline()
            .is_some_and(|time| time > self.time())
    }

    fn idle(&self) -> Turn {
        let deadline = self.next_deadline();
        if !self.0.idle_told.replace(true) {
            self.emit(&Event::Idle { until: deadline });
        }
        Turn::Idle { deadline }
    }

    /// The one function in which callbacks are called.
    fn run(&self, entry: Entry) -> Option<Exception> {
        let (handle, when) = match &entry {
            Entry::Own(_, Action::Idle(left)) => {
                self.idle_once(*left);
                return None;
            }
            Entry::Own(id, _) => (*id, None),
            Entry::Sleep(cell) => {
                self.wake_sleeper(cell);
                return None;
            }
            Entry::Shared(cell) => {
                cell.standing.set(Standing::Over);
                if cell.cancelled.get() || cell.action.borrow().is_none() {
                    self.emit(&Event::HandleSkipped { handle: cell.id });
                    return None;
                }
                (cell.id, cell.when)
            }
        };
        self.emit_with(|| Event::HandleStarted { handle });
        let watch = self.watch().filter(|_| self.debug());
        let about_to = watch.and_then(|watch| match &entry {
            Entry::Own(_, action) => Some(watch.about_to(action)),
            Entry::Shared(cell) => Some(watch.about_to(cell.action.borrow().as_ref()?)),
            Entry::Sleep(_) => None,
        });
        let began = self.time();
        let calling = InCallback::new(self, Current::new(handle, when));
        let raised = match entry {
            // It is not moved once more: most of them are steps of tasks.
            Entry::Own(_, Action::Step(task, error)) => step::step(&task, error),
            Entry::Own(_, Action::Wakeup(task, future)) => step::wakeup(&task, future),
            Entry::Own(_, action) => self.call(action),
            Entry::Shared(cell) => {
                let action = cell.action.borrow_mut().take();
                action.and_then(|action| self.call(action))
            }
            Entry::Sleep(_) => None,
        };
        calling.over();
        self.emit_with(|| Event::HandleFinished { handle });
        self.report_slow(handle, when, about_to, self.time() - began);
        self.forget(Thing::Handle(handle));
        // An eager task that a plain callback made may have raised it.
        raised.or_else(|| self.slot().take_thrown())
    }

    /// One iteration of a duty that has nothing to do.
    fn idle_once(&self, left: u32) {
        self.0.unobserved.set(self.0.unobserved.get() - 1);
        match left {
            0 => self.stop(),
            left => self.push(Action::Idle(left - 1)),
        }
    }

    /// `futures._set_result_unless_cancelled`, as `sleep` uses it.
    fn wake_sleeper(&self, cell: &Rc<FutureCell>) {
        let Some(part) = cell.sleep() else { return };
        let handle = part.handle;
        part.standing.set(Standing::Over);
        if part.cancelled.get() {
            self.emit(&Event::HandleSkipped { handle });
            return;
        }
        self.emit_with(|| Event::HandleStarted { handle });
        if !cell.done() {
            // It is pending, so it takes the result.
            drop(cell.set_result(Erased::new(())));
        }
        self.emit_with(|| Event::HandleFinished { handle });
    }

    fn call(&self, action: Action) -> Option<Exception> {
        let result = match action {
            Action::Step(task, error) => return step::step(&task, error),
            Action::Wakeup(task, future) => return step::wakeup(&task, future),
            Action::TimeLimit(limit) => {
                limit.expire();
                return None;
            }
            Action::Release(waiter) => crate::wait::release(&waiter),
            Action::CompletionsOver(shared) => shared.expire(),
            Action::Done(DoneCallback::User(user), future) => {
                let UserDone {
                    name,
                    home,
                    callback,
                    ..
                } = *user;
                let handed = FutureRef(future);
                let call = || self.judge(callback(&handed), &name);
                return self.within(home, call).0;
            }
            Action::Done(callback, future) => callback.run(&future),
            Action::User(call) => {
                let UserCall {
                    name,
                    home,
                    callback,
                } = *call;
                return self.within(home, || self.judge(callback(), &name)).0;
            }
            Action::Guest(call) => (call.callback)(),
            Action::Idle(_) => return None,
        };
        self.judge(result, "")
    }

    /// An exception that leaves a callback: out of the loop, or to the exception
    /// handler, which runs in the callback's context (rules A11, A12, A17).
    fn judge(&self, result: Result<()>, name: &str) -> Option<Exception> {
        match result {
            Err(error) if error.is_exit() => Some(error),
            Err(error) => {
                let message = format!("Exception in callback {name}()");
                let complaint = Complaint::CallbackFailed;
                let subject = Subject::Handle(name);
                let report = Report::new(self, complaint, &message, Some(&error), subject);
                self.complain(&report).err()
            }
            Ok(()) => None,
        }
    }

    /// Rule W5: observers hear of it in any case, the log in debug mode.
    fn report_slow(&self, handle: HandleId, when: Option<f64>, ran: Option<Ran>, seconds: f64) {
        if seconds < self.0.slow_after.get() {
            return;
        }
        self.emit(&Event::SlowCallback { handle, seconds });
        if let (Some(ran), Some(log)) = (ran, self.log()) {
            log.slow(&Slow {
                aio: self,
                ran,
                handle,
                when,
                seconds,
            });
        }
    }

    /// Foreign wakes become steps, behind everything that is ready.
    fn collect_wakes(&self) {
        if !self.inbox().look() {
            return;
        }
        while let Some(id) = self.inbox().take() {
            if let Some(task) = self.find_task(id) {
                step::foreign_wake(&task);
            }
        }
        if self.probe().take_woken() {
            // Something kept the waker of its first poll and was not satisfied
            // with the newer one: nobody knows whose it was.
            for task in self.tasks_in_order() {
                step::foreign_wake(&task);
            }
        }
    }
}
