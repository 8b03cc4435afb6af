//! The lanes themselves: bars, lines, ends, arrows and the playhead.

use std::rc::Rc;

use coroscope_markup::{classes, html};
use coroscope_trace::{
    History, Mark, Outcome,
    decimal::within,
    model::Colour,
    timeline::{Cap, Column, Segment, SegmentKind},
};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::{
    components::{
        style::{px, style},
        task_state::outcome,
    },
    icons::IconName,
    state::{Action, Axis, Selection, View},
};

use super::{
    arrows::arrows,
    axis::band,
    frame::{Frame, TOP},
    tip::Spot,
};

/// What [`Field`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct FieldProps {
    /// The run.
    pub(super) view: View,
    /// What is seen of it.
    pub(super) frame: Rc<Frame>,
    /// The pointer is on this place, or on none.
    pub(super) onspot: Callback<Option<Spot>>,
}

/// The lanes themselves. To those who cannot see them the table of tasks says
/// the same.
#[function_component]
pub(super) fn Field(props: &FieldProps) -> Html {
    let FieldProps {
        view,
        frame,
        onspot,
    } = props;
    let node = use_node_ref();
    let (from, to) = frame.columns;
    let area = style(&[
        ("left", frame.metrics.head),
        ("top", TOP),
        ("width", frame.scale.width),
        ("height", frame.height() - TOP),
    ]);
    let place = {
        let (node, frame) = (node.clone(), Rc::clone(frame));
        move |event: &MouseEvent| {
            let field = node.cast::<Element>()?.get_bounding_client_rect();
            let x = f64::from(event.client_x()) - field.left();
            let y = f64::from(event.client_y()) - field.top();
            let column = frame.scale.at(x).floor() as u32;
            Some((column, (y / frame.metrics.lane).floor().max(0.0) as u32))
        }
    };
    let onclick = {
        let (view, place) = (view.clone(), place.clone());
        Callback::from(move |event: MouseEvent| {
            let Some((number, _)) = place(&event) else {
                return;
            };
            if let Some(column) = view.timeline.column(number) {
                view.on
                    .emit(Action::Seek(first_stop(&view.history, column)));
            }
        })
    };
    let onpointermove = {
        let (view, onspot) = (view.clone(), onspot.clone());
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "touch" {
                return;
            }
            let spot = place(event.unchecked_ref()).map(|(column, lane)| Spot {
                column,
                lane,
                x: f64::from(event.client_x()),
                y: f64::from(event.client_y()),
            });
            let task = spot.as_ref().and_then(|spot| view.timeline.lane(spot.lane));
            let hover = task.map(|lane| Selection::Task(lane.task));
            if view.hover != hover {
                view.on.emit(Action::Hover(hover));
            }
            onspot.emit(spot);
        })
    };
    let onpointerleave = {
        let (on, onspot) = (view.on.clone(), onspot.clone());
        Callback::from(move |_: PointerEvent| {
            on.emit(Action::Hover(None));
            onspot.emit(None);
        })
    };
    html! {
        <>
            <div class="lanes__bands" aria-hidden="true" style={area.clone()}>
                { for view.timeline.moments_in(from, to).map(|moment| band(frame, moment)) }
            </div>
            { for frame.rows.clone().map(|lane| rule(view, frame, lane)) }
            <div class="lanes__field" ref={node} style={area} aria-hidden="true"
                {onclick} {onpointermove} {onpointerleave}>
                { for frame.rows.clone().map(|lane| one_lane(view, frame, lane)) }
                { arrows(view, frame) }
                <span class="playhead" style={format!("transform:translateX({})", px(frame.now))} />
            </div>
        </>
    }
}

/// The first step that ends in a column; its own first position if none does.
fn first_stop(history: &History, column: &Column) -> usize {
    let first = column.first as usize;
    history
        .next(Mark::Stop, first.saturating_sub(1))
        .filter(|stop| *stop <= column.last as usize)
        .unwrap_or(first)
}

/// The ground of a lane: its lower edge, and the tint of a chosen task.
fn rule(view: &View, frame: &Frame, number: usize) -> Html {
    let Some(lane) = view.timeline.lane(number as u32) else {
        return Html::default();
    };
    let what = Selection::Task(lane.task);
    let head = view.history.head().task(lane.task);
    let colour = head.map_or(Colour::NONE, |task| task.colour);
    let class = classes!(
        "rule",
        view.hue(Some(lane.task)),
        view.is_selected(what).then_some("is-selected"),
        view.is_hovered(what).then_some("is-hovered"),
        colour.repeated.then_some("is-again"),
    );
    let top = TOP + frame.top(number);
    html! { <i key={format!("r{number}")} {class} style={style(&[("top", top)])} /> }
}

