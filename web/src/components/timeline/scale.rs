//! From columns to pixels and back. Pure.

use coroscope_trace::{Timeline, decimal::within};

/// A cell never gets narrower than this, in pixels; beyond it the lanes pan.
pub const LEAST_TURN: f64 = 6.0;

/// An idle gap never gets narrower than this times the width of a cell.
const LEAST_GAP: f64 = 1.5;

/// The room there is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The width for all columns.
    pub width: f64,
    /// The width of a cell where there is room enough.
    pub turn: f64,
    /// The least width of an idle gap where there is room enough.
    pub gap: f64,
}

/// A column whose width follows the time that passes in it: an idle gap, or a
/// callback that blocks the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Elastic {
    column: u32,
    seconds: f64,
    left: f64,
    width: f64,
}

/// Where each column lies, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The width of a cell.
    pub turn: f64,
    /// The width of everything.
    pub width: f64,
    elastic: Vec<Elastic>,
    columns: u32,
}

impl Scale {
    /// Lays the columns of a timeline out in the room there is: cells get
    /// narrower before anything has to be panned, and what is left of the width
    /// goes to the idle time, each gap according to its seconds.
    pub fn of(timeline: &Timeline, room: Room) -> Self {
        let columns = timeline.columns() as u32;
        let elastic = (0..)
            .zip(timeline.columns_in(0, columns))
            .filter_map(|(number, column)| {
                let seconds = if column.is_gap() {
                    column.seconds().unwrap_or(1.0)
                } else if column.blocked > 0.0 {
                    column.blocked
                } else {
                    return None;
                };
                Some((number, seconds))
            })
            .collect();
        Self::lay(columns, elastic, room)
    }

    fn lay(columns: u32, elastic: Vec<(u32, f64)>, room: Room) -> Self {
        let gaps = elastic.len() as f64;
        let cells = f64::from(columns) - gaps;
        let fits = |turn: f64, gap: f64| cells * turn + gaps * gap <= room.width;
        let (turn, gap) = if fits(room.turn, room.gap) {
            (room.turn, room.gap)
        } else {
            // Whole pixels keep the edges of the cells crisp.
            let turn = (room.width / (cells + gaps * LEAST_GAP)).floor();
            let turn = within(turn, LEAST_TURN.min(room.turn), room.turn);
            (turn, (turn * LEAST_GAP).round().min(room.gap))
        };
        let remaining = (room.width - cells * turn - gaps * gap).max(0.0);
        let pull: f64 = elastic.iter().map(|(_, seconds)| weight(*seconds)).sum();
        let mut passed = 0.0;
        let elastic: Vec<Elastic> = (0..)
            .zip(elastic)
            .map(|(before, (column, seconds))| {
                let share = if pull > 0.0 {
                    weight(seconds) / pull
                } else {
                    0.0
                };
                let width = gap + (remaining * share).floor();
                let left = f64::from(column - before) * turn + passed;
                passed += width;
                Elastic {
                    column,
                    seconds,
                    left,
                    width,
                }
            })
            .collect();
        Self {
            turn,
            width: cells * turn + passed,
            elastic,
            columns,
        }
    }

    /// The pixel of a place on the axis, which is given in columns.
    pub fn x(&self, at: f64) -> f64 {
        let at = within(at, 0.0, f64::from(self.columns));
        let before = self
            .elastic
            .partition_point(|it| f64::from(it.column) <= at);
        let Some(last) = before.checked_sub(1).map(|index| self.elastic[index]) else {
            return at * self.turn;
        };
        let inside = at - f64::from(last.column);
        if inside <= 1.0 {
            last.left + inside * last.width
        } else {
            last.left + last.width + (inside - 1.0) * self.turn
        }
    }

    /// The place on the axis of a pixel: the inverse of [`Scale::x`].
    pub fn at(&self, x: f64) -> f64 {
        let x = within(x, 0.0, self.width);
        let before = self.elastic.partition_point(|it| it.left <= x);
        let Some(last) = before.checked_sub(1).map(|index| self.elastic[index]) else {
            return (x / self.turn).min(f64::from(self.columns));
        };
        let inside = x - last.left;
        let at = if inside <= last.width {
            inside / last.width
        } else {
            1.0 + (inside - last.width) / self.turn
        };
        (f64::from(last.column) + at).min(f64::from(self.columns))
    }

