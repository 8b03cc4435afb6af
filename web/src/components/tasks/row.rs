//! One task in the table.

use coroscope_markup::{classes, html};
use coroscope_trace::{
    model::{Task, TaskState},
    narrator::resource_wait,
};
use yew::prelude::*;

use crate::{
    components::task_state::{icon, label, outcome, word},
    i18n::{pane_words, seconds},
    state::{Selection, View},
};

use super::tree::{Bond, Row};

/// What [`TaskRow`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct TaskRowProps {
    /// The run.
    pub(super) view: View,
    /// The task and its place in the tree.
    pub(super) row: Row,
    /// Which row of the table it is, from 0.
    pub(super) index: usize,
    /// Whether the Tab key comes here.
    pub(super) reachable: bool,
}

/// One task in the table.
#[function_component]
pub(super) fn TaskRow(props: &TaskRowProps) -> Html {
    let TaskRowProps {
        view,
        row,
        index,
        reachable,
    } = props;
    let task = &row.task;
    let what = Selection::Task(task.id);
    let selected = view.is_selected(what);
    let class = classes!(
        view.hue(Some(task.id)),
        selected.then_some("is-selected"),
        view.is_hovered(what).then_some("is-hovered"),
        task.is_done().then_some("is-done"),
    );
    html! {
        <tr {class} aria-rowindex={(index + 2).to_string()} onclick={view.toggle(what)}
            onpointerenter={view.enter(what)} onpointerleave={view.leave()}>
            <th scope="row" style={format!("--depth:{}", row.depth)}>
                { branches(row) }
                <button type="button" data-task={task.id.0.to_string()}
                    tabindex={if *reachable { "0" } else { "-1" }}
                    aria-pressed={selected.to_string()} title={name_title(view, row)}
                    onclick={view.toggle(what)}>{ label(&task.label) }</button>
                { bond(view, row.bond) }
            </th>
            <td class="state">
                { icon(task.state) }{ word(view.words(), task.state) }
            </td>
            { waiting(view, task) }
            <td class="num">{ seconds(view.lang, task.since) }</td>
            { result(view, task) }
        </tr>
    }
}

/// The lines from the row above that awaits this one.
fn branches(row: &Row) -> Html {
    if row.bond == Bond::Root {
        return Html::default();
    }
    let own = row.depth.saturating_sub(1);
    let trails = (0..own)
        .filter(|depth| row.trail & (1 << (depth + 1)) != 0)
        .map(|depth| {
            html! { <span class="branch branch--on" style={format!("--at:{depth}")} /> }
        });
    let cut = matches!(row.bond, Bond::Cut(_)).then_some("is-cut");
    html! {
        <>
            { for trails }
            if !row.last {
                <span class={classes!("branch", "branch--on", cut)} style={format!("--at:{own}")} />
            }
            <span class={classes!("branch", cut)} style={format!("--at:{own}")} />
        </>
    }
}

/// The same in words, for those who cannot see the lines.
fn bond(view: &View, bond: Bond) -> Html {
    let words = pane_words(view.lang);
    let text = match bond {
        Bond::Root => return Html::default(),
        Bond::Awaited(parent) => {
            format!(", {} {}", words.awaited_by(), view.model.task_label(parent))
        }
        Bond::Cut(cut) => format!(
            ", {} {}",
            words.let_go_by(),
            view.model.task_label(cut.task)
        ),
    };
    html! { <span class="vh">{ text }</span> }
}

fn name_title(view: &View, row: &Row) -> String {
    let words = pane_words(view.lang);
    let task = &row.task;
    let name = if *task.label == *task.name {
        task.label.to_string()
    } else {
        format!("{} ({})", task.label, task.name)
    };
    let by = |id| view.model.task_label(id);
    match row.bond {
        Bond::Root => name,
        Bond::Awaited(parent) => format!("{name}, {} {}", words.awaited_by(), by(parent)),
        Bond::Cut(cut) => {
            let time = seconds(view.lang, cut.time);
            format!("{name}, {} {}, {time}", words.let_go_by(), by(cut.task))
        }
    }
}

/// On what it waits, or what is on its way to it.
fn waiting(view: &View, task: &Task) -> Html {
    let words = pane_words(view.lang);
    if let Some(exception) = &task.receives
        && task.state == TaskState::Running
    {
        let text = format!("{} {}", words.receives(), exception.type_name);
        return alarm(text);
    }
    if task.pending_cancel().is_some() {
        return alarm(words.cancel_on_its_way().to_owned());
    }
    match task.state {
        TaskState::Waiting(_) => {
            if let Some(resource) = view.model.queues_for(task) {
                let on = resource_wait(resource, &view.model, view.lang).plain();
                return html! { <td title={on.clone()}>{ on }</td> };
            }
            let on = view.model.waiting_on(task).unwrap_or_default().to_owned();
            html! { <td title={on.clone()}><code>{ on }</code></td> }
        }
        TaskState::Ready => html! { <td>{ words.its_turn() }</td> },
        _ => html! { <td /> },
    }
}

/// What is on its way to a task; in a narrow table it may take two lines, which a row has room for.
fn alarm(text: String) -> Html {
    html! { <td class="is-alarm" title={text.clone()}><span>{ text }</span></td> }
}

fn result(view: &View, task: &Task) -> Html {
    match &task.outcome {
        None => {
            html! { <td class="tasks__result is-open">{ pane_words(view.lang).none_yet() }</td> }
        }
        Some(result) => {
            let text = outcome(view.words(), result);
            let alarm = (task.state == TaskState::Failed).then_some("is-alarm");
            html! {
                <td class={classes!("tasks__result", alarm)} title={text.clone()}>
                    <code>{ text }</code>
                </td>
            }
        }
    }
}
