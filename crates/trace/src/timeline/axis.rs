//! How the axis grows.

use crate::{Event, EventKind, Model, TaskId, log::Log, model::LoopState};

use super::{Axis, Column, ColumnKind, Half, Iteration, Moment, Timeline};

impl Timeline {
    pub(super) fn advance_seconds(&mut self, after: &Model, event: &Event) {
        let position = after.position as u32;
        match &event.kind {
            EventKind::HandleStarted { handle } => {
                let record = after.handle(*handle);
                let kind = ColumnKind::Callback {
                    handle: *handle,
                    timer: record.is_some_and(|it| it.deadline.is_some()),
                };
                let task = record.and_then(|it| after.callback_task(&it.callback));
                self.add_cell(after, kind, task);
            }
            EventKind::HandleFinished { .. } => {
                if let Some(column) = self.last_column_mut()
                    && !column.is_gap()
                {
                    column.last = position.saturating_sub(1).max(column.first);
                }
            }
            EventKind::Idle { until } => self.idle(after, after.now, *until, false),
            EventKind::ClockAdvanced { from } => {
                self.idle(after, *from, Some(event.time), true);
                if let Some(column) = self.last_column_mut() {
                    column.last = position.saturating_sub(1).max(column.first);
                }
            }
            _ => {}
        }
    }

    /// The loop is idle: a new gap, or more of the one that is there.
    fn idle(&mut self, after: &Model, from: f64, until: Option<f64>, over: bool) {
        let kind = ColumnKind::Gap { until, over };
        if let Some(column) = self.last_column_mut()
            && column.is_gap()
        {
            column.kind = kind;
            column.last = u32::MAX;
            return;
        }
        self.columns.push(Column {
            kind,
            first: after.position as u32,
            last: u32::MAX,
            time: from,
            iteration: 0,
            task: None,
            blocked: 0.0,
        });
    }

    pub(super) fn advance_step(&mut self, after: &Model, event: &Event) {
        let position = after.position as u32;
        if let Some(column) = self.last_column_mut() {
            column.last = position - 1;
        }
        self.add_cell(after, ColumnKind::Step, after.subject(event));
    }

    fn add_cell(&mut self, after: &Model, kind: ColumnKind, task: Option<TaskId>) {
        let start = self.columns.len() as u32;
        let end = start + 1;
        let iteration = match after.state {
            LoopState::Running if after.planned > 0 => after.iteration,
            _ => 0,
        };
        self.columns.push(Column {
            kind,
            first: after.position as u32,
            last: u32::MAX,
            time: after.now,
            iteration,
            task,
            blocked: 0.0,
        });
        if !extend_moment(&mut self.moments, after.now, end) {
            self.moments.push(Moment {
                time: after.now,
                start,
                end,
            });
        }
        if iteration > 0 && !extend_iteration(&mut self.iterations, iteration, end) {
            self.iterations.push(Iteration {
                number: iteration,
                start,
                end,
            });
        }
    }

    pub(super) fn last_column_mut(&mut self) -> Option<&mut Column> {
        let last = self.columns.len().checked_sub(1)?;
        self.columns.get_mut(last)
    }

    /// Whether the last column is a cell that lasts: whatever happens now
    /// happens in it.
    pub(super) fn inside(&self) -> bool {
        self.columns.last().is_some_and(|column| {
            !column.is_gap() && (self.axis == Axis::Steps || column.last == u32::MAX)
        })
    }

    /// The left edge of the present cell; between cells, of the next one.
    pub(super) fn left(&self) -> Half {
        let columns = self.columns.len() as Half;
        2 * if self.inside() { columns - 1 } else { columns }
    }

    /// The middle of the present cell; between cells, the edge.
    pub(super) fn middle(&self) -> Half {
        self.left() + Half::from(self.inside())
    }

    /// The right edge of the present cell; between cells, the edge.
    pub(super) fn right(&self) -> Half {
        self.left() + 2 * Half::from(self.inside())
    }
}

/// Makes the last moment longer if it is the same one; a gap lies between two.
fn extend_moment(moments: &mut Log<Moment>, time: f64, end: u32) -> bool {
    let last = moments.len().checked_sub(1);
    let last = last.and_then(|last| moments.get_mut(last));
    match last {
        Some(last) if last.time == time && last.end + 1 == end => {
            last.end = end;
            true
        }
        _ => false,
    }
}

fn extend_iteration(iterations: &mut Log<Iteration>, number: u32, end: u32) -> bool {
    let last = iterations.len().checked_sub(1);
    let last = last.and_then(|last| iterations.get_mut(last));
    match last {
        Some(last) if last.number == number => {
            last.end = end;
            true
        }
        _ => false,
    }
}
