//! The rows above the lanes: times and idle gaps, iterations and timers, and the
//! playhead's flag.

use coroscope_markup::{classes, html};
use coroscope_trace::{
    model::LoopState,
    timeline::{ArrowKind, Column, ColumnKind, Moment},
};
use yew::prelude::*;

use crate::{
    components::style::{px, style},
    i18n::{self, PaneWords, pane_words},
    icons::IconName,
    state::View,
};

use super::{frame::Frame, scale::apart};

/// About how wide a character of a label is, in pixels.
const CHARACTER: f64 = 5.8;

/// The number of an iteration that is wider than this stays in sight.
const WIDE: f64 = 240.0;

/// About half the width of the playhead's flag, in pixels.
const FLAG: f64 = 24.0;

fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

/// The rows above the lanes. They stay when the lanes are scrolled.
pub(super) fn axis_rows(view: &View, frame: &Frame) -> Html {
    let words = pane_words(view.lang);
    let (from, to) = frame.columns;
    let moments: Vec<Moment> = view.timeline.moments_in(from, to).copied().collect();
    let flag = i18n::with_unit(view.lang, view.now);
    html! {
        <div class="lanes__top">
            <div class="lanes__corner">
                <span class="lane-head lane-head--loop">{ words.lane_loop() }<i>{ words.iteration() }</i></span>
            </div>
            <div class="lanes__axis" aria-hidden="true" style={style(&[("left", frame.metrics.head)])}>
                { for moments.iter().map(|moment| band(frame, moment)) }
                { times(view, frame, &moments) }
                { gaps(view, frame, words) }
                { iterations(view, frame) }
                { timers(view, frame) }
                <b class="flag" style={format!("transform:translateX({})", px(frame.now))}>
                    <span>{ flag }</span>
                </b>
            </div>
        </div>
    }
}

/// A moment in which time stands still.
pub(super) fn band(frame: &Frame, moment: &Moment) -> Html {
    let (left, width) = frame.span(moment.start, moment.end);
    let now = frame
        .stands_in(moment.start, moment.end)
        .then_some("is-now");
    html! {
        <i key={moment.start} class={classes!("moment", now)}
            style={style(&[("left", left), ("width", width)])} />
    }
}

fn times(view: &View, frame: &Frame, moments: &[Moment]) -> Html {
    let texts: Vec<String> = moments
        .iter()
        .map(|moment| i18n::moment(view.lang, moment.time))
        .collect();
    // A moment may be wider than what is drawn of it; its time stays in sight.
    let (from, to) = frame.columns;
    let (first, last) = (frame.scale.x(f64::from(from)), frame.scale.x(f64::from(to)));
    let places: Vec<(f64, f64)> = moments
        .iter()
        .zip(&texts)
        .map(|(moment, text)| {
            let (left, width) = frame.span(moment.start, moment.end);
            let (left, right) = (left.max(first), (left + width).min(last));
            (f64::midpoint(left, right), text_width(text))
        })
        .collect();
    let shown = apart(&places, 6.0);
    let labels = moments.iter().zip(texts).zip(places).zip(shown);
    // The flag would cover a part of the label, and a part says something else.
    let covered = |(middle, width): (f64, f64)| (middle - frame.now).abs() < FLAG + width / 2.0;
    labels
        .filter(|((_, place), shown)| *shown && !covered(*place))
        .map(|(((moment, text), (middle, _)), _)| {
            html! { <span key={moment.start} class="tick" style={style(&[("left", middle)])}>{ text }</span> }
        })
        .collect()
}

