//! How much room there is.

use gloo_events::EventListener;
use web_sys::MediaQueryList;
use yew::prelude::*;

use crate::state::{Action, Layout};

use super::browser;

/// The same borders as in the style sheets.
const PHONE: &str = "(max-width: 760px)";
const MEDIUM: &str = "(max-width: 1240px)";

fn query(text: &str) -> Option<MediaQueryList> {
    browser::window().match_media(text).ok().flatten()
}

/// The layout for the room there is now.
pub fn current_layout() -> Layout {
    let holds = |text| query(text).is_some_and(|query| query.matches());
    if holds(PHONE) {
        Layout::Phone
    } else if holds(MEDIUM) {
        Layout::Medium
    } else {
        Layout::Wide
    }
}

/// Reports whenever there comes to be more or less room.
#[hook]
pub fn use_layout(on: Callback<Action>) {
    use_effect_with((), move |()| {
        let listeners: Vec<EventListener> = [PHONE, MEDIUM]
            .into_iter()
            .filter_map(query)
            .map(|query| {
                let on = on.clone();
                EventListener::new(&query, "change", move |_| {
                    on.emit(Action::SetLayout(current_layout()));
                })
            })
            .collect();
        move || drop(listeners)
    });
}