    /// The columns of which some part lies between two pixels.
    pub fn columns(&self, from: f64, to: f64) -> (u32, u32) {
        let first = self.at(from).floor() as u32;
        let last = self.at(to).ceil() as u32;
        (first.min(self.columns), last.min(self.columns))
    }
}

/// How strongly a gap pulls at the spare width. A gap of a day beside one of a
/// second must not take everything, so long ones count less and less.
fn weight(seconds: f64) -> f64 {
    if seconds.is_nan() || seconds <= 0.0 {
        0.0
    } else if seconds <= 10.0 {
        seconds
    } else {
        10.0 + (seconds.min(1e9) / 10.0).ln()
    }
}

/// Keeps labels apart: takes the ones that fit, from left to right. Each is given
/// as its middle and its width; gives back whether it is shown.
pub fn apart(labels: &[(f64, f64)], least: f64) -> Vec<bool> {
    let mut end = f64::NEG_INFINITY;
    labels
        .iter()
        .map(|(middle, width)| {
            let fits = middle - width / 2.0 >= end + least;
            if fits {
                end = middle + width / 2.0;
            }
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        width: 600.0,
        turn: 22.0,
        gap: 34.0,
    };

    #[test]
    fn spare_width_goes_to_idle_time() {
        // Three cells, a second, two cells, three seconds, a cell.
        let scale = Scale::lay(8, vec![(3, 1.0), (6, 3.0)], ROOM);
        assert_eq!(scale.turn, 22.0);
        assert_eq!(scale.x(0.0), 0.0);
        assert_eq!(scale.x(3.0), 66.0);
        let spare = 600.0 - 6.0 * 22.0 - 2.0 * 34.0;
        assert_eq!(scale.x(4.0) - scale.x(3.0), 34.0 + spare / 4.0);
        assert_eq!(scale.x(7.0) - scale.x(6.0), 34.0 + spare * 3.0 / 4.0);
        assert_eq!(scale.x(8.0), scale.width);
        assert!((scale.width - 600.0).abs() < 2.0);
    }

    #[test]
    fn cells_shrink_before_anything_pans() {
        let narrow = Scale::lay(60, Vec::new(), ROOM);
        assert_eq!((narrow.turn, narrow.width), (10.0, 600.0));
        let panned = Scale::lay(1_000, vec![(10, 1.0)], ROOM);
        assert_eq!(panned.turn, LEAST_TURN);
        assert_eq!(panned.width, 999.0 * LEAST_TURN + 9.0);
    }

    #[test]
    fn pixels_and_places_are_each_others_inverse() {
        for elastic in [
            vec![],
            vec![(0, 1.0)],
            vec![(3, 0.5), (9, 2.0), (15, 86_400.0)],
        ] {
            let scale = Scale::lay(20, elastic, ROOM);
            let mut before = -1.0;
            for tenth in 0..=200 {
                let at = f64::from(tenth) / 10.0;
                let x = scale.x(at);
                assert!(x > before, "x grows");
                before = x;
                assert!((scale.at(x) - at).abs() < 1e-9, "{at}");
            }
        }
    }

    #[test]
    fn a_window_has_every_column_that_it_touches() {
        let scale = Scale::lay(10, Vec::new(), ROOM);
        assert_eq!(scale.columns(0.0, 22.0), (0, 1));
        assert_eq!(scale.columns(21.0, 45.0), (0, 3));
        assert_eq!(scale.columns(-50.0, 9_999.0), (0, 10));
        let empty = Scale::lay(0, Vec::new(), ROOM);
        assert_eq!((empty.width, empty.x(3.0)), (0.0, 0.0));
        assert_eq!(empty.columns(0.0, 100.0), (0, 0));
    }

    #[test]
    fn a_day_of_waiting_leaves_room_for_a_second() {
        let scale = Scale::lay(5, vec![(1, 1.0), (3, 86_400.0)], ROOM);
        let second = scale.x(2.0) - scale.x(1.0);
        let day = scale.x(4.0) - scale.x(3.0);
        assert!(second > 45.0 && day > 5.0 * second, "{second} {day}");
    }

    #[test]
    fn labels_that_would_touch_are_left_out() {
        let labels = [(10.0, 20.0), (25.0, 20.0), (40.0, 20.0), (200.0, 20.0)];
        assert_eq!(apart(&labels, 4.0), [true, false, true, true]);
    }
}
