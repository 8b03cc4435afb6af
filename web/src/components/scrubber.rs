//! The slider over the recording, with a tick for every step in the colour of
//! the task it is about.

mod ticks;

use coroscope_markup::html;
use coroscope_trace::decimal::fixed;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use crate::{
    i18n,
    state::{Action, View},
};

use ticks::{Ticks, times};

/// The slider over the recording.
pub fn scrubber(view: &View) -> Html {
    let history = &view.history;
    let (step, steps) = (history.step_at(view.position), history.steps());
    let oninput = {
        let (on, history) = (view.on.clone(), history.clone());
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(step) = value.parse() {
                on.emit(Action::Seek(history.position_of_step(step)));
            }
        })
    };
    let share = if steps == 0 {
        0.0
    } else {
        step as f64 / steps as f64 * 100.0
    };
    let text = i18n::position_text(view.lang, step, steps, view.now);
    html! {
        <div class={classes!("scrub", (steps == 0).then_some("is-empty"))} style={format!("--share:{}%", fixed(share, 3))}>
            <div class="scrub__ticks" aria-hidden="true">
                <Ticks view={view.clone()} ahead={true} />
                <Ticks view={view.clone()} ahead={false} />
            </div>
            <input type="range" min="0" max={steps.max(1).to_string()} step="1" value={step.to_string()}
                aria-label={view.words().position()} aria-valuetext={text} {oninput} />
            <div class="scrub__times" aria-hidden="true">
                { for times(history, view.lang).into_iter().map(|(share, time)| html! {
                    <span style={format!("left:{}%", fixed(share, 2))}>{ time }</span>
                }) }
            </div>
        </div>
    }
}
