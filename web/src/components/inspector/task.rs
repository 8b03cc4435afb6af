//! What is known of a task.

use coroscope_markup::html;
use coroscope_trace::{
    CancelEffect, Outcome, TaskId,
    model::{CancelRequest, Task, TaskState},
};
use yew::prelude::*;

use crate::{
    components::task_state::outcome,
    i18n::{pane_words, seconds},
    state::{Selection, View},
};

use super::{
    chain::chain,
    past::past,
    subject::{at_line, by, fact, link, who},
};

/// The last so many requests for its cancellation are shown.
const CANCELS: usize = 3;

/// What is known of a task: facts, waiting chain, history.
pub(super) fn task_facts(view: &View, id: TaskId) -> Html {
    let words = pane_words(view.lang);
    let facts = match view.model.task(id) {
        Some(task) => facts(view, task),
        None => html! { <p class="inspector__hint">{ words.not_here_yet() }</p> },
    };
    html! {
        <>
            { facts }
            { chain(view, id) }
            { past(view, id) }
        </>
    }
}

fn facts(view: &View, task: &Task) -> Html {
    let words = pane_words(view.lang);
    let coroutine = link(
        view,
        Selection::Coroutine(task.coroutine),
        html! { <code>{ format!("{}()", task.coroutine_name) }</code> },
    );
    let stands = !task.is_done() && task.started;
    let created = html! {
        <>
            <button type="button" class="link" title={words.moment()}
                onclick={view.seek(task.created_position)}><time>{ seconds(view.lang, task.created) }</time></button>
            { " " }{ words.by() }{ " " }{ by(view, task.parent) }{ at_line(view, task.place) }
        </>
    };
    html! {
        <dl class="facts" aria-label={words.facts()}>
            { fact(words.fact_coroutine(), html! {
                <>{ coroutine }if stands { { at_line(view, task.line) } }</>
            }) }
            if task.label != task.name {
                { fact(words.fact_name(), html! { <code>{ task.name.to_string() }</code> }) }
            }
            { fact(words.fact_created(), created) }
            { fact(words.fact_cancel(), cancels(view, task)) }
            { end(view, task) }
        </dl>
    }
}

fn cancels(view: &View, task: &Task) -> Html {
    let words = pane_words(view.lang);
    if task.cancels.is_empty() {
        let let_go = task.let_go.last();
        return html! {
            <>
                { words.never() }
                if let Some(cut) = let_go {
                    { "; " }{ words.let_go_by() }{ " " }{ who(view, cut.task) }
                }
            </>
        };
    }
    let skipped = task.cancels.len().saturating_sub(CANCELS);
    task.cancels
        .iter()
        .skip(skipped)
        .map(|request| cancel(view, request))
        .collect()
}

fn cancel(view: &View, request: &CancelRequest) -> Html {
    let words = pane_words(view.lang);
    let then = match (request.effect, request.delivered) {
        (CancelEffect::AlreadyDone, _) => words.already_done().to_owned(),
        (_, Some(time)) => format!("{} {}", words.delivered(), seconds(view.lang, time)),
        (_, None) => words.not_delivered().to_owned(),
    };
    let message = request.message.as_ref().map(|it| format!("'{it}'"));
    html! {
        <span class="facts__line">
            <button type="button" class="link" title={words.moment()}
                onclick={view.seek(request.position)}><time>{ seconds(view.lang, request.time) }</time></button>
            { " " }{ words.by() }{ " " }
            if let Some(task) = request.by { { who(view, task) } } else { { words.loop_itself() } }
            if let Some(message) = message { { " " }<code>{ message }</code> }
            { ", " }{ then }
        </span>
    }
}

fn end(view: &View, task: &Task) -> Html {
    let words = pane_words(view.lang);
    let Some(result) = &task.outcome else {
        return Html::default();
    };
    let text = outcome(view.words(), result);
    match (result, task.state) {
        (Outcome::Result(_), _) => fact(words.fact_result(), html! { <code>{ text }</code> }),
        (_, TaskState::Cancelled) => fact(words.fact_result(), html! { <em>{ text }</em> }),
        _ => fact(words.fact_exception(), html! { <em>{ text }</em> }),
    }
}
