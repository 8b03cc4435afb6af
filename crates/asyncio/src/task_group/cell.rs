//! What a group knows of its tasks, and how it ends.
//!
//! ```text
//!           enter (1)         exit (2)             the scope ends (3)
//! ┌─────────┐      ┌─────────┐      ┌───────────┐      ┌──────────┐
//! │ Created ├────► │ Entered ├────► │  Exiting  ├────► │ Finished │
//! └─────────┘      └─────────┘      └───────────┘      └──────────┘
//! ```
//!
//! (1) [`GroupCell::enter`], (2) [`GroupCell::exit`], which waits until
//! [`child_done`] has run for the last child, (3) [`Entered`]'s destructor, also
//! when a scope is dropped half-way. Aborting is no state of its own: a group
//! may begin to abort in either of the two in the middle.

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    future::{Wait, cell::FutureCell},
    observe::{Complaint, FutureId, Place, ResourceId, ResourceKind, ResourceState},
    report::{Report, Subject},
    resource::Resource,
    task::{TaskRef, cancel},
    value::{Erased, Repr},
};
use alloc::{
    collections::BTreeMap,
    format,
    rc::{Rc, Weak},
    vec::Vec,
};
use core::{
    cell::{Cell, RefCell},
    fmt, mem,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Created,
    Entered,
    Exiting,
    Finished,
}

pub(crate) struct GroupCell {
    resource: Resource,
    state: Cell<State>,
    aborting: Cell<bool>,
    /// Where it was entered; until then, where it was made.
    place: Cell<Place>,
    /// The task that entered, until the group is over.
    parent: RefCell<Option<Rc<FutureCell>>>,
    /// Children whose done callback has not run, in the order of their creation
    /// (rule D14). The loop keeps them alive as long as they are to be
    /// cancelled, so that this need not, and no cycle arises.
    children: RefCell<BTreeMap<FutureId, Weak<FutureCell>>>,
    errors: RefCell<Vec<Exception>>,
    /// The first `SystemExit` or `KeyboardInterrupt`.
    exit: RefCell<Option<Exception>>,
    /// The group itself cancelled the parent, and takes that back at the end.
    parent_cancelled: Cell<bool>,
    /// On this the parent waits in `exit`.
    completed: RefCell<Option<Rc<FutureCell>>>,
    /// [`child_done`]. Done callbacks name it by way of a group only, so that a
    /// program without groups carries nothing of it.
    child_done: fn(&Rc<FutureCell>, &GroupCell) -> Result<()>,
}

impl GroupCell {
    pub(crate) fn new(aio: &Loop, name: Option<&str>, place: Place) -> Self {
        Self {
            resource: Resource::new(aio, ResourceKind::TaskGroup, name, place),
            state: Cell::new(State::Created),
            aborting: Cell::new(false),
            place: Cell::new(place),
            parent: RefCell::default(),
            children: RefCell::default(),
            errors: RefCell::default(),
            exit: RefCell::default(),
            parent_cancelled: Cell::new(false),
            completed: RefCell::default(),
            child_done,
        }
    }

    pub(crate) fn aio(&self) -> &Loop {
        &self.resource.aio
    }

    pub(crate) fn id(&self) -> ResourceId {
        self.resource.id()
    }

    pub(crate) fn name(&self) -> &str {
        self.resource.name()
    }

    /// The task that entered, until the group is over.
    pub(crate) fn parent(&self) -> Option<Rc<FutureCell>> {
        self.parent.borrow().clone()
    }

    pub(crate) fn len(&self) -> usize {
        self.children.borrow().len()
    }

    /// `_on_task_done` for this child.
    pub(crate) fn child_done(&self, child: &Rc<FutureCell>) -> Result<()> {
        (self.child_done)(child, self)
    }

    pub(crate) fn add(&self, child: &Rc<FutureCell>) {
        self.children
            .borrow_mut()
            .insert(child.id, Rc::downgrade(child));
        self.tell_tasks();
    }

    fn tell_tasks(&self) {
        let left = self.len();
        self.resource.changed(ResourceState::Tasks(left as u32));
    }

    /// Whether a task may be made now (rule H2).
    pub(crate) fn admit(&self) -> Result<()> {
        let over = matches!(self.state.get(), State::Exiting | State::Finished);
        let refused = if self.state.get() == State::Created {
            "has not been entered"
        } else if over && self.len() == 0 {
            "is finished"
        } else if self.aborting.get() {
            "is shutting down"
        } else {
            return self.resource.aio.check_closed();
        };
        let message = format!("TaskGroup {self} {refused}");
        Err(Exception::runtime(&message))
    }

