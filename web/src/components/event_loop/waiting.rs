//! What waits: timers with their countdowns, and the tasks behind them.

use coroscope_markup::html;
use coroscope_trace::{
    Awaited, FutureId,
    decimal::short,
    model::{Fired, Handle, LoopState},
};
use yew::prelude::*;

use crate::{
    components::task_state::task_chip,
    i18n::{gone, more, pane_words, seconds, time_limit, with_unit},
    icons::IconName,
    state::{Selection, View},
};

use super::{
    stations::{Few, Wait, Work, elapsed, work},
    work::{label, work_chip},
};

/// What waits, the earliest deadline first.
pub(super) fn waiting(view: &View, waits: &Few<Wait>, fired: &Few<Fired>) -> Html {
    let words = pane_words(view.lang);
    html! {
        <div class="station station--waiting">
            <h3>{ words.station_waiting() }</h3>
            if waits.shown.is_empty() {
                <p class="station__none">{ words.nobody_waits() }</p>
            } else {
                <ul class="waits">
                    { for waits.shown.iter().map(|wait| one(view, wait)) }
                    if waits.more > 0 {
                        <li class="more" key="more">{ more(view.lang, waits.more) }</li>
                    }
                </ul>
            }
            { outside(view) }
            { have_fired(view, fired) }
        </div>
    }
}

fn one(view: &View, wait: &Wait) -> Html {
    let key = match (&wait.task, &wait.timer) {
        (Some(task), _) => format!("t{}", task.id.0),
        (None, Some(timer)) => format!("h{}", timer.id.0),
        (None, None) => String::new(),
    };
    let owner = wait
        .task
        .as_ref()
        .map(|task| task.id)
        .or_else(|| view.model.callback_task(&wait.timer.as_ref()?.callback));
    let who = match (&wait.task, &wait.timer) {
        (Some(task), _) => task_chip(view, task.id),
        (None, Some(timer)) => work_chip(view, timer),
        (None, None) => Html::default(),
    };
    html! {
        <li {key} class={classes!("wait", view.hue(owner))}>
            { who }
            { wait.on.map_or_else(|| whose(view, wait), |on| awaited(view, wait, on)) }
            if let Some(timer) = &wait.timer {
                <b class="wait__left">{ left(view, timer) }</b>
                { bar(view, timer) }
            }
        </li>
    }
}

/// How long a timer still takes.
fn left(view: &View, timer: &Handle) -> String {
    let left = (timer.deadline.unwrap_or(timer.start) - view.now).max(0.0);
    with_unit(view.lang, left)
}

/// A timer that nobody waits for: whose it is.
fn whose(view: &View, wait: &Wait) -> Html {
    let owner = wait
        .timer
        .as_ref()
        .and_then(|timer| view.model.callback_task(&timer.callback));
    let name = owner
        .map(|task| view.model.task_label(task).to_owned())
        .unwrap_or_default();
    html! { <span class="wait__what">{ name }</span> }
}

/// On what the task waits; another task is named in its own colour.
fn awaited(view: &View, wait: &Wait, on: Awaited) -> Html {
    let model = &view.model;
    let text = wait
        .task
        .as_ref()
        .and_then(|task| model.waiting_on(task))
        .unwrap_or("…")
        .to_owned();
    let future = match on {
        Awaited::Future(future) => Some(future),
        Awaited::NextIteration | Awaited::Foreign => None,
    };
    let Some(what) = future.map(|future| target(view, future)) else {
        return html! { <span class="wait__what"><code title={text.clone()}>{ text }</code></span> };
    };
    let hue = match what {
        Selection::Task(task) => view.hue(Some(task)),
        _ => "",
    };
    let selected = view.is_selected(what);
    html! {
        <span class="wait__what">
            <button type="button" class={classes!("link", hue, selected.then_some("is-selected"))}
                aria-pressed={selected.to_string()} title={text.clone()} onclick={view.toggle(what)}>
                <code>{ text }</code>
            </button>
        </span>
    }
}

/// What choosing a future lights: a task stands for itself.
fn target(view: &View, future: FutureId) -> Selection {
    let task = view.model.future(future).and_then(|it| it.task);
    task.map_or(Selection::Future(future), Selection::Task)
}

/// How much of a timer's time is over.
fn bar(view: &View, timer: &Handle) -> Html {
    let words = pane_words(view.lang);
    let deadline = timer.deadline.unwrap_or(timer.start);
    let share = elapsed(timer.start, deadline, view.now);
    let due = match work(&timer.callback) {
        Work::TimeLimit(_) => time_limit(view.lang),
        _ => words.due(),
    };
    let said = gone(view.lang, timer.start, deadline, view.now);
    html! {
        <>
            <span class="bar" role="img" aria-label={said}>
                <i style={format!("transform:scaleX({})", short(share, 4))} />
            </span>
            <small>
                <span>{ seconds(view.lang, timer.start) }</span>
                <span>{ due }{ " " }{ seconds(view.lang, deadline) }</span>
            </small>
        </>
    }
}

/// Buttons of the page for which the program waits.
fn outside(view: &View) -> Html {
    let words = pane_words(view.lang);
    let labels: Vec<String> = view
        .model
        .buttons
        .iter()
        .filter(|button| button.presses == 0)
        .map(|button| button.label.to_string())
        .collect();
    if labels.is_empty() {
        return Html::default();
    }
    html! {
        <p class="fired">
            { IconName::Press }
            <span>{ words.outside_buttons() }{ ": " }<b>{ labels.join(", ") }</b></span>
        </p>
    }
}

fn have_fired(view: &View, fired: &Few<Fired>) -> Html {
    let words = pane_words(view.lang);
    // Once the loop is idle the moment in which they fired is over.
    let idle = matches!(view.model.state, LoopState::Idle { .. });
    let Some(first) = fired.shown.first().filter(|_| !idle) else {
        return Html::default();
    };
    let names = fired.shown.iter().enumerate().map(|(at, fired)| {
        let name = label(view, &work(&fired.callback));
        html! {
            <>
                if at > 0 { { ", " } }
                <b class={view.hue(fired.task)} title={fired.task.map(|task| view.model.task_label(task).to_owned())}>{ name }</b>
            </>
        }
    });
    html! {
        <p class="fired">
            { IconName::Timer }
            <span>
                { words.fired_at() }{ " " }{ seconds(view.lang, first.time) }{ ": " }
                { for names }
                if fired.more > 0 { { ", " }{ more(view.lang, fired.more) } }
            </span>
        </p>
    }
}
