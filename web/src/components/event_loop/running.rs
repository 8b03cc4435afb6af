//! What runs now: a task, a callback of the loop's own, the module, or nothing.

use std::rc::Rc;

use coroscope_markup::html;
use coroscope_trace::{
    Callback as Call, Outcome, TaskId,
    model::{Handle, LoopState, ProgramState, Task, TaskState},
};
use yew::prelude::*;

use crate::{
    components::task_state::{exception, label as task_label, outcome},
    i18n::{line, pane_words, until as until_time},
    icons::IconName,
    state::{Selection, View},
};

use super::{
    stations::{Work, work},
    work::{explains, label, shape, subject},
};

/// What runs now.
pub(super) fn running(view: &View) -> Html {
    let words = pane_words(view.lang);
    let handle = view.model.current_handle();
    let task = view.model.running.or_else(|| {
        let Work::Resume(task) = work(&handle?.callback) else {
            return None;
        };
        Some(task)
    });
    let visible = task
        .and_then(|id| view.model.task(id))
        .filter(|it| !it.internal);
    // The frame is solid while a callback has control, dashed while the loop has.
    let (hue, busy, inside) = match (visible, handle) {
        (Some(task), _) if task.state == TaskState::Running => {
            (view.hue(Some(task.id)), true, of_task(view, task, handle))
        }
        (Some(task), _) => ("t0", false, beside_task(view, task)),
        (None, Some(handle)) => {
            let hue = view.hue(subject(view, handle));
            (hue, true, of_callback(view, handle))
        }
        (None, None) => ("t0", false, of_nobody(view)),
    };
    html! {
        <div class={classes!("station", "station--running", hue, (!busy).then_some("is-idle"))}>
            <h3>{ words.station_running() }</h3>
            { inside }
        </div>
    }
}

fn of_task(view: &View, task: &Task, handle: Option<&Rc<Handle>>) -> Html {
    let what = Selection::Task(task.id);
    let selected = view.is_selected(what);
    let lit = selected.then_some("is-selected");
    let at = view.line(task.line).map(|number| line(view.lang, number));
    let key = handle.map_or(u32::MAX, |handle| handle.id.0);
    html! {
        <>
            <button type="button" {key} class={classes!("slot", lit)} title={task.label.to_string()}
                aria-pressed={selected.to_string()} onclick={view.toggle(what)}
                onpointerenter={view.enter(what)} onpointerleave={view.leave()}>
                { IconName::Running }{ task_label(&task.label) }
            </button>
            <p>
                if let Some(at) = at { <span>{ at }</span><br /> }
                { receives(view, task, handle) }
            </p>
        </>
    }
}

/// The step of a task has just ended, or is about to begin: the loop has control.
fn beside_task(view: &View, task: &Task) -> Html {
    let words = pane_words(view.lang);
    let about = match task.state {
        TaskState::Waiting(_) => words.has_suspended(),
        state if state.is_done() => words.has_ended(),
        _ => words.is_resumed(),
    };
    let label = task.label.to_string();
    html! {
        <>
            <span class="slot slot--none" title={words.loop_itself()}>
                <span>{ words.loop_itself() }</span>
            </span>
            <p><b class={classes!("who", view.hue(Some(task.id)))}>{ label }</b>{ " " }{ about }</p>
        </>
    }
}

/// With what the task is resumed: a value, an exception, or nothing at all.
fn receives(view: &View, task: &Task, handle: Option<&Rc<Handle>>) -> Html {
    let words = pane_words(view.lang);
    if let Some(thrown) = &task.receives {
        let title = exception(thrown);
        return html! {
            <>{ words.receives() }{ " " }<em {title}>{ &thrown.type_name }</em></>
        };
    }
    match handle.map(|handle| &handle.callback) {
        Some(Call::TaskWakeup { future, .. }) => {
            let result = view
                .model
                .future(*future)
                .and_then(|it| it.outcome.as_ref());
            match result {
                Some(Outcome::Result(repr)) if repr != "None" => html! {
                    <>{ words.receives() }{ " " }<code title={repr.clone()}>{ repr }</code></>
                },
                Some(Outcome::Result(_)) | None => html! { words.goes_on() },
                Some(other) => html! {
                    <>{ words.receives() }{ " " }<em>{ outcome(view.words(), other) }</em></>
                },
            }
        }
        Some(Call::TaskStep { .. }) if !task.started => html! { words.starts() },
        Some(_) | None => Html::default(),
    }
}

fn of_callback(view: &View, handle: &Handle) -> Html {
    let words = pane_words(view.lang);
    let does = work(&handle.callback);
    let whose = subject(view, handle).filter(|_| !matches!(does, Work::Resume(_)));
    html! {
        <>
            <span class="slot slot--work" key={handle.id.0} title={label(view, &does)}>
                { shape(handle) }<span>{ label(view, &does) }</span>
            </span>
            <p>
                { explains(words, &does) }
                if let Some(whose) = whose { { owner(view, whose) } }
            </p>
        </>
    }
}

fn owner(view: &View, task: TaskId) -> Html {
    html! { <>{ ": " }<b class="who">{ view.model.task_label(task).to_owned() }</b></> }
}

/// No callback runs: the module, the loop itself, or nobody.
fn of_nobody(view: &View) -> Html {
    let words = pane_words(view.lang);
    let model = &view.model;
    let slot = |text: &str, about: Html| {
        html! {
            <>
                <span class="slot slot--none" title={text.to_owned()}><span>{ text.to_owned() }</span></span>
                <p>{ about }</p>
            </>
        }
    };
    match (&model.program, &model.state) {
        (ProgramState::Finished(result), _) => {
            let failed = !matches!(result, Outcome::Result(_));
            let text = if failed {
                words.program_failed()
            } else {
                words.program_finished()
            };
            html! {
                <p class="slot__end">
                    { text }
                    if failed { <br /><em>{ outcome(view.words(), result) }</em> }
                </p>
            }
        }
        (ProgramState::NotStarted, _) => slot(words.not_started(), Html::default()),
        (_, LoopState::NotStarted | LoopState::Stopped | LoopState::Closed) => {
            let at = view
                .line(model.module.line)
                .map(|number| line(view.lang, number));
            let by_hand = model
                .module
                .frames
                .last()
                .map(|frame| frame.name.to_string());
            let about = match by_hand {
                Some(name) => html! { <><code>{ name }</code>{ " " }{ words.by_hand() }</> },
                None => html! { <>{ at }</> },
            };
            slot(view.words().module(), about)
        }
        (_, LoopState::Idle { until: Some(until) }) => {
            slot(words.idle(), html! { until_time(view.lang, *until) })
        }
        (_, LoopState::Idle { until: None }) => slot(words.idle(), html! { words.idle_outside() }),
        (_, LoopState::Deadlocked { .. }) => slot(words.deadlocked(), Html::default()),
        (_, LoopState::Running) => {
            let about = if model.left_now() > 0 {
                words.loop_picks()
            } else {
                words.loop_looks()
            };
            slot(words.loop_itself(), html! { about })
        }
    }
}