    /// `__aenter__` (rule H1).
    pub(crate) fn enter(&self, place: Place) -> Result<Entered<'_>> {
        if self.state.get() != State::Created {
            let message = format!("TaskGroup {self} has already been entered");
            return Err(Exception::runtime(&message));
        }
        let Some(parent) = self.resource.aio.current_cell() else {
            let message = format!("TaskGroup {self} cannot determine the parent task");
            return Err(Exception::runtime(&message));
        };
        *self.parent.borrow_mut() = Some(parent);
        self.place.set(place);
        self.state.set(State::Entered);
        Ok(Entered(self))
    }

    /// Cancels every child that is not done, in the order of creation (rules H4,
    /// H7, H13).
    fn abort(&self) {
        self.aborting.set(true);
        // A cancellation can only schedule, so none of them ends meanwhile; but
        // an observer sees it, and must find nothing borrowed.
        let children: Vec<_> = self.children.borrow().values().cloned().collect();
        for child in children.iter().filter_map(Weak::upgrade) {
            if !child.done() {
                cancel::cancel(&child, None, self.place.get());
            }
        }
    }

    fn keep_exit(&self, error: &Exception) {
        if error.is_exit() {
            self.exit.borrow_mut().get_or_insert_with(|| error.clone());
        }
    }

    /// `__aexit__` (rules H3, H7 to H11).
    pub(crate) async fn exit<T>(&self, body: Result<T>) -> Result<T> {
        self.state.set(State::Exiting);
        let mut propagate = None;
        if let Err(error) = &body {
            self.keep_exit(error);
            if error.is_cancelled() {
                propagate = Some(error.clone());
            }
            if !self.aborting.get() {
                self.abort();
            }
        }
        // The waiting can be cut short more than once: the parent may be
        // cancelled again and again while the children clean up (rule H8).
        while self.len() > 0 {
            let place = self.place.get();
            let completed = self.resource.waiter("exit", place);
            *self.completed.borrow_mut() = Some(completed.clone());
            if let Err(error) = Wait::<bool>::new(completed, place).await
                && !self.aborting.get()
            {
                propagate = Some(error);
                self.abort();
            }
            self.completed.borrow_mut().take();
        }
        let raise = |error: Exception| match &body {
            Err(body) => error.with_context(body.clone()),
            Ok(_) => error,
        };
        if let Some(error) = self.exit.borrow_mut().take() {
            return Err(raise(error));
        }
        let Some(parent) = self.parent.borrow().clone().map(TaskRef::from_cell) else {
            return body;
        };
        // Whoever asked for a cancellation has to take it back (rule H10).
        if self.parent_cancelled.get() && parent.uncancel() == 0 {
            propagate = None;
        }
        let mut errors = mem::take(&mut *self.errors.borrow_mut());
        if let (Some(error), true) = (propagate, errors.is_empty()) {
            return Err(error);
        }
        if let Err(error) = &body
            && !error.is_cancelled()
        {
            errors.push(error.clone());
        }
        if errors.is_empty() {
            return body;
        }
        // Somebody else cancelled the parent, too: once more, so that the next
        // await raises it, and the count stays (rule H11).
        if parent.cancelling() > 0 {
            parent.uncancel();
            cancel::cancel(&parent.0, None, self.place.get());
        }
        let message = "unhandled errors in a TaskGroup";
        Err(raise(Exception::group(message, errors)))
    }
}

/// CPython's `repr`: `<TaskGroup tasks=2 entered>`.
impl fmt::Display for GroupCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<TaskGroup")?;
        let (tasks, errors) = (self.len(), self.errors.borrow().len());
        if tasks > 0 {
            write!(f, " tasks={tasks}")?;
        }
        if errors > 0 {
            write!(f, " errors={errors}")?;
        }
        if self.aborting.get() {
            f.write_str(" cancelling")?;
        } else if self.state.get() != State::Created {
            f.write_str(" entered")?;
        }
        f.write_str(">")
    }
}

/// `_on_task_done` (rules H4 to H6).
fn child_done(child: &Rc<FutureCell>, group: &GroupCell) -> Result<()> {
    let left = {
        let mut children = group.children.borrow_mut();
        children.remove(&child.id);
        children.len()
    };
    group.tell_tasks();
    if left == 0 {
        let completed = group.completed.borrow().clone();
        if let Some(completed) = completed
            && !completed.done()
        {
            completed.set_result(Erased::new(true))?;
        }
    }
    if child.cancelled() {
        return Ok(());
    }
    let Some(error) = child.exception()? else {
        return Ok(());
    };
    let parent = group.parent.borrow().clone();
    let Some(parent) = parent.filter(|parent| !parent.done()) else {
        // Only a scope that was dropped half-way leaves its tasks behind, and
        // nobody will ask for their errors.
        let message = format!(
            "Task {} has errored out but its parent task is already completed",
            TaskRef::from_cell(child.clone()).name().repr()
        );
        let aio = &group.resource.aio;
        let subject = Subject::Task(child);
        let other = Complaint::Other;
        return aio.complain(&Report::new(aio, other, &message, Some(&error), subject));
    };
    group.keep_exit(&error);
    group.errors.borrow_mut().push(error);
    if !group.aborting.get() && !group.parent_cancelled.get() {
        group.abort();
        group.parent_cancelled.set(true);
        cancel::cancel(&parent, None, group.place.get());
    }
    Ok(())
}

/// Ends the group when its scope does, also when that is dropped half-way.
pub(crate) struct Entered<'a>(&'a GroupCell);

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let group = self.0;
        group.state.set(State::Finished);
        if group.len() > 0 && !group.aborting.get() && !group.resource.aio.is_closed() {
            group.abort();
        }
        let forgotten = (
            group.parent.borrow_mut().take(),
            group.completed.borrow_mut().take(),
            mem::take(&mut *group.errors.borrow_mut()),
            group.exit.borrow_mut().take(),
        );
        group.resource.changed(ResourceState::Closed);
        drop(forgotten);
    }
}
