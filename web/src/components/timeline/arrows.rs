//! Who caused what: arrows from the loop's row or a lane to another lane.

use coroscope_markup::{classes, html};
use coroscope_trace::timeline::{Arrow, ArrowKind};
use yew::prelude::*;

use crate::{components::style::style, icons::IconName, state::View};

use super::frame::Frame;

/// How far above the first lane an arrow from the loop's row begins, in pixels.
const ABOVE: f64 = 4.0;

/// The arrows that are seen. Of those that only pass by on their way between two
/// lanes that are not seen, one a column is drawn: they would lie on each other.
pub(super) fn arrows(view: &View, frame: &Frame) -> Html {
    let (from, to) = frame.columns;
    let mut passing = None;
    let mut drawn = Vec::new();
    for arrow in view.timeline.arrows_in(from, to) {
        let (target, source) = (arrow.to as usize, arrow.from.map(|lane| lane as usize));
        let (upper, lower) = match source {
            Some(source) => (source.min(target), source.max(target)),
            None => (0, target),
        };
        if lower < frame.rows.start || upper >= frame.rows.end {
            continue;
        }
        if !frame.rows.contains(&target) {
            let key = Some((arrow.column, arrow.kind, target < frame.rows.start));
            if passing == key {
                continue;
            }
            passing = key;
        }
        drawn.push(one(view, frame, arrow));
    }
    drawn.into_iter().collect()
}

fn one(view: &View, frame: &Frame, arrow: &Arrow) -> Html {
    let x = frame.scale.x(f64::from(arrow.column) + 0.5);
    let middle = |lane: u32| frame.top(lane as usize) + frame.metrics.lane / 2.0;
    let edge = frame.metrics.bar / 2.0;
    let up = arrow.from.is_some_and(|from| from > arrow.to);
    let sign = if up { -1.0 } else { 1.0 };
    let start = arrow.from.map_or(-ABOVE, |from| middle(from) + sign * edge);
    let cancel = matches!(arrow.kind, ArrowKind::Cancel | ArrowKind::TimeLimit);
    // A cancellation ends on the line it cuts; the others at the bar they start.
    let end = middle(arrow.to) - sign * if cancel { 4.0 } else { edge + 2.0 };
    let (top, height) = (start.min(end), (end - start).abs());
    let class = classes!(
        "wake",
        match arrow.kind {
            ArrowKind::Created => "wake--born",
            ArrowKind::Wakes | ArrowKind::Timer => "wake--wakes",
            ArrowKind::Cancel | ArrowKind::TimeLimit => "wake--cancel",
        },
        up.then_some("wake--up"),
        (arrow.position as usize > view.model.position).then_some("ahead"),
    );
    html! {
        <i {class} style={style(&[("left", x), ("top", top), ("height", height)])}>
            if cancel { { IconName::Cancelled.classed("wake__x") } }
        </i>
    }
}
