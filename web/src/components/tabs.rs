//! A row of tabs, as the ARIA practices have it: one of them takes the focus,
//! arrows go from tab to tab.

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

/// What [`Tabs`] takes.
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs choose between.
    pub label: &'static str,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The number of the chosen one.
    pub chosen: usize,
    /// Called with the number of another one.
    pub choose: Callback<usize>,
    /// Class of the row.
    pub class: Classes,
}

/// A row of tabs.
#[function_component]
pub fn Tabs(props: &TabsProps) -> Html {
    let count = props.tabs.len();
    let onkeydown = {
        let (chosen, choose) = (props.chosen, props.choose.clone());
        let ids: Vec<_> = props.tabs.iter().map(|tab| tab.id).collect();
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
    let tabs = props.tabs.iter().enumerate().map(|(number, tab)| {
        let chosen = number == props.chosen;
        let choose = props.choose.clone();
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
        <div class={props.class.clone()} role="tablist" aria-label={props.label} {onkeydown}>
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
