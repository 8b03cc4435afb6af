//! Short texts in which backticks mark code.

use coroscope_markup::html;
use yew::prelude::*;

/// A text with its backticked parts set as code.
pub fn rich(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(number, part)| {
        if part.is_empty() {
            Html::default()
        } else if number % 2 == 1 {
            html! { <code>{ part.to_owned() }</code> }
        } else {
            html! { { part.to_owned() } }
        }
    });
    parts.collect()
}
