//! What the inspector is about.

use coroscope_markup::html;
use coroscope_trace::{
    CoroutineId, FutureId, HandleId, ResourceId, TaskId,
    model::{CoroutineState, Task},
    narrator::{Sentence, Span, resource_name},
};
use yew::prelude::*;

use crate::{
    components::task_state::{icon, word},
    i18n::{line, pane_words},
    icons::IconName,
    state::{Action, Selection, View},
};

/// What the inspector is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Task(TaskId),
    Future(FutureId),
    Timer(HandleId),
    Coroutine(CoroutineId),
    Resource(ResourceId),
    /// A line at which nobody stands.
    EmptyLine(u32),
    Nothing,
}

impl Subject {
    /// What is chosen; without a choice, what runs. A future that is a task
    /// counts as the task, and so does the line at which one stands.
    pub(super) fn of(view: &View) -> Self {
        match view.selection {
            Some(Selection::Task(task)) => Self::Task(task),
            Some(Selection::Future(future)) => {
                let task = view.history.head().future(future).and_then(|it| it.task);
                task.map_or(Self::Future(future), Self::Task)
            }
            Some(Selection::Timer(handle)) => Self::Timer(handle),
            Some(Selection::Coroutine(coroutine)) => Self::Coroutine(coroutine),
            Some(Selection::Resource(resource)) => Self::Resource(resource),
            Some(Selection::Line(number)) => {
                let stands = |task: &Task| {
                    !task.is_done()
                        && task
                            .frames
                            .iter()
                            .any(|it| view.line(it.line) == Some(number))
                };
                let found = view.model.visible_tasks().find(|task| stands(task));
                found.map_or(Self::EmptyLine(number), |task| Self::Task(task.id))
            }
            None => {
                let visible = |id: &TaskId| view.model.task(*id).is_some_and(|it| !it.internal);
                view.model
                    .running
                    .filter(visible)
                    .map_or(Self::Nothing, Self::Task)
            }
        }
    }

    /// The task whose colour it has.
    pub(super) fn task(self, view: &View) -> Option<TaskId> {
        let head = view.history.head();
        match self {
            Self::Task(task) => Some(task),
            Self::Future(future) => {
                let future = head.future(future)?;
                view.model
                    .future(future.id)?
                    .waiters
                    .first()
                    .copied()
                    .or(future.created_by)
            }
            Self::Timer(handle) => view
                .model
                .callback_task(&view.model.recent_handle(handle)?.callback),
            Self::Coroutine(coroutine) => head.coroutine(coroutine)?.task,
            Self::Resource(resource) => view.model.resource(resource)?.holders.first().copied(),
            Self::EmptyLine(_) | Self::Nothing => None,
        }
    }
}

/// Shape, name and state, beside the heading.
pub(super) fn name(view: &View, subject: Subject) -> Html {
    let words = pane_words(view.lang);
    let (shape, name, state) = match subject {
        Subject::Task(id) => {
            let label = view.history.head().task_label(id).to_owned();
            match view.model.task(id) {
                Some(task) => (icon(task.state), label, word(view.words(), task.state)),
                None => (IconName::New, label, words.not_created()),
            }
        }
        Subject::Future(id) => {
            let done = view.model.future(id).is_some_and(|it| it.is_done());
            let state = if done {
                words.resolved()
            } else {
                words.pending()
            };
            (
                IconName::Future,
                view.history.head().future_label(id).to_owned(),
                state,
            )
        }
        Subject::Timer(_) => (IconName::Timer, words.a_timer().to_owned(), ""),
        Subject::Coroutine(id) => {
            let known = view.history.head().coroutine(id);
            let name = known.map_or_else(String::new, |it| format!("{}()", it.name));
            let state = view
                .model
                .coroutine(id)
                .map_or("", |it| coroutine_word(view, it.state));
            (IconName::Coroutine, name, state)
        }
        Subject::Resource(id) => {
            let known = view.history.head().resource(id);
            let name = known.map(|it| resource_name(it, view.lang).plain());
            (IconName::Waiting, name.unwrap_or_default(), "")
        }
        Subject::EmptyLine(number) => {
            let text = line(view.lang, number);
            return html! { <p class="inspector__name"><i>{ text }</i></p> };
        }
        Subject::Nothing => return Html::default(),
    };
    html! {
        <p class="inspector__name" title={name.clone()}>
            { shape }<b>{ name }</b><i>{ state }</i>
        </p>
    }
}

/// The word for a coroutine object's state.
pub(super) fn coroutine_word(view: &View, state: CoroutineState) -> &'static str {
    let words = pane_words(view.lang);
    match state {
        CoroutineState::Created => words.coroutine_created(),
        CoroutineState::Running => words.coroutine_running(),
        CoroutineState::Suspended => words.coroutine_suspended(),
        CoroutineState::Finished => words.coroutine_finished(),
        CoroutineState::NeverAwaited => words.coroutine_never(),
    }
}

/// A fact: a term and what is known of it.
pub(super) fn fact(term: &'static str, known: Html) -> Html {
    html! { <div><dt>{ term }</dt><dd>{ known }</dd></div> }
}

/// Something to choose, in running text.
pub(super) fn link(view: &View, what: Selection, inside: Html) -> Html {
    let selected = view.is_selected(what);
    let on = view.on.clone();
    let onclick = Callback::from(move |_: MouseEvent| on.emit(Action::Select(Some(what))));
    html! {
        <button type="button" class={classes!("link", selected.then_some("is-selected"))} {onclick}>
            { inside }
        </button>
    }
}

/// A task's name, in its colour, to choose.
pub(super) fn who(view: &View, task: TaskId) -> Html {
    let label = view.history.head().task_label(task).to_owned();
    let what = Selection::Task(task);
    html! {
        <span class={classes!("who", view.hue(Some(task)))}>
            { link(view, what, html! { { label } }) }
        </span>
    }
}

/// The task that did something, or the program's top level.
pub(super) fn by(view: &View, task: Option<TaskId>) -> Html {
    match task {
        Some(task) => who(view, task),
        None => html! { view.words().module() },
    }
}

/// A future of a list, to choose: a task stands for itself.
pub(super) fn named(view: &View, at: usize, future: FutureId) -> Html {
    let task = view.model.future(future).and_then(|it| it.task);
    let label = view.model.future_label(future).to_owned();
    let name = task.map_or_else(
        || {
            let what = Selection::Future(future);
            link(view, what, html! { <code>{ label }</code> })
        },
        |task| who(view, task),
    );
    html! { <>if at > 0 { { ", " } }{ name }</> }
}

/// A line of the source, to choose.
pub(super) fn at_line(view: &View, place: coroscope_trace::Place) -> Html {
    match view.line(place) {
        Some(number) => {
            let text = line(view.lang, number);
            html! { <>{ ", " }{ link(view, Selection::Line(number), html! { { text } }) }</> }
        }
        None => Html::default(),
    }
}

/// A sentence with its tasks in their colours.
pub(super) fn spans(view: &View, sentence: &Sentence) -> Html {
    let one = |span: &Span| match span {
        Span::Text(words) => html! { { words.clone() } },
        Span::Code(code) => html! { <code>{ code.clone() }</code> },
        Span::Task(task, label) => html! {
            <b class={classes!("who", view.hue(Some(*task)))}>{ label.to_string() }</b>
        },
        Span::Alarm(words) => html! { <em>{ words.clone() }</em> },
    };
    sentence.0.iter().map(one).collect()
}
