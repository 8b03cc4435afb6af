//! The tasks as one table, in which the tree of who awaits whom is drawn.

mod row;
mod tree;

use std::{cell::Cell, rc::Rc};

use coroscope_markup::html;
use coroscope_trace::TaskId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::{
    components::{
        same::Same,
        style::style,
        viewport::{offset_to_show, use_viewport},
    },
    i18n::pane_words,
    state::{Action, Selection, View},
};

use row::TaskRow;
use tree::Row;

/// What [`Tasks`] takes.
#[derive(Properties, PartialEq)]
pub struct TasksProps {
    /// The run.
    pub view: View,
}

/// The heights of the heading and of a row, as the style sheet has them.
const LENGTHS: &[&str] = &["--head", "--task-row"];

/// The tasks as a table; rows hang on the row that awaits them.
#[function_component]
pub fn Tasks(props: &TasksProps) -> Html {
    let view = &props.view;
    let words = pane_words(view.lang);
    let node = use_node_ref();
    let viewport = use_viewport(&node, view.lang, LENGTHS);
    let (head, height) = (viewport.length(0, 36.0), viewport.length(1, 27.0));
    let rows = use_memo(Same(Rc::clone(&view.model)), |model| tree::rows(&model.0));
    // Whether the next choice was made with the arrow keys and takes the focus.
    let focus = use_mut_ref(|| Cell::new(false));

    let selected = view.selected_task();
    let selected_row = selected.and_then(|task| rows.iter().position(|it| it.task.id == task));
    {
        let (node, focus, viewport) = (node.clone(), Rc::clone(&focus), viewport.clone());
        use_effect_with((selected, selected_row), move |(selected, row)| {
            let (Some(element), Some(row)) = (node.cast::<Element>(), *row) else {
                return;
            };
            let top = row as f64 * height;
            let offset = f64::from(element.scroll_top());
            let size = viewport.height - head;
            if let Some(offset) = offset_to_show(offset, size, top, top + height, height) {
                element.set_scroll_top(offset as i32);
            }
            if focus.borrow().take()
                && let Some(task) = selected
            {
                focus_row(&element, *task);
            }
        });
    }

    let onkeydown = {
        let (on, rows, focus) = (view.on.clone(), Rc::clone(&rows), Rc::clone(&focus));
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            if let Some(task) = neighbour(&rows, selected_row, step) {
                event.prevent_default();
                event.stop_propagation();
                focus.borrow().set(true);
                on.emit(Action::Select(Some(Selection::Task(task))));
            }
        })
    };

    let shown = viewport.rows(head, height, rows.len());
    let above = shown.start as f64 * height;
    let below = (rows.len() - shown.end) as f64 * height;
    // One row can always be reached with the Tab key.
    let reachable = selected_row.unwrap_or(0);
    let body = rows[shown.clone()].iter().zip(shown.clone()).map(|(row, index)| {
        html! {
            <TaskRow key={row.task.id.0} view={view.clone()} row={row.clone()} {index}
                reachable={index == reachable || (index == shown.start && !shown.contains(&reachable))} />
        }
    });

    html! {
        <section class="tasks" ref={node} aria-label={words.tasks_scroll()} tabindex="0" {onkeydown}>
            <table aria-label={view.words().tasks()} aria-rowcount={(rows.len() + 1).to_string()}>
                <thead>
                    <tr aria-rowindex="1">
                        <th scope="col" class="tasks__name">
                            { view.words().tasks() }<i>{ words.who_awaits() }</i>
                        </th>
                        <th scope="col" class="tasks__state">{ words.col_state() }</th>
                        <th scope="col" class="tasks__waiting">{ words.col_waiting() }</th>
                        <th scope="col" class="tasks__since num">{ words.col_since() }</th>
                        <th scope="col" class="tasks__result">{ words.col_result() }</th>
                    </tr>
                </thead>
                <tbody>
                    { space(above) }
                    { for body }
                    { space(below) }
                </tbody>
            </table>
            if rows.is_empty() {
                <p class="tasks__empty">{ words.tasks_empty() }</p>
            }
        </section>
    }
}

/// The room of the rows that are not drawn.
fn space(height: f64) -> Html {
    if height <= 0.0 {
        return Html::default();
    }
    html! {
        <tr class="tasks__space" aria-hidden="true"><td colspan="5" style={style(&[("height", height)])} /></tr>
    }
}

/// The task `step` rows away from the chosen one; from none, the first or last.
fn neighbour(rows: &[Row], selected: Option<usize>, step: i32) -> Option<TaskId> {
    let last = rows.len().checked_sub(1)?;
    let to = match (selected, step) {
        (None, 1..) => 0,
        (None, _) => last,
        (Some(row), 1..) => (row + 1).min(last),
        (Some(row), _) => row.saturating_sub(1),
    };
    rows.get(to).map(|row| row.task.id)
}

fn focus_row(table: &Element, task: TaskId) {
    let found = table.query_selector(&format!("[data-task=\"{}\"]", task.0));
    if let Ok(Some(button)) = found
        && let Some(button) = button.dyn_ref::<HtmlElement>()
    {
        // A row that cannot take the focus leaves it where it was.
        let _unfocused = button.focus();
    }
}
