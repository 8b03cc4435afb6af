//! What is known of a timer.

use coroscope_markup::html;
use coroscope_trace::{HandleId, narrator::callback_name};
use yew::prelude::*;

use crate::{
    i18n::{due_in, pane_words, seconds},
    state::View,
};

use super::subject::{at_line, by, fact, spans, who};

/// What is known of a timer, while it is there.
pub(super) fn timer_facts(view: &View, handle: HandleId) -> Html {
    let words = pane_words(view.lang);
    let Some(handle) = view.model.recent_handle(handle) else {
        return html! { <p class="inspector__hint">{ words.gone() }</p> };
    };
    let set = html! {
        <>
            <time>{ seconds(view.lang, handle.start) }</time>{ " " }{ words.by() }{ " " }
            { by(view, handle.by) }{ at_line(view, handle.place) }
        </>
    };
    let does = callback_name(&view.model, &handle.callback, view.lang);
    let task = view.model.callback_task(&handle.callback);
    html! {
        <dl class="facts" aria-label={words.facts()}>
            if let Some(deadline) = handle.deadline {
                { fact(words.fact_due(), html! { due_in(view.lang, deadline, view.now) }) }
            }
            { fact(words.fact_set(), set) }
            { fact(words.fact_does(), spans(view, &does)) }
            if let Some(task) = task { { fact(words.fact_task(), who(view, task)) } }
        </dl>
    }
}
