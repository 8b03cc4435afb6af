//! The waiting chain: who waits for this task, and what it waits for itself.

use coroscope_markup::html;
use coroscope_trace::{
    CoroutineId, FutureId, HandleId, Place, ResourceId, TaskId,
    model::{LetGo, Link},
};
use yew::prelude::*;

use crate::{
    components::task_state::{icon, word},
    i18n::{due_in, line, more, pane_words, seconds},
    icons::IconName,
    state::{Selection, View},
};

use super::{
    resource::resource_link,
    subject::{link, named, who},
};

/// So many tasks that wait for this one are shown, and so many of several
/// futures at once.
const SHOWN: usize = 4;

/// The waiting chain, from those who wait for the task down to the timer or
/// whatever else will end it.
pub(super) fn chain(view: &View, id: TaskId) -> Html {
    let words = pane_words(view.lang);
    let Some(task) = view.model.task(id).filter(|task| !task.is_done()) else {
        return Html::default();
    };
    let visible = |id: &TaskId| view.model.task(*id).is_some_and(|it| !it.internal);
    let above: Vec<TaskId> = view
        .model
        .awaited_by(id)
        .into_iter()
        .filter(visible)
        .collect();
    let gone = task.let_go.last().filter(|cut| !above.contains(&cut.task));
    let chain = view.model.waiting_chain(id);
    html! {
        <>
            <h3>{ words.waiting_chain() }</h3>
            <ol class="chain">
                if let Some(cut) = gone { { let_go(view, cut) } }
                { for above.iter().take(SHOWN).map(|id| waiter(view, *id)) }
                if above.len() > SHOWN {
                    <li class="more">{ more(view.lang, above.len() - SHOWN) }</li>
                }
                { for chain.iter().enumerate().map(|(at, it)| one(view, *it, at == 0)) }
            </ol>
        </>
    }
}

fn let_go(view: &View, cut: &LetGo) -> Html {
    let words = pane_words(view.lang);
    html! {
        <li class={classes!("is-cut", view.hue(Some(cut.task)))}>
            { IconName::Cancelled }{ who(view, cut.task) }
            <i>{ words.let_go_at() }{ " " }{ seconds(view.lang, cut.time) }</i>
        </li>
    }
}

fn waiter(view: &View, id: TaskId) -> Html {
    let Some(task) = view.model.task(id) else {
        return Html::default();
    };
    html! {
        <li class={view.hue(Some(id))}>
            { icon(task.state) }{ who(view, id) }
            <i>{ word(view.words(), task.state) }</i>
        </li>
    }
}

fn one(view: &View, of: Link, first: bool) -> Html {
    let words = pane_words(view.lang);
    match of {
        Link::Task(id) if first => {
            let shape = view
                .model
                .task(id)
                .map_or(IconName::New, |task| icon(task.state));
            let label = view.model.task_label(id).to_owned();
            html! {
                <li class={classes!("is-this", view.hue(Some(id)))}>
                    { shape }<span class="who">{ label }</span><i>{ words.this_task() }</i>
                </li>
            }
        }
        Link::Task(id) => waiter(view, id),
        Link::Frame(coroutine, place) => frame(view, coroutine, place),
        Link::Future(future) => a_future(view, future),
        Link::Resource(resource) => queue(view, resource),
        Link::Timer(handle) => timer(view, handle),
        Link::Queue => html! {
            <li>
                { IconName::Ready.classed("is-ink") }{ words.ready_queue() }
                <i>{ words.next_turn() }</i>
            </li>
        },
        Link::Children(future) => children(view, future),
        Link::Cycle(id) => html! {
            <li class="is-alarm">
                { IconName::Failed }{ who(view, id) }<i>{ words.in_a_circle() }</i>
            </li>
        },
    }
}

fn frame(view: &View, id: CoroutineId, place: Place) -> Html {
    let name = view
        .model
        .coroutine(id)
        .map_or_else(String::new, |it| format!("{}()", it.name));
    let at = view.line(place).map(|number| line(view.lang, number));
    html! {
        <li>
            { IconName::Coroutine.classed("is-ink") }
            { link(view, Selection::Coroutine(id), html! { <code>{ name }</code> }) }
            <i>{ at }</i>
        </li>
    }
}

fn a_future(view: &View, id: FutureId) -> Html {
    let words = pane_words(view.lang);
    let label = view.model.future_label(id).to_owned();
    html! {
        <li>
            { IconName::Future }
            { link(view, Selection::Future(id), html! { <code>{ label }</code> }) }
            <i>{ words.a_future() }</i>
        </li>
    }
}

/// What it queues for; who holds that stands below, if it is one task.
fn queue(view: &View, id: ResourceId) -> Html {
    let known = view.model.resource(id);
    let held = known.is_some_and(|it| it.holders.len() == 1);
    let held = held.then_some(pane_words(view.lang).held_by());
    html! {
        <li>
            { IconName::Waiting.classed("is-ink") }{ resource_link(view, id) }<i>{ held }</i>
        </li>
    }
}

fn timer(view: &View, id: HandleId) -> Html {
    let words = pane_words(view.lang);
    let deadline = view.model.handle(id).and_then(|handle| handle.deadline);
    let due = deadline.map(|deadline| due_in(view.lang, deadline, view.now));
    html! {
        <li>
            { IconName::Timer.classed("is-ink") }
            { link(view, Selection::Timer(id), html! { words.a_timer() }) }
            <i>{ due }</i>
        </li>
    }
}

fn children(view: &View, id: FutureId) -> Html {
    let words = pane_words(view.lang);
    let Some(future) = view.model.future(id) else {
        return Html::default();
    };
    let pending: Vec<FutureId> = future
        .children
        .iter()
        .copied()
        .filter(|child| view.model.future(*child).is_some_and(|it| !it.is_done()))
        .collect();
    let names = pending.iter().take(SHOWN).enumerate();
    let names = names.map(|(at, child)| named(view, at, *child));
    let left = pending.len().saturating_sub(SHOWN);
    html! {
        <li class="chain__several">
            { IconName::Waiting.classed("is-ink") }
            <span>{ for names }if left > 0 { { " " }{ more(view.lang, left) } }</span>
            <i>{ words.several() }</i>
        </li>
    }
}
