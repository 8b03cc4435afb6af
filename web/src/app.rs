//! The page as a whole.

use yew::prelude::*;

use crate::{
    effects::{
        current_layout, initial_address, stored, use_document, use_keys, use_layout, use_pulse,
    },
    i18n::Lang,
    icons::Sprite,
    state::{Action, Page, Playback, State},
    store::use_store,
};

/// The page as a whole: it holds the state and hands it out.
#[function_component]
pub fn App() -> Html {
    let store = use_store(|| {
        let mut actions = stored();
        actions.push(Action::SetLayout(current_layout()));
        actions.push(Action::Visit(initial_address()));
        (State::new(Page::Full, Lang::En), actions)
    });
    let on = store.dispatch.clone();
    let state = store.state();
    use_document(&state, on.clone());
    use_keys(state.nav_open(), on.clone());
    use_layout(on.clone());
    use_pulse(
        state.run.needs_ticks(),
        state.run.playback != Playback::Still,
        on.clone(),
    );
    html! {
        <Sprite />
    }
}
