//! A task's state as shape and word, and the chip that stands for a task.

use coroscope_markup::{classes, html};
use coroscope_trace::{Exception, Outcome, TaskId, model::TaskState};
use yew::prelude::*;

use crate::{
    i18n::Words,
    icons::IconName,
    state::{Selection, View},
};

/// The shape of a state: the fuller, the nearer the task is to the processor.
pub const fn icon(state: TaskState) -> IconName {
    match state {
        TaskState::New => IconName::New,
        TaskState::Ready => IconName::Ready,
        TaskState::Running => IconName::Running,
        TaskState::Waiting(_) => IconName::Waiting,
        TaskState::Finished => IconName::Finished,
        TaskState::Cancelled => IconName::Cancelled,
        TaskState::Failed => IconName::Failed,
    }
}

/// The word for a state.
pub fn word(words: Words, state: TaskState) -> &'static str {
    match state {
        TaskState::New => words.unstarted(),
        TaskState::Ready => words.ready(),
        TaskState::Running => words.running(),
        TaskState::Waiting(_) => words.waiting(),
        TaskState::Finished => words.finished(),
        TaskState::Cancelled => words.cancelled(),
        TaskState::Failed => words.failed(),
    }
}

/// An outcome in a few characters: `"saved"`, `ValueError('no')`.
pub fn outcome(words: Words, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Result(repr) => repr.clone(),
        Outcome::Exception(it) => exception(it),
        Outcome::Cancelled(None) => words.cancelled().into(),
        Outcome::Cancelled(Some(message)) => format!("{}: {message}", words.cancelled()),
    }
}

/// An exception as Python writes it: `ValueError('no')`.
pub fn exception(exception: &Exception) -> String {
    let Exception {
        type_name, message, ..
    } = exception;
    if message.is_empty() {
        format!("{type_name}()")
    } else {
        format!("{type_name}('{message}')")
    }
}

/// A task's label. Where there is no room it is cut before the number that tells
/// it from others of its name.
pub fn label(label: &str) -> Html {
    let (base, number) = numbered(label);
    html! {
        <span class="name">
            <span class="name__base">{ base.to_owned() }</span>
            if !number.is_empty() { <span class="name__number">{ number.to_owned() }</span> }
        </span>
    }
}

/// A label without the number at its end, and that number with its space.
fn numbered(label: &str) -> (&str, &str) {
    let base = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let base = base.strip_suffix('#').and_then(|it| it.strip_suffix(' '));
    base.map_or((label, ""), |base| label.split_at(base.len()))
}

/// A task as a chip: choosing it lights the task everywhere.
pub fn task_chip(view: &View, task: TaskId) -> Html {
    let Some(task) = view.model.task(task) else {
        return Html::default();
    };
    let what = Selection::Task(task.id);
    let selected = view.is_selected(what);
    let class = classes!(
        "chip",
        view.hue(Some(task.id)),
        selected.then_some("is-selected"),
        view.is_hovered(what).then_some("is-hovered"),
    );
    html! {
        <button key={task.id.0} type="button" {class} title={task.label.to_string()}
            aria-pressed={selected.to_string()} onclick={view.toggle(what)}
            onpointerenter={view.enter(what)} onpointerleave={view.leave()}>
            { icon(task.state) }
            { label(&task.label) }
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_at_the_end_is_set_apart() {
        let parts = ["b #12", "b", "#1", "a # b", "ж #2"].map(numbered);
        assert_eq!(
            parts,
            [
                ("b", " #12"),
                ("b", ""),
                ("#1", ""),
                ("a # b", ""),
                ("ж", " #2")
            ]
        );
    }
}
