//! A row of tabs, as the ARIA practices have it: one of them takes the focus,
//! arrows go from tab to tab.

use coroscope_markup::html;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// One tab.
#[derive(Clone, PartialEq)]
pub struct Tab {
    /// Its name in ids: the tab is `tab-<id>`, its panel `<panel>` of the props.
    pub id: &'static str,
    /// What it says.
    pub label: &'static str,
    /// The id of its panel.
    pub panel: &'static str,
}

/// A row of tabs: its class, what the tabs choose between, the tabs, the number of
/// the chosen one, and what is called with the number of another one.
pub fn tabs(
    class: &'static str,
    label: &'static str,
    tabs: &[Tab],
    chosen: usize,
    choose: &Callback<usize>,
) -> Html {
    let count = tabs.len();
    let onkeydown = {
        let choose = choose.clone();
        let ids: Vec<_> = tabs.iter().map(|tab| tab.id).collect();
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" => (chosen + 1) % count,
                "ArrowLeft" => (chosen + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            choose.emit(next);
            focus(&event, ids[next]);
        })
    };
    let tabs = tabs.iter().enumerate().map(|(number, tab)| {
        let chosen = number == chosen;
        let choose = choose.clone();
        html! {
            <button type="button" role="tab" key={tab.id} id={format!("tab-{}", tab.id)}
                aria-selected={chosen.to_string()} aria-controls={chosen.then_some(tab.panel)}
                tabindex={if chosen { "0" } else { "-1" }}
                onclick={move |_| choose.emit(number)}>
                { tab.label }
            </button>
        }
    });
    html! {
        <div {class} role="tablist" aria-label={label} {onkeydown}>
            { for tabs }
        </div>
    }
}

fn focus(event: &KeyboardEvent, id: &str) {
    let row = event
        .current_target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let tab = row.and_then(|row| row.query_selector(&format!("#tab-{id}")).ok().flatten());
    if let Some(tab) = tab.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A tab can always take the focus.
        let _ = tab.focus();
    }
}