fn one_lane(view: &View, frame: &Frame, number: usize) -> Html {
    let Some(lane) = view.timeline.lane(number as u32) else {
        return Html::default();
    };
    let (from, to) = frame.columns;
    let segments: Vec<&Segment> = lane.segments_in(2 * from, 2 * to).collect();
    // Where the label of the segment with this index has to end.
    let next = |index: usize| {
        let mut later = segments[index + 1..].iter();
        let waits = later.find(|segment| segment.kind == SegmentKind::Waiting);
        let end = lane
            .cap
            .as_ref()
            .map_or(frame.scale.width, |cap| frame.half(cap.at));
        waits.map_or(end, |segment| frame.half(segment.start))
    };
    let style = style(&[("top", frame.top(number))]);
    html! {
        <div key={format!("l{number}")} class={classes!("lane", view.hue(Some(lane.task)))} {style}>
            { for (0..segments.len()).map(|index| one_segment(view, frame, segments[index], next(index))) }
            if let Some(cap) = &lane.cap { { end(view, frame, cap) } }
        </div>
    }
}

/// A stretch of a lane, in one piece or split where the playhead stands.
fn one_segment(view: &View, frame: &Frame, segment: &Segment, next: f64) -> Html {
    let left = frame.half(segment.start);
    let right = frame.half(segment.end.unwrap_or(view.timeline.end()));
    let begun = segment.position as usize <= view.model.position;
    // A wait is over where the playhead stands; the other two last as long as
    // the cell does.
    let split = match segment.kind {
        SegmentKind::Waiting => frame.now,
        SegmentKind::Ready | SegmentKind::Running => frame.edge,
    };
    let split = if begun {
        within(split, left, right.max(left))
    } else {
        left
    };
    let name = match segment.kind {
        SegmentKind::Running => "seg--run",
        SegmentKind::Ready => "seg--ready",
        SegmentKind::Waiting => "seg--wait",
    };
    let current = segment.kind == SegmentKind::Running
        && begun
        && view.axis == Axis::Seconds
        && frame.stands_in(
            segment.start / 2,
            segment.end.unwrap_or(u32::MAX).div_ceil(2),
        );
    let piece = |from: f64, to: f64, ahead: bool| {
        // Bars keep a pixel apart from their neighbours; lines meet them.
        let gap = f64::from(u8::from(segment.kind != SegmentKind::Waiting));
        let width = (to - from - 2.0 * gap).max(if gap > 0.0 { 2.0 } else { 0.0 });
        if to - from <= 0.0 {
            return Html::default();
        }
        let class = classes!(
            "seg",
            name,
            ahead.then_some("ahead"),
            (current && !ahead).then_some("is-now"),
        );
        html! { <i {class} style={style(&[("left", from + gap), ("width", width)])} /> }
    };
    html! {
        <>
            { piece(left, split, false) }
            { piece(split, right, true) }
            { label(segment, left, next, !begun) }
        </>
    }
}

/// About how wide a character of a label is, in pixels.
const CHARACTER: f64 = 6.6;
/// A label that does not fit is cut short, but not below this many pixels.
const LEAST_LABEL: f64 = 50.0;

/// What a task waits for, above its line and, where that is short, above the
/// bars that follow: up to the next label.
fn label(segment: &Segment, left: f64, next: f64, ahead: bool) -> Html {
    let width = next - left - 10.0;
    let whole = segment.label.chars().count() as f64 * CHARACTER;
    if segment.label.is_empty() || width < whole.min(LEAST_LABEL) {
        return Html::default();
    }
    let style = style(&[("left", left + 5.0), ("width", width)]);
    html! {
        <span class={classes!("wait-label", ahead.then_some("ahead"))} {style}>
            <b>{ segment.label.to_string() }</b>
        </span>
    }
}

/// How a lane ends.
fn end(view: &View, frame: &Frame, cap: &Cap) -> Html {
    let (from, to) = frame.columns;
    if cap.at < 2 * from || cap.at > 2 * to + 2 {
        return Html::default();
    }
    let (icon, alarm) = match cap.outcome {
        Outcome::Result(_) => (IconName::Finished, false),
        Outcome::Cancelled(_) => (IconName::Cancelled, true),
        Outcome::Exception(_) => (IconName::Failed, true),
    };
    let text = match &cap.outcome {
        Outcome::Result(repr) if repr == "None" => String::new(),
        Outcome::Cancelled(_) => String::new(),
        Outcome::Exception(exception) => exception.type_name.clone(),
        other @ Outcome::Result(_) => outcome(view.words(), other),
    };
    let class = classes!(
        "cap",
        (cap.position as usize > view.model.position).then_some("ahead"),
        alarm.then_some("is-alarm"),
    );
    let left = frame.half(cap.at) + 3.0;
    let room = (frame.width() - frame.metrics.head - left).max(12.0);
    html! {
        <span {class} style={style(&[("left", left), ("max-width", room)])}>
            { icon }<span>{ text }</span>
        </span>
    }
}
