//! What is known of a future.

use coroscope_markup::html;
use coroscope_trace::{FutureId, FutureKind, Outcome, model::Future};
use yew::prelude::*;

use crate::{
    components::task_state::outcome,
    i18n::{PaneWords, due_in, more, pane_words, seconds},
    state::{Selection, View},
};

use super::{
    resource::{resource_link, tasks},
    subject::{at_line, by, fact, link, named},
};

/// So many of its parts are named.
const SHOWN: usize = 6;

/// What is known of a future.
pub(super) fn future_facts(view: &View, future: FutureId) -> Html {
    let words = pane_words(view.lang);
    let Some(future) = view.model.future(future) else {
        return html! { <p class="inspector__hint">{ words.not_here_yet() }</p> };
    };
    let created = html! {
        <>
            <time>{ seconds(view.lang, future.created) }</time>{ " " }{ words.by() }{ " " }
            { by(view, future.created_by) }{ at_line(view, future.place) }
        </>
    };
    html! {
        <dl class="facts" aria-label={words.facts()}>
            { fact(words.fact_kind(), html! { kind(words, future.kind) }) }
            { fact(words.fact_created_future(), created) }
            if !future.children.is_empty() {
                { fact(words.fact_depends(), parts(view, future)) }
            }
            { fact(words.fact_waiters(), tasks(view, &future.waiters)) }
            if let Some(resource) = future.resource {
                { fact(words.fact_queue(), resource_link(view, resource)) }
            }
            { timer(view, future) }
            { end(view, future) }
        </dl>
    }
}

fn kind(words: PaneWords, kind: FutureKind) -> &'static str {
    match kind {
        FutureKind::Plain => words.kind_plain(),
        FutureKind::Task => words.kind_task(),
        FutureKind::Sleep => words.kind_sleep(),
        FutureKind::Gather => words.kind_gather(),
        FutureKind::Shield => words.kind_shield(),
        FutureKind::Waiter => words.kind_waiter(),
        FutureKind::Foreign => words.kind_foreign(),
    }
}

fn parts(view: &View, future: &Future) -> Html {
    let left = future.children.len().saturating_sub(SHOWN);
    let names = future.children.iter().take(SHOWN).enumerate();
    let names = names.map(|(at, child)| named(view, at, *child));
    html! { <>{ for names }if left > 0 { { " " }{ more(view.lang, left) } }</> }
}

fn timer(view: &View, future: &Future) -> Html {
    let words = pane_words(view.lang);
    let handle = future.timer.and_then(|id| view.model.handle(id));
    let Some((handle, deadline)) = handle.and_then(|it| Some((it, it.deadline?))) else {
        return Html::default();
    };
    let due = due_in(view.lang, deadline, view.now);
    let timer = link(view, Selection::Timer(handle.id), html! { words.a_timer() });
    fact(words.fact_due(), html! { <>{ timer }{ ", " }{ due }</> })
}

fn end(view: &View, future: &Future) -> Html {
    let words = pane_words(view.lang);
    let Some(result) = &future.outcome else {
        return Html::default();
    };
    let text = outcome(view.words(), result);
    let time = future
        .resolved
        .map(|time| html! { <>{ ", " }<time>{ seconds(view.lang, time) }</time></> });
    match result {
        Outcome::Result(_) => fact(
            words.fact_result(),
            html! { <><code>{ text }</code>{ time }</> },
        ),
        _ => fact(
            words.fact_exception(),
            html! { <><em>{ text }</em>{ time }</> },
        ),
    }
}
