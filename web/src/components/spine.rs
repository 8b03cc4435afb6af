//! The spine: notices, narrator and transport in one band, between cause and
//! effect. It is never scrolled away.

use coroscope_markup::html;
use yew::prelude::*;

use crate::state::{State, View};

use super::{narrator::narrator, notices::notices, outside::outside, transport::transport};

/// Notices, narrator and transport.
pub fn spine(state: &State, view: &View) -> Html {
    let words = view.words();
    html! {
        <section class="spine" id="narrator" aria-label={words.narrator_and_transport()} tabindex="-1">
            { notices(state, view) }
            <div id="question"></div>
            <div class="narrator">
                { narrator(view) }
                { outside(view, state.can_press()) }
                <p class="keys" aria-hidden="true">
                    <kbd>{ words.key_space() }</kbd>{ words.key_run() }
                    <kbd>{ "←" }</kbd><kbd>{ "→" }</kbd>{ words.key_step() }
                    <kbd>{ "Home" }</kbd><kbd>{ "End" }</kbd>
                </p>
            </div>
            { transport(view, state.run.id.is_some() || state.python.is_wanted()) }
        </section>
    }
}
