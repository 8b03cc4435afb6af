//! The timeline: one lane a task, over an axis on which busy moments are opened
//! up and idle time is elastic.
//!
//! Only what is seen is drawn: the columns and rows of [`Frame`]. A run may have
//! a million events and ten thousand tasks.

mod arrows;
mod axis;
mod field;
mod frame;
mod heads;
mod legend;
mod scale;
mod tip;

use std::rc::Rc;

use coroscope_markup::html;
use coroscope_trace::model::ProgramState;
use web_sys::Element;
use yew::prelude::*;

use crate::{
    components::{
        style::style,
        viewport::{offset_to_show, use_viewport},
    },
    i18n::{lanes, pane_words},
    state::{Action, Axis, View},
};

use axis::axis_rows;
use field::Field;
use frame::{Frame, Metrics, TOP};
use heads::heads;
use legend::legend;
use scale::Scale;
use tip::{Spot, tip};

/// What [`Timeline`] takes.
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    /// The run.
    pub view: View,
}

/// Where the playhead comes to stand when the lanes are panned to it, as a share
/// of the width.
const PANNED: f64 = 0.35;

/// The playhead has left the view when it is nearer than this to its right edge,
/// in pixels.
const MARGIN: f64 = 24.0;

/// The timeline, with its legend and the switch of its axis.
#[function_component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let view = &props.view;
    let words = pane_words(view.lang);
    let node = use_node_ref();
    let viewport = use_viewport(&node, view.lang, Metrics::LENGTHS);
    let spot = use_state_eq(|| None::<Spot>);

    let metrics = Metrics::of(&viewport);
    let room = metrics.room(viewport.width);
    let key = (view.history.len(), view.timeline.columns(), view.axis, room);
    let scale: Rc<Scale> = {
        let timeline = view.timeline.clone();
        // The same length on the same axis is the same recording: a new run
        // begins at nothing.
        use_memo(key, move |_| Scale::of(&timeline, room))
    };
    let frame = Rc::new(Frame::of(view, scale, metrics, &viewport));

    use_pan(&node, &frame, viewport.width);
    use_lane_in_view(&node, view, &frame, viewport.height);

    let set_axis = |axis: Axis| {
        let on = view.on.clone();
        Callback::from(move |_: MouseEvent| on.emit(Action::SetAxis(axis)))
    };
    let button = |axis: Axis, name: &'static str, title: &'static str| {
        html! {
            <button type="button" {title} aria-pressed={(view.axis == axis).to_string()}
                onclick={set_axis(axis)}>{ name }</button>
        }
    };
    let style = style(&[
        ("width", frame.width()),
        ("height", frame.height()),
        ("--turn", frame.scale.turn),
    ]);
    let said = lanes(view.lang, frame.lanes, view.history.head().now, view.now);
    let ended = matches!(view.history.head().program, ProgramState::Finished(_));
    let onspot = {
        let spot = spot.setter();
        Callback::from(move |found| spot.set(found))
    };
    html! {
        <section class={classes!("timeline", view.playing.then_some("is-playing"))}
            aria-label={view.words().timeline()}>
            <div class="pane-head">
                <h2>{ view.words().timeline() }</h2>
                { legend(view.lang) }
                <div class="switch" role="group" aria-label={words.axis()}>
                    { button(Axis::Seconds, words.axis_seconds(), words.axis_seconds_title()) }
                    { button(Axis::Steps, words.axis_steps(), words.axis_steps_title()) }
                </div>
            </div>
            <div class="lanes-view" ref={node} role="group" aria-label={said} tabindex="0">
                if frame.is_empty() {
                    <p class="lanes-view__empty">
                        { if ended { words.lanes_none() } else { words.lanes_empty() } }
                    </p>
                } else {
                    <div class="lanes" {style}>
                        { axis_rows(view, &frame) }
                        { heads(view, &frame) }
                        <Field view={view.clone()} frame={Rc::clone(&frame)} {onspot} />
                    </div>
                }
            </div>
            if let Some(spot) = &*spot {
                { tip(view, spot) }
            }
        </section>
    }
}

/// Pans to the playhead when it has left what is seen.
#[hook]
fn use_pan(node: &NodeRef, frame: &Frame, width: f64) {
    let node = node.clone();
    let (x, seen) = (frame.now, width - frame.metrics.head);
    use_effect_with((x, seen), move |_| {
        let Some(element) = node.cast::<Element>() else {
            return;
        };
        let offset = f64::from(element.scroll_left());
        if seen > 0.0 && (x < offset || x > offset + seen - MARGIN) {
            element.set_scroll_left((x - seen * PANNED).max(0.0) as i32);
        }
    });
}

/// Scrolls to the lane of the chosen task, and to the lane that runs while the
/// learner goes step by step.
#[hook]
fn use_lane_in_view(node: &NodeRef, view: &View, frame: &Frame, height: f64) {
    let lane = |task| view.timeline.lane_number(task);
    let chosen = view.selected_task().and_then(lane);
    let runs = view.model.running.filter(|_| !view.playing).and_then(lane);
    let (row, top) = (frame.metrics.lane, TOP);
    let show = {
        let node = node.clone();
        move |lane: u32| {
            let Some(element) = node.cast::<Element>() else {
                return;
            };
            let from = f64::from(lane) * row;
            let offset = f64::from(element.scroll_top());
            if let Some(to) = offset_to_show(offset, height - top, from, from + row, row) {
                element.set_scroll_top(to as i32);
            }
        }
    };
    let show_running = show.clone();
    use_effect_with(runs, move |lane| {
        if let Some(lane) = *lane {
            show_running(lane);
        }
    });
    use_effect_with(chosen, move |lane| {
        if let Some(lane) = *lane {
            show(lane);
        }
    });
}
