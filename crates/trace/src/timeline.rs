//! The data of the timeline drawing.
//!
//! `asyncio` does everything interesting in no time. So the axis alternates
//! between *moments*, in which loop time stands still and every callback has a
//! cell of its own, and idle *gaps*. A lane a task lies on this axis, with
//! half-cell precision: a wait ends, and readiness begins, in the middle of the
//! waker's cell.
//!
//! A [`Timeline`] only grows, and its clones share what they have in common. To
//! draw a part of it costs a search and the part.

mod axis;
mod column;
mod lane;
mod query;

use alloc::rc::Rc;

use crate::{Awaited, Callback, Event, EventKind, FutureId, Model, TaskId, log::Log, model::Table};

pub use column::{Axis, Column, ColumnKind, Cursor, Half, Iteration, Moment};
pub use lane::{Arrow, ArrowKind, Cap, Lane, Segment, SegmentKind};

/// The timeline of a run, up to some event.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    axis: Axis,
    columns: Log<Column>,
    moments: Log<Moment>,
    iterations: Log<Iteration>,
    lanes: Table<Lane>,
    /// The lane of each task; the library's own have none.
    lane_of: Table<u32>,
    arrows: Log<Arrow>,
}

impl Timeline {
    /// Nothing happened yet.
    pub fn new(axis: Axis) -> Self {
        Self {
            axis,
            ..Self::default()
        }
    }

    /// What its axis counts.
    pub fn axis(&self) -> Axis {
        self.axis
    }

    /// Takes one more event in. `after` is the model right after it, and `stop`
    /// tells whether a step ends there ([`crate::Mark::Stop`]).
    pub fn push(&mut self, after: &Model, event: &Event, stop: bool) {
        match self.axis {
            Axis::Seconds => self.advance_seconds(after, event),
            Axis::Steps if stop => self.advance_step(after, event),
            Axis::Steps => {}
        }
        match &event.kind {
            EventKind::TaskCreated { task, parent, .. } => self.create(after, *task, *parent),
            EventKind::HandleScheduled { callback, .. } => self.schedule(after, callback),
            EventKind::TaskStepped { task, .. } => {
                let at = self.left();
                self.turn(after, *task, SegmentKind::Running, at, None);
            }
            EventKind::TaskSuspended { task, on, .. } => {
                let on = match on {
                    Awaited::Future(future) => Some(*future),
                    _ => None,
                };
                let at = self.right();
                self.turn(after, *task, SegmentKind::Waiting, at, on);
            }
            EventKind::TaskFinished { task, outcome } => {
                let at = self.right();
                if let Some(lane) = self.lane_mut(*task) {
                    close(lane, at);
                    lane.cap = Some(Cap {
                        at,
                        position: after.position as u32,
                        outcome: outcome.clone(),
                    });
                }
            }
            EventKind::TaskCancelRequested { task, by, .. } => {
                let (kind, from) = match after.current_handle().map(|handle| &handle.callback) {
                    Some(Callback::TimeLimit { task: limited }) if by.is_none() => {
                        if limited == task {
                            (ArrowKind::TimeLimit, None)
                        } else {
                            // Passed on by the task whose time is up.
                            (ArrowKind::Cancel, Some(*limited))
                        }
                    }
                    _ => (ArrowKind::Cancel, *by),
                };
                self.arrow(after, kind, from, *task);
            }
            EventKind::Blocked { seconds, .. } => {
                if let Some(column) = self.last_column_mut() {
                    column.blocked += seconds;
                }
            }
            _ => {}
        }
    }

    fn create(&mut self, after: &Model, id: TaskId, parent: Option<TaskId>) {
        if after.task(id).is_none_or(|task| task.internal) {
            return;
        }
        let number = self.lanes.len() as u32;
        self.lanes.insert(
            number,
            Lane {
                task: id,
                segments: Log::default(),
                cap: None,
            },
        );
        self.lane_of.insert(id.0, number);
        let at = self.middle();
        self.turn(after, id, SegmentKind::Ready, at, None);
        if parent.is_some() {
            self.arrow(after, ArrowKind::Created, parent, id);
        }
    }

