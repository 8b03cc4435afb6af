//! What is known of a lock, a queue or the like.

use coroscope_markup::html;
use coroscope_trace::{
    ResourceId, TaskId,
    narrator::{resource_name, resource_state},
};
use yew::prelude::*;

use crate::{
    i18n::{more, pane_words, seconds},
    state::{Selection, View},
};

use super::subject::{at_line, by, fact, link, who};

/// So many of those who hold it or queue for it are named.
const SHOWN: usize = 6;

/// What is known of a lock, a queue or the like.
pub(super) fn resource_facts(view: &View, id: ResourceId) -> Html {
    let words = pane_words(view.lang);
    let Some(resource) = view.model.resource(id) else {
        return html! { <p class="inspector__hint">{ words.not_here_yet() }</p> };
    };
    let created = html! {
        <>
            <time>{ seconds(view.lang, resource.created) }</time>{ " " }{ words.by() }{ " " }
            { by(view, resource.created_by) }{ at_line(view, resource.place) }
        </>
    };
    let queue: Vec<TaskId> = view.model.queue(resource).collect();
    html! {
        <dl class="facts" aria-label={words.facts()}>
            if let Some(state) = resource.state {
                { fact(words.fact_state(), html! { resource_state(state, view.lang).plain() }) }
            }
            if !resource.holders.is_empty() {
                { fact(words.fact_holder(), tasks(view, &resource.holders)) }
            }
            { fact(words.fact_queue(), tasks(view, &queue)) }
            { fact(words.fact_created(), created) }
        </dl>
    }
}

/// Tasks of a list, to choose.
pub(super) fn tasks(view: &View, tasks: &[TaskId]) -> Html {
    if tasks.is_empty() {
        return html! { pane_words(view.lang).nobody() };
    }
    let left = tasks.len().saturating_sub(SHOWN);
    let names = tasks.iter().take(SHOWN).enumerate().map(|(at, task)| {
        html! { <>if at > 0 { { ", " } }{ who(view, *task) }</> }
    });
    html! { <>{ for names }if left > 0 { { " " }{ more(view.lang, left) } }</> }
}

/// A lock, a queue or the like, to choose.
pub(super) fn resource_link(view: &View, id: ResourceId) -> Html {
    let known = view.model.resource(id);
    let name = known.map_or_else(String::new, |it| resource_name(it, view.lang).plain());
    link(view, Selection::Resource(id), html! { { name } })
}
