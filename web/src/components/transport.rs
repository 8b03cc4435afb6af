//! Buttons and readouts like a media player's.

use coroscope_markup::html;
use coroscope_trace::{decimal::short, narrator::words::decimals};
use web_sys::{HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use crate::{
    i18n::{self, words},
    icons::IconName,
    state::{Action, Step, View},
};

use super::scrubber::scrubber;

/// The speeds on offer.
const SPEEDS: [f64; 8] = [0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 7.0, 10.0];

/// Buttons, slider, readouts and speed. Stop has something to forget when there
/// `has_run`.
pub fn transport(view: &View, has_run: bool) -> Html {
    let words = view.words();
    let (step, steps) = (view.history.step_at(view.position), view.history.steps());
    let at_start = view.position == 0;
    let (main, main_icon, main_action) = if view.playing {
        (words.pause(), IconName::Pause, Action::Pause)
    } else {
        (words.run(), IconName::Run, Action::Run)
    };
    let onspeed = view.on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::SetSpeed(js_sys::parse_float(&value))
    });
    let speeds = speeds(view.speed).into_iter().map(|speed| {
        let value = short(speed, 2);
        let said = decimals(value.clone(), view.lang);
        html! {
            <option {value} selected={speed == view.speed}>{ said + "×" }</option>
        }
    });
    html! {
        <div class="transport">
            <div class="transport__buttons" role="group" aria-label={words.transport()}>
                { button(view, words.restart(), Some("Home"), IconName::Restart, at_start, Action::Restart) }
                { step_button(view, words.step_back(), "←", IconName::Back, at_start, Action::StepBack) }
                <button type="button" class="is-main" aria-label={main} title={format!("{main}  {}", words.key_space())}
                    onclick={view.act(main_action)}>
                    { main_icon }<span>{ main }</span>
                </button>
                { step_button(view, words.step(), "→", IconName::Step, false, Action::StepOn) }
                { button(view, words.to_the_end(), Some("End"), IconName::End, false, Action::ToTheEnd) }
                { button(view, words.stop(), None, IconName::Stop, !has_run, Action::Stop) }
            </div>
            { scrubber(view) }
            <dl class="readout">
                <div>
                    <dt class="vh">{ words.loop_time() }</dt>
                    <dd>{ format!("t = {}", i18n::with_unit(view.lang, view.now)) }</dd>
                </div>
                <div>
                    <dt>{ words.step_word() }</dt>
                    <dd>{ step }<span>{ format!(" {} {steps}", words.of()) }</span></dd>
                </div>
            </dl>
            <label class="speed">
                <span class="vh">{ words.speed() }</span>
                <select onchange={onspeed}>
                    { for speeds }
                </select>
                { IconName::Down }
            </label>
        </div>
    }
}

/// The speeds on offer, and the present one if it is another.
fn speeds(present: f64) -> Vec<f64> {
    let mut speeds = SPEEDS.to_vec();
    if !speeds.contains(&present) {
        let at = speeds.partition_point(|speed| *speed < present);
        speeds.insert(at, present);
    }
    speeds
}

/// A button that can do nothing now stays where the focus is, and says so.
fn button(
    view: &View,
    name: &'static str,
    key: Option<&str>,
    icon: IconName,
    off: bool,
    action: Action,
) -> Html {
    let title = match key {
        Some(key) => format!("{name}  {key}"),
        None => words(view.lang).stop_title().to_owned(),
    };
    let onclick = view.act(action);
    html! {
        <button type="button" aria-label={name} {title} aria-disabled={off.then_some("true")} {onclick}>
            { icon }
        </button>
    }
}

/// A step: with the shift key, by a whole iteration.
fn step_button(
    view: &View,
    name: &'static str,
    key: &str,
    icon: IconName,
    off: bool,
    action: fn(Step) -> Action,
) -> Html {
    let onclick = view.on.reform(move |event: MouseEvent| {
        action(if event.shift_key() {
            Step::Iteration
        } else {
            Step::Stop
        })
    });
    html! {
        <button type="button" aria-label={name} title={format!("{name}  {key}")} aria-disabled={off.then_some("true")} {onclick}>
            { icon }
        </button>
    }
}