    /// A handle went into the ready queue: perhaps it resumes a task.
    fn schedule(&mut self, after: &Model, callback: &Callback) {
        let (Callback::TaskStep { task } | Callback::TaskWakeup { task, .. }) = *callback else {
            return;
        };
        let at = self.middle();
        self.turn(after, task, SegmentKind::Ready, at, None);
        if matches!(callback, Callback::TaskStep { .. }) {
            return;
        }
        let timer = after
            .current_handle()
            .is_some_and(|handle| handle.deadline.is_some());
        // A cancellation has its own arrow in this cell already.
        let column = at / 2;
        let lane = self.lane_number(task);
        let cancelled = self.arrows.last().is_some_and(|last| {
            last.column == column
                && Some(last.to) == lane
                && matches!(last.kind, ArrowKind::Cancel | ArrowKind::TimeLimit)
        });
        if cancelled || !self.inside() {
            return;
        }
        match waker(after) {
            None if timer => self.arrow(after, ArrowKind::Timer, None, task),
            waker => self.arrow(after, ArrowKind::Wakes, waker, task),
        }
    }

    /// Ends what the lane shows and begins something else. A turn that would lie
    /// before the last one began (a task that is suspended and ready again in
    /// its own cell) begins where that one did.
    fn turn(
        &mut self,
        after: &Model,
        task: TaskId,
        kind: SegmentKind,
        at: Half,
        on: Option<FutureId>,
    ) {
        let label: Rc<str> = match (kind, after.task(task)) {
            (SegmentKind::Waiting, Some(record)) => after.waiting_on(record).unwrap_or("").into(),
            _ => Rc::from(""),
        };
        let position = after.position as u32;
        let Some(lane) = self.lane_mut(task) else {
            return;
        };
        let last = lane.segments.len().checked_sub(1);
        let open = last.and_then(|last| lane.segments.get_mut(last));
        let mut start = at;
        if let Some(open) = open {
            if open.kind == kind && open.end.is_none() {
                return;
            }
            start = at.max(open.start);
            if start == open.start && open.end.is_none() {
                // Nothing of it would be seen.
                *open = Segment {
                    kind,
                    start,
                    end: None,
                    position,
                    label,
                    on,
                };
                return;
            }
            open.end.get_or_insert(start);
        }
        lane.segments.push(Segment {
            kind,
            start,
            end: None,
            position,
            label,
            on,
        });
    }

    fn arrow(&mut self, after: &Model, kind: ArrowKind, from: Option<TaskId>, to: TaskId) {
        let from = match from {
            Some(task) => match self.lane_number(task) {
                Some(lane) => Some(lane),
                None => return,
            },
            None => None,
        };
        let Some(to) = self.lane_number(to).filter(|to| Some(*to) != from) else {
            return;
        };
        if !self.inside() {
            return;
        }
        self.arrows.push(Arrow {
            kind,
            column: self.left() / 2,
            from,
            to,
            position: after.position as u32,
        });
    }

    fn lane_mut(&mut self, task: TaskId) -> Option<&mut Lane> {
        let number = self.lane_number(task)?;
        self.lanes.get_mut(number)
    }
}

/// The task whose step it is that wakes those who waited.
fn waker(after: &Model) -> Option<TaskId> {
    if after.running.is_some() {
        return after.running;
    }
    match after.current_handle()?.callback {
        Callback::TaskStep { task } | Callback::TaskWakeup { task, .. } => Some(task),
        _ => None,
    }
}

/// Ends the last segment of a lane; one that nobody would see goes.
fn close(lane: &mut Lane, at: Half) {
    if let Some(last) = lane.segments.len().checked_sub(1)
        && let Some(segment) = lane.segments.get_mut(last)
    {
        let at = at.max(segment.start);
        segment.end.get_or_insert(at);
    }
}
