//! A border between two panes that can be dragged, or moved with the arrows.

use coroscope_markup::{classes, html};
use coroscope_trace::decimal::fixed;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::state::{Action, Split};

/// How far an arrow key moves it, in pixels.
const KEY: f64 = 16.0;

/// What [`Splitter`] takes.
#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// Which border.
    pub split: Split,
    /// What it changes, in words.
    pub label: &'static str,
    /// The size which the learner chose, in pixels.
    pub size: Option<f64>,
    /// The id of the element whose size it changes.
    pub of: &'static str,
    /// Whether it moves up and down.
    #[prop_or_default]
    pub horizontal: bool,
    /// Whether the pane lies before it: dragging right or down makes it larger.
    #[prop_or_default]
    pub before: bool,
    /// Where actions go.
    pub on: Callback<Action>,
}

/// Where a drag began.
#[derive(Clone, Copy)]
struct Drag {
    pointer: f64,
    size: f64,
}

/// A border that can be dragged. A double click gives the pane its own size
/// again.
#[function_component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let drag = use_mut_ref(|| None::<Drag>);
    let dragged = use_state_eq(|| false);
    let SplitterProps {
        split,
        horizontal,
        before,
        of,
        on,
        ..
    } = props;
    let (split, horizontal, of) = (*split, *horizontal, *of);
    let sign = if *before { 1.0 } else { -1.0 };
    let along = move |event: &PointerEvent| {
        f64::from(if horizontal {
            event.client_y()
        } else {
            event.client_x()
        })
    };

    let onpointerdown = {
        let (drag, dragged) = (drag.clone(), dragged.setter());
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            event.prevent_default();
            if let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
                // Without capture the drag ends at the element's edge, no worse.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            *drag.borrow_mut() = Some(Drag {
                pointer: along(&event),
                size: measured(of, horizontal),
            });
            dragged.set(true);
        })
    };
    let onpointermove = {
        let (drag, on) = (drag.clone(), on.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(drag) = *drag.borrow() {
                let size = drag.size + sign * (along(&event) - drag.pointer);
                on.emit(Action::Resize(split, Some(size)));
            }
        })
    };
    let end = {
        let dragged = dragged.setter();
        Callback::from(move |_: PointerEvent| {
            drag.borrow_mut().take();
            dragged.set(false);
        })
    };
    let onkeydown = {
        let on = on.clone();
        let (less, more) = if horizontal {
            ("ArrowUp", "ArrowDown")
        } else {
            ("ArrowLeft", "ArrowRight")
        };
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let change = match key.as_str() {
                key if key == less => Some(-KEY * sign),
                key if key == more => Some(KEY * sign),
                "Enter" => None,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            on.emit(Action::Resize(
                split,
                change.map(|change| measured(of, horizontal) + change),
            ));
        })
    };
    let (least, most) = split.range();
    let now = props
        .size
        .unwrap_or_else(|| split.clamp(measured(of, horizontal)));
    let class = classes!(
        "split",
        format!("split--{}", split.name()),
        if horizontal {
            "split--rows"
        } else {
            "split--columns"
        },
        dragged.then_some("is-dragged"),
    );
    html! {
        <div {class} role="separator" tabindex="0" aria-label={props.label}
            aria-orientation={if horizontal { "horizontal" } else { "vertical" }}
            aria-controls={of} aria-valuenow={fixed(now, 0)}
            aria-valuemin={fixed(least, 0)} aria-valuemax={fixed(most, 0)}
            {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}
            ondblclick={on.reform(move |_| Action::Resize(split, None))} {onkeydown}></div>
    }
}

/// The size of an element as it is drawn, in pixels.
fn measured(id: &str, horizontal: bool) -> f64 {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    element.map_or(0.0, |element| {
        let rect = element.get_bounding_client_rect();
        if horizontal {
            rect.height()
        } else {
            rect.width()
        }
    })
}
