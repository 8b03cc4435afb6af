//! What is seen of the timeline, and where.

use std::{ops::Range, rc::Rc};

use coroscope_trace::{
    decimal::within,
    timeline::{ColumnKind, Half},
};

use crate::{
    components::viewport::{GRAIN, Viewport},
    state::View,
};

use super::scale::{Room, Scale};

/// Lengths of the style sheet, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
    /// The width of a cell where there is room enough.
    pub(super) turn: f64,
    /// The height of a lane.
    pub(super) lane: f64,
    /// The height of a bar.
    pub(super) bar: f64,
    /// The width of the lanes' heads, with the pane's edge before them.
    pub(super) head: f64,
    /// The least width of an idle gap where there is room enough.
    gap: f64,
    /// The room behind the last column, for results.
    tail: f64,
}

/// The height of what stands above the lanes: the row of times and the loop's.
pub(super) const TOP: f64 = 56.0;

impl Metrics {
    /// The custom properties it reads.
    pub(super) const LENGTHS: &[&str] = &[
        "--turn",
        "--lane",
        "--bar",
        "--lane-head",
        "--pad",
        "--lane-tail",
        "--lane-gap",
    ];

    pub(super) fn of(viewport: &Viewport) -> Self {
        let pad = viewport.length(4, 16.0);
        Self {
            turn: viewport.length(0, 22.0),
            lane: viewport.length(1, 34.0),
            bar: viewport.length(2, 14.0),
            head: viewport.length(3, 168.0) + pad,
            gap: viewport.length(6, 34.0),
            tail: viewport.length(5, 60.0),
        }
    }

    /// The room for the columns in a pane of this width.
    pub(super) fn room(&self, width: f64) -> Room {
        Room {
            width: (width - self.head - self.tail).max(0.0),
            turn: self.turn,
            gap: self.gap,
        }
    }
}

/// What is seen of the timeline, and where the playhead stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) scale: Rc<Scale>,
    pub(super) metrics: Metrics,
    /// How many lanes there are.
    pub(super) lanes: usize,
    /// The lanes to draw.
    pub(super) rows: Range<usize>,
    /// The columns to draw.
    pub(super) columns: (u32, u32),
    /// Where the playhead stands, in pixels from the first column.
    pub(super) now: f64,
    /// The column in which the playhead stands.
    pub(super) column: Option<u32>,
    /// The right edge of that column: what lasts is drawn solid up to here.
    pub(super) edge: f64,
}

impl Frame {
    pub(super) fn of(view: &View, scale: Rc<Scale>, metrics: Metrics, seen: &Viewport) -> Self {
        let cursor = view.timeline.cursor(view.position);
        let lanes = view.timeline.lanes();
        let column = cursor
            .column
            .and_then(|number| view.timeline.column(number));
        let at = match (cursor.column, column) {
            (Some(number), Some(column)) => {
                let share = match column.kind {
                    ColumnKind::Gap { .. } => column
                        .seconds()
                        .filter(|seconds| *seconds > 0.0)
                        .map_or(0.5, |seconds| {
                            within((view.now - column.time) / seconds, 0.0, 1.0)
                        }),
                    _ => 0.5,
                };
                f64::from(number) + share
            }
            _ => f64::from(cursor.at),
        };
        let now = scale.x(at).round();
        let in_cell = column.is_some_and(|column| !column.is_gap());
        let edge = match cursor.column {
            Some(number) if in_cell => scale.x(f64::from(number) + 1.0),
            _ => now,
        };
        Self {
            rows: seen.rows(TOP, metrics.lane, lanes),
            columns: scale.columns(
                seen.left - GRAIN,
                seen.left + seen.width - metrics.head + 2.0 * GRAIN,
            ),
            scale,
            metrics,
            lanes,
            now,
            column: cursor.column,
            edge,
        }
    }

    /// Whether there is nothing to draw yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lanes == 0 && self.scale.width == 0.0
    }

    /// The width of everything.
    pub(super) fn width(&self) -> f64 {
        self.metrics.head + self.scale.width + self.metrics.tail
    }

    /// The height of everything.
    pub(super) fn height(&self) -> f64 {
        TOP + self.lanes as f64 * self.metrics.lane + 1.0
    }

    /// The pixel of a place in half columns.
    pub(super) fn half(&self, at: Half) -> f64 {
        self.scale.x(f64::from(at) / 2.0)
    }

    /// The pixels of the columns `start..end`: left edge and width.
    pub(super) fn span(&self, start: u32, end: u32) -> (f64, f64) {
        let left = self.scale.x(f64::from(start));
        (left, self.scale.x(f64::from(end)) - left)
    }

    /// The top of a lane, in pixels below the axis.
    pub(super) fn top(&self, lane: usize) -> f64 {
        lane as f64 * self.metrics.lane
    }

    /// Whether the playhead stands in one of the columns `start..end`.
    pub(super) fn stands_in(&self, start: u32, end: u32) -> bool {
        self.column
            .is_some_and(|column| (start..end).contains(&column))
    }
}
