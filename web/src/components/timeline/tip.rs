//! What the pointer is on, in words.

use coroscope_markup::html;
use coroscope_trace::{
    Outcome,
    timeline::{Column, ColumnKind, Lane, SegmentKind},
};
use yew::prelude::*;

use crate::{
    components::{style::style, task_state::outcome},
    i18n::{self, pane_words},
    state::View,
};

/// A place on the lanes, and where the pointer is in the window, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) column: u32,
    pub(super) lane: u32,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What the pointer is on, in words, beside the pointer.
pub(super) fn tip(view: &View, spot: &Spot) -> Html {
    let Some(column) = view.timeline.column(spot.column) else {
        return Html::default();
    };
    let lane = view.timeline.lane(spot.lane);
    let hue = view.hue(lane.map(|lane| lane.task));
    // To the left of the pointer near the right edge of the window.
    let style = style(&[("--x", spot.x), ("--y", spot.y)]);
    html! {
        <p class={classes!("tip", hue)} aria-hidden="true" {style}>
            <span>{ when(view, column) }</span>
            if let Some(lane) = lane {
                if let Some(text) = state(view, lane, spot.column) {
                    <span>
                        <b class="who">{ view.history.head().task_label(lane.task).to_owned() }</b>{ ": " }{ text }
                    </span>
                }
            }
        </p>
    }
}

fn when(view: &View, column: &Column) -> String {
    let time = i18n::with_unit(view.lang, column.time);
    match column.kind {
        ColumnKind::Gap { .. } => {
            let length = column.seconds().map(|it| i18n::idle(view.lang, it));
            let words = pane_words(view.lang);
            format!(
                "{time}, {}",
                length.unwrap_or_else(|| words.idle_outside().into())
            )
        }
        _ if column.iteration > 0 => {
            format!("{time}, {}", i18n::iteration(view.lang, column.iteration))
        }
        _ => time,
    }
}

/// What the lane's task does in a column.
fn state(view: &View, lane: &Lane, column: u32) -> Option<String> {
    let words = view.words();
    // A cell that wakes a task belongs to two states; the later one is said.
    let segment = lane.segments_in(2 * column, 2 * column + 2).last();
    let Some(segment) = segment else {
        let cap = lane.cap.as_ref().filter(|cap| cap.at <= 2 * column + 1)?;
        let how = match &cap.outcome {
            Outcome::Result(_) => words.finished(),
            Outcome::Cancelled(_) => return Some(words.cancelled().into()),
            Outcome::Exception(_) => words.failed(),
        };
        return Some(format!("{how}, {}", outcome(words, &cap.outcome)));
    };
    Some(match segment.kind {
        SegmentKind::Running => words.running().into(),
        SegmentKind::Ready => words.ready().into(),
        SegmentKind::Waiting if segment.label.is_empty() => words.waiting().into(),
        SegmentKind::Waiting => format!("{}, {}", words.waiting(), segment.label),
    })
}
