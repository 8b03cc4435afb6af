//! The ring in the middle of the loop: an arc for each callback. Pure.

use std::f64::consts::FRAC_PI_2;

use coroscope_trace::decimal::{fixed, short};

/// With more callbacks than this the ring is one plain progress arc.
pub const MOST: u32 = 12;

/// Half of the gap between two arcs, as a share of the circle.
const GAP: f64 = 0.012;

/// How an arc is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its callback ran.
    Past,
    /// Its callback runs.
    Now,
    /// Its callback will run.
    Ahead,
}

/// An arc of the ring: from and to, as shares of the circle clockwise from the
/// top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How it is drawn.
    pub part: Part,
    /// Which callback of the iteration, from 0; of a progress arc always 0.
    pub callback: u32,
}

/// The arcs of an iteration with `planned` callbacks of which `begun` have begun;
/// `inside` tells whether the last of them still runs.
pub fn arcs(planned: u32, begun: u32, inside: bool) -> Vec<Arc> {
    if planned == 0 {
        return Vec::new();
    }
    let begun = begun.min(planned);
    if planned > MOST {
        let share = f64::from(begun) / f64::from(planned);
        let mut arcs = Vec::new();
        if share > 0.0 {
            arcs.push(Arc {
                from: 0.0,
                to: share,
                part: Part::Past,
                callback: 0,
            });
        }
        if share < 1.0 {
            arcs.push(Arc {
                from: share,
                to: 1.0,
                part: Part::Ahead,
                callback: 0,
            });
        }
        return arcs;
    }
    let gap = if planned == 1 { 0.0 } else { GAP };
    (0..planned)
        .map(|callback| Arc {
            from: f64::from(callback) / f64::from(planned) + gap,
            to: f64::from(callback + 1) / f64::from(planned) - gap,
            part: if callback + 1 == begun && inside {
                Part::Now
            } else if callback < begun {
                Part::Past
            } else {
                Part::Ahead
            },
            callback,
        })
        .collect()
}

/// The sine of a share of a quarter turn, from 0 to 1, to five decimals. The one
/// in the library brings tables for every angle there is.
fn sine(share: f64) -> f64 {
    let angle = share * FRAC_PI_2;
    let square = angle * angle;
    let tail = 1.0 - square / 72.0 * (1.0 - square / 110.0);
    angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * tail)))
}

/// The place on a circle of radius 1 at a share of a turn, clockwise from the top:
/// to the right and upwards.
fn place(share: f64) -> (f64, f64) {
    let quarters = share * 4.0;
    let inside = quarters.fract();
    let (along, across) = (sine(inside), sine(1.0 - inside));
    match quarters as u32 % 4 {
        0 => (along, across),
        1 => (across, -along),
        2 => (-along, -across),
        _ => (-across, along),
    }
}

/// The path of an arc on a circle around (24, 24).
pub fn path(arc: &Arc, radius: f64) -> String {
    let point = |share: f64| {
        let (right, up) = place(share);
        (
            fixed(24.0 + radius * right, 2),
            fixed(24.0 - radius * up, 2),
        )
    };
    let arm = format!("{0} {0}", short(radius, 2));
    let length = arc.to - arc.from;
    if length > 0.999 {
        // An arc that ends where it begins is no arc; two halves are a circle.
        let (top, bottom) = (fixed(24.0 - radius, 2), fixed(24.0 + radius, 2));
        return format!("M24 {top}A{arm} 0 0 1 24 {bottom}A{arm} 0 0 1 24 {top}");
    }
    let [(x1, y1), (x2, y2)] = [arc.from, arc.to].map(point);
    let large = u8::from(length > 0.5);
    format!("M{x1} {y1}A{arm} 0 {large} 1 {x2} {y2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_callback_has_its_arc_and_one_is_now() {
        let parts = |planned, begun, inside| -> Vec<Part> {
            arcs(planned, begun, inside)
                .iter()
                .map(|it| it.part)
                .collect()
        };
        assert_eq!(parts(3, 2, true), [Part::Past, Part::Now, Part::Ahead]);
        assert_eq!(parts(3, 2, false), [Part::Past, Part::Past, Part::Ahead]);
        assert_eq!(parts(2, 0, false), [Part::Ahead, Part::Ahead]);
        assert!(parts(0, 0, false).is_empty());
    }

    #[test]
    fn arcs_do_not_touch_and_fill_the_circle() {
        for planned in 2..=MOST {
            let arcs = arcs(planned, 1, true);
            assert_eq!(arcs.len(), planned as usize);
            for pair in arcs.windows(2) {
                assert!(pair[0].from < pair[0].to && pair[0].to < pair[1].from);
            }
            assert!(arcs[0].from > 0.0 && arcs[arcs.len() - 1].to < 1.0);
        }
    }

    #[test]
    fn many_callbacks_are_one_progress_arc() {
        let arcs = arcs(10_000, 2_500, true);
        assert_eq!(arcs.len(), 2);
        assert_eq!((arcs[0].to, arcs[1].from), (0.25, 0.25));
        assert_eq!(super::arcs(13, 13, false).len(), 1);
        assert_eq!(super::arcs(13, 99, false)[0].to, 1.0);
    }

    #[test]
    fn places_on_the_circle_are_right_to_four_decimals() {
        for degree in 0..=360 {
            let share = f64::from(degree) / 360.0;
            let (right, up) = place(share);
            let (sin, cos) = (share * std::f64::consts::TAU).sin_cos();
            assert!(
                (right - sin).abs() < 1e-4 && (up - cos).abs() < 1e-4,
                "{degree}"
            );
        }
    }

    #[test]
    fn paths_run_clockwise_from_the_top() {
        let whole = arcs(1, 1, true)[0];
        assert_eq!(
            path(&whole, 20.0),
            "M24 4.00A20 20 0 0 1 24 44.00A20 20 0 0 1 24 4.00"
        );
        let quarter = Arc {
            from: 0.0,
            to: 0.25,
            ..whole
        };
        assert_eq!(path(&quarter, 20.0), "M24.00 4.00A20 20 0 0 1 44.00 24.00");
    }
}
