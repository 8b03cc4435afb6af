//! What is known of a coroutine object.

use coroscope_markup::html;
use coroscope_trace::{CoroutineId, Outcome, Place};
use yew::prelude::*;

use crate::{
    components::task_state::outcome,
    i18n::{line, pane_words, seconds},
    state::{Selection, View},
};

use super::subject::{at_line, by, coroutine_word, fact, link, who};

/// What is known of a coroutine object.
pub(super) fn coroutine_facts(view: &View, coroutine: CoroutineId) -> Html {
    let words = pane_words(view.lang);
    let Some(coroutine) = view.model.coroutine(coroutine) else {
        return html! { <p class="inspector__hint">{ words.not_here_yet() }</p> };
    };
    let called = html! {
        <>
            <time>{ seconds(view.lang, coroutine.created) }</time>{ " " }{ words.by() }{ " " }
            { by(view, coroutine.created_by) }{ at_line(view, coroutine.place) }
        </>
    };
    let place = |place: Place| {
        view.line(place).map(|number| {
            let text = line(view.lang, number);
            link(view, Selection::Line(number), html! { { text } })
        })
    };
    html! {
        <dl class="facts" aria-label={words.facts()}>
            { fact(words.fact_state(), html! { coroutine_word(view, coroutine.state) }) }
            { fact(words.fact_called(), called) }
            if let Some(at) = place(coroutine.definition) { { fact(words.fact_defined(), at) } }
            if let Some(at) = place(coroutine.awaited) { { fact(words.fact_awaited(), at) } }
            if let Some(task) = coroutine.task { { fact(words.fact_task(), who(view, task)) } }
            if let Some(result) = &coroutine.outcome {
                { end(view, result) }
            }
        </dl>
    }
}

fn end(view: &View, result: &Outcome) -> Html {
    let words = pane_words(view.lang);
    let text = outcome(view.words(), result);
    match result {
        Outcome::Result(_) => fact(words.fact_result(), html! { <code>{ text }</code> }),
        _ => fact(words.fact_exception(), html! { <em>{ text }</em> }),
    }
}