/// Idle gaps, and callbacks that block the loop.
fn gaps(view: &View, frame: &Frame, words: PaneWords) -> Html {
    let (from, to) = frame.columns;
    let label = |number: u32, column: &Column| {
        let (left, width) = frame.span(number, number + 1);
        let fits = |text: &str| text_width(text) + 6.0 <= width;
        let (long, short, class) = if column.blocked > 0.0 {
            let length = i18n::duration(view.lang, column.blocked);
            (
                format!("{} {length}", words.blocks()),
                length,
                "gap gap--blocked",
            )
        } else {
            match (column.kind, column.seconds()) {
                (ColumnKind::Gap { over: true, .. }, Some(seconds)) => (
                    i18n::idle(view.lang, seconds),
                    i18n::duration(view.lang, seconds),
                    "gap",
                ),
                (ColumnKind::Gap { until: Some(_), .. }, _) => {
                    (words.idle().to_owned(), String::new(), "gap")
                }
                (ColumnKind::Gap { until: None, .. }, _) => {
                    let head = &view.history.head().state;
                    let ended = matches!(head, LoopState::Deadlocked { .. });
                    let why = if ended {
                        words.deadlocked()
                    } else {
                        words.outside()
                    };
                    (why.to_owned(), String::new(), "gap")
                }
                _ => return None,
            }
        };
        let mut texts = [long, short].into_iter();
        let text = texts.find(|text| !text.is_empty() && fits(text))?;
        let apart = (left + width / 2.0 - frame.now).abs() - FLAG - text_width(&text) / 2.0;
        if apart < 0.0 && column.blocked == 0.0 {
            return None;
        }
        Some(html! {
            <span key={number} {class} style={style(&[("left", left), ("width", width)])}>{ text }</span>
        })
    };
    (from..)
        .zip(view.timeline.columns_in(from, to))
        .filter_map(|(number, it)| label(number, it))
        .collect()
}

fn iterations(view: &View, frame: &Frame) -> Html {
    let (from, to) = frame.columns;
    view.timeline
        .iterations_in(from, to)
        .map(|iteration| {
            let (left, width) = frame.span(iteration.start, iteration.end);
            let edge = if frame.scale.turn < 14.0 { 0.5 } else { 2.0 };
            let text = iteration.number.to_string();
            let fits = text_width(&text) <= width - 2.0 * edge - 1.0;
            let column = view.timeline.column(iteration.start);
            let ahead = column.is_some_and(|it| it.first as usize > view.model.position);
            let class = classes!(
                "round",
                ahead.then_some("ahead"),
                (width > WIDE).then_some("is-wide"),
                frame
                    .stands_in(iteration.start, iteration.end)
                    .then_some("is-now"),
            );
            let style = style(&[("left", left + edge), ("width", width - 2.0 * edge)]);
            html! {
                <span key={iteration.start} {class} {style}>
                    if fits { <span>{ text }</span> }
                </span>
            }
        })
        .collect()
}

/// A diamond wherever a timer brought a callback.
fn timers(view: &View, frame: &Frame) -> Html {
    let (from, to) = frame.columns;
    let mut found: Vec<Diamond> = Vec::new();
    for (column, record) in (from..).zip(view.timeline.columns_in(from, to)) {
        if matches!(record.kind, ColumnKind::Callback { timer: true, .. }) {
            found.push(Diamond {
                column,
                ahead: record.first as usize > view.model.position,
                cancels: false,
            });
        }
    }
    for arrow in view.timeline.arrows_in(from, to) {
        let cancels = arrow.kind == ArrowKind::TimeLimit;
        if !cancels && arrow.kind != ArrowKind::Timer {
            continue;
        }
        let there = found.binary_search_by_key(&arrow.column, |it| it.column);
        match there {
            Ok(index) => found[index].cancels |= cancels,
            Err(index) => found.insert(
                index,
                Diamond {
                    column: arrow.column,
                    ahead: arrow.position as usize > view.model.position,
                    cancels,
                },
            ),
        }
    }
    found
        .iter()
        .map(|diamond| {
            let x = frame.scale.x(f64::from(diamond.column) + 0.5);
            let class = classes!(
                "diamond",
                diamond.cancels.then_some("is-cancel"),
                diamond.ahead.then_some("ahead"),
            );
            html! {
                <i key={diamond.column} {class} style={style(&[("left", x)])}>
                    { IconName::Timer }
                </i>
            }
        })
        .collect()
}

/// A timer's callback on the axis.
struct Diamond {
    column: u32,
    ahead: bool,
    /// Whether it is a time limit that cancels a task.
    cancels: bool,
}
