//! Faults of `TaskGroup`.

use super::{Fault, fault};

const CELL: &str = "task_group/cell.rs";

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "group-takes-tasks-after-its-end",
        "H2",
        CELL,
        "} else if over && self.len() == 0 {",
        "} else if over && false {",
    ),
    fault(
        "group-takes-tasks-while-it-aborts",
        "H2",
        CELL,
        "} else if self.aborting.get() {",
        "} else if false {",
    ),
    fault(
        "group-does-not-wait-for-its-children",
        "H3",
        CELL,
        "while self.len() > 0 {",
        "while self.len() > 0 && self.aborting.get() {",
    ),
    fault(
        "group-does-not-cancel-the-others",
        "H4",
        CELL,
        "group.abort();
        group.parent_cancelled.set(true);",
        "group.parent_cancelled.set(true);",
    ),
    fault(
        "group-does-not-cancel-its-parent",
        "H4",
        CELL,
        "cancel::cancel(&parent, None, group.place.get());",
        "",
    ),
    fault(
        "group-aborts-for-a-cancelled-child",
        "H5",
        CELL,
        "if child.cancelled() {",
        "if child.cancelled() {
        if !group.aborting.get() {
            group.abort();
        }",
    ),
    fault(
        "group-errors-backwards",
        "H6",
        CELL,
        "group.errors.borrow_mut().push(error);",
        "group.errors.borrow_mut().insert(0, error);",
    ),
    fault(
        "group-lets-children-of-a-failed-body-run",
        "H7",
        CELL,
        "if !self.aborting.get() {
                self.abort();",
        "if false {
                self.abort();",
    ),
    fault(
        "group-aborts-again",
        "H8",
        CELL,
        "&& !self.aborting.get()
            {",
        "{",
    ),
    fault(
        "group-forgets-a-cancel-while-it-waits",
        "H8",
        CELL,
        "propagate = Some(error);
                self",
        "drop(error);
                self",
    ),
    fault(
        "group-wraps-an-exit",
        "H9",
        CELL,
        "self.exit.borrow_mut().take() {",
        "self.exit.borrow_mut().take().filter(|_| false) {",
    ),
    fault(
        "group-counts-the-cancel-of-its-body",
        "H9",
        CELL,
        "if let Err(error) = &body
            && !error.is_cancelled()
        {",
        "if let Err(error) = &body {",
    ),
    fault(
        "group-puts-the-error-of-its-body-first",
        "H9",
        CELL,
        "errors.push(error.clone());",
        "errors.insert(0, error.clone());",
    ),
    fault(
        "group-leaves-its-request-to-cancel",
        "H10",
        CELL,
        "self.parent_cancelled.get() && parent.uncancel() == 0",
        "self.parent_cancelled.get()",
    ),
    fault(
        "group-loses-an-outside-cancel",
        "H11",
        CELL,
        "if parent.cancelling() > 0 {",
        "if false {",
    ),
    fault(
        "group-aborts-backwards",
        "H13",
        CELL,
        "for child in children.iter().filter_map(Weak::upgrade) {",
        "for child in children.iter().rev().filter_map(Weak::upgrade) {",
    ),
    fault(
        "group-handles-an-eager-child-at-once",
        "H14",
        "task_group/mod.rs",
        "task.cell()
            .add_callback(DoneCallback::GroupChild(group.clone()));",
        "if task.cell().done() {
            group.child_done(task.cell())?;
        } else {
            task.cell()
                .add_callback(DoneCallback::GroupChild(group.clone()));
        }",
    ),
];
