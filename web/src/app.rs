//! The page as a whole.

use coroscope_markup::html;
use yew::prelude::*;

use crate::{
    components::{embed, page, told},
    effects::{
        bench, current_layout, initial_address, page_kind, stored, use_document, use_keys,
        use_layout, use_pulse,
    },
    i18n::{Code, Lang},
    icons::sprite,
    state::{Action, Address, Page, Playback, State},
    store::use_store,
};

/// What the page is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The language in which it begins.
    pub lang: Lang,
    /// The one that was wanted; its file may not have come.
    pub wanted: Code,
}

/// The page as a whole: it holds the state and hands it out.
#[function_component]
pub fn App(props: &Props) -> Html {
    let Props { lang, wanted } = *props;
    let store = use_store(move || {
        let mut actions = stored();
        actions.push(Action::SetLayout(current_layout()));
        actions.push(Action::Visit(Address {
            lang: Some(wanted),
            ..initial_address()
        }));
        (State::new(page_kind(), lang), actions)
    });
    let on = store.dispatch.clone();
    let state = store.state();
    let moves = state.run.playback != Playback::Still;
    use_document(&state, on.clone());
    use_keys(state.nav_open(), on.clone());
    use_layout(on.clone());
    use_pulse(state.run.needs_ticks(), moves, on.clone());
    let view = state.view(on);
    use_effect_with(told(&state, &view), |told| bench::tell("draw", told));
    html! {
        <>
        { sprite() }
        { match state.page {
            Page::Full => page(&state, &view),
            Page::Embed => embed(&state, &view),
        } }
        </>
    }
}
