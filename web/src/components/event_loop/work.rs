//! A callback as a chip: a task to resume, or a piece of the library's own work.

use coroscope_markup::html;
use coroscope_trace::{TaskId, model::Handle};
use yew::prelude::*;

use crate::{
    components::task_state::task_chip,
    i18n::{self, PaneWords},
    icons::IconName,
    state::{Selection, View},
};

use super::stations::{Work, work};

/// A callback as a chip.
pub(super) fn work_chip(view: &View, handle: &Handle) -> Html {
    let does = work(&handle.callback);
    if let Work::Resume(task) = does
        && view.model.task(task).is_some_and(|task| !task.internal)
    {
        return task_chip(view, task);
    }
    let text = label(view, &does);
    let hue = view.hue(view.model.callback_task(&handle.callback));
    let cancelled = handle.cancelled.then_some("is-cancelled");
    let inside = html! {
        <>{ shape(handle) }<span class="chip__name">{ text.clone() }</span></>
    };
    match selection(handle, &does) {
        Some(what) => {
            let selected = view.is_selected(what);
            let lit = selected.then_some("is-selected");
            html! {
                <button type="button" class={classes!("chip", "chip--work", hue, cancelled, lit)}
                    aria-pressed={selected.to_string()} title={text}
                    onclick={view.toggle(what)}>{ inside }</button>
            }
        }
        None => html! {
            <span class={classes!("chip", "chip--work", hue, cancelled)} title={text}>{ inside }</span>
        },
    }
}

/// What choosing the callback lights.
fn selection(handle: &Handle, does: &Work) -> Option<Selection> {
    match does {
        Work::SleepOver(future) | Work::Gather(future) | Work::Shield(future) => {
            Some(Selection::Future(*future))
        }
        _ if handle.deadline.is_some() => Some(Selection::Timer(handle.id)),
        _ => None,
    }
}

/// A timer that came due keeps its diamond.
pub(super) fn shape(handle: &Handle) -> IconName {
    match work(&handle.callback) {
        Work::Resume(_) => IconName::Ready,
        _ if handle.deadline.is_some() => IconName::Timer,
        Work::Stop => IconName::Stop,
        _ => IconName::Future,
    }
}

/// What a callback is called: `sleep(1)`, `time limit`, `gather`.
pub(super) fn label(view: &View, does: &Work) -> String {
    let model = &view.model;
    match does {
        Work::Resume(task) => model.task_label(*task).to_owned(),
        Work::SleepOver(future) | Work::Gather(future) | Work::Shield(future) => {
            model.future_label(*future).to_owned()
        }
        Work::TimeLimit(_) => i18n::time_limit(view.lang).to_owned(),
        Work::Stop => i18n::stop_the_loop(view.lang).to_owned(),
        Work::User(name) => name.clone(),
    }
}

/// What a callback does, in a few words.
pub(super) fn explains(words: PaneWords, does: &Work) -> &'static str {
    match does {
        Work::Resume(_) => words.goes_on(),
        Work::SleepOver(_) => words.sets_result(),
        Work::TimeLimit(_) => words.cancels_at_limit(),
        Work::Gather(_) => words.counts_child(),
        Work::Shield(_) => words.hands_through(),
        Work::Stop => words.stops_loop_what(),
        Work::User(_) => words.user_callback(),
    }
}

/// The task a callback is about, if it is one that a page shows.
pub(super) fn subject(view: &View, handle: &Handle) -> Option<TaskId> {
    view.model.callback_task(&handle.callback)
}
