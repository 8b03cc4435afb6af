//! What a drawing asks of the timeline.

use alloc::rc::Rc;

use crate::TaskId;

use super::{Arrow, Column, Cursor, Half, Iteration, Lane, Moment, Segment, Timeline};

impl Timeline {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// A column by its number.
    pub fn column(&self, column: u32) -> Option<&Column> {
        self.columns.get(column as usize)
    }

    /// The columns `from..to`, in order.
    pub fn columns_in(&self, from: u32, to: u32) -> impl Iterator<Item = &Column> {
        self.columns.range(from as usize, to as usize)
    }

    /// The moments of which some part lies in the columns `from..to`.
    pub fn moments_in(&self, from: u32, to: u32) -> impl Iterator<Item = &Moment> {
        let first = self.moments.partition_point(|moment| moment.end <= from);
        self.moments
            .range(first, usize::MAX)
            .take_while(move |moment| moment.start < to)
    }

    /// The iterations of which some part lies in the columns `from..to`.
    pub fn iterations_in(&self, from: u32, to: u32) -> impl Iterator<Item = &Iteration> {
        let first = self.iterations.partition_point(|it| it.end <= from);
        self.iterations
            .range(first, usize::MAX)
            .take_while(move |it| it.start < to)
    }

    /// The arrows that stand in the columns `from..to`, in order.
    pub fn arrows_in(&self, from: u32, to: u32) -> impl Iterator<Item = &Arrow> {
        let first = self.arrows.partition_point(|arrow| arrow.column < from);
        self.arrows
            .range(first, usize::MAX)
            .take_while(move |arrow| arrow.column < to)
    }

    /// How many lanes there are.
    pub fn lanes(&self) -> usize {
        self.lanes.len()
    }

    /// A lane by its number; lanes stand in the order of the tasks' creation.
    pub fn lane(&self, lane: u32) -> Option<&Rc<Lane>> {
        self.lanes.get(lane)
    }

    /// The number of a task's lane.
    pub fn lane_number(&self, task: TaskId) -> Option<u32> {
        self.lane_of.get(task.0).map(|lane| **lane)
    }

    /// The right end of everything, in half columns: where a segment that lasts
    /// is drawn to.
    pub fn end(&self) -> Half {
        2 * self.columns.len() as Half
    }

    /// Where a position lies.
    pub fn cursor(&self, position: usize) -> Cursor {
        let position = position as u32;
        let next = self
            .columns
            .partition_point(|column| column.first <= position);
        let Some(number) = next.checked_sub(1) else {
            return Cursor {
                at: 0.0,
                column: None,
            };
        };
        let number = number as u32;
        match self.column(number) {
            Some(column) if position <= column.last => {
                let passed = (position - column.first) as f32 + 1.0;
                let length = match column.last {
                    u32::MAX => passed + 1.0,
                    last => (last - column.first) as f32 + 2.0,
                };
                Cursor {
                    at: number as f32 + passed / length,
                    column: Some(number),
                }
            }
            _ => Cursor {
                at: number as f32 + 1.0,
                column: None,
            },
        }
    }

    /// The position at a place on the axis, in columns from the left edge: the
    /// inverse of [`Timeline::cursor`].
    pub fn position_at(&self, at: f32) -> usize {
        let at = at.max(0.0);
        let number = (at as usize).min(self.columns.len().saturating_sub(1));
        let Some(column) = self.columns.get(number) else {
            return 0;
        };
        let length = match column.last {
            u32::MAX => 0.0,
            last => (last - column.first) as f32,
        };
        let inside = (at - number as f32).clamp(0.0, 1.0);
        let steps = (inside * (length + 1.0)) as u32;
        (column.first + steps.min(length as u32)) as usize
    }
}

impl Lane {
    /// The segments of which some part lies between two places on the axis.
    pub fn segments_in(&self, from: Half, to: Half) -> impl Iterator<Item = &Segment> {
        let first = self
            .segments
            .partition_point(|segment| segment.end.is_some_and(|end| end <= from));
        self.segments
            .range(first, usize::MAX)
            .take_while(move |segment| segment.start < to)
    }
}
