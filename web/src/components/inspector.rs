//! The inspector: what one thing is, what it waits for, and what happened to it.

mod chain;
mod coroutine;
mod future;
mod past;
mod resource;
mod subject;
mod task;
mod timer;

use coroscope_markup::html;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    i18n::pane_words,
    icons::IconName,
    state::{Action, View},
};

use subject::{Subject, name};

/// What [`Inspector`] takes.
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// The run.
    pub view: View,
}

/// What is known of the chosen thing; of the running task when nothing is
/// chosen. On a phone it is a sheet over the pane, there only while something is
/// chosen.
#[function_component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let view = &props.view;
    if view.is_phone() {
        return match view.selection {
            Some(_) => html! { <Sheet view={view.clone()} /> },
            None => Html::default(),
        };
    }
    html! {
        <section class={classes!("inspector", hue(view))} aria-label={view.words().inspector()} tabindex="0">
            <Content view={view.clone()} />
        </section>
    }
}

/// The inspector on a phone: a dialog which leaves the rest of the page usable,
/// so that one can step and watch it.
#[function_component]
fn Sheet(props: &InspectorProps) -> Html {
    let view = &props.view;
    let close = use_node_ref();
    {
        let close = close.clone();
        use_effect_with((), move |()| {
            let before = web_sys::window()
                .and_then(|window| window.document()?.active_element())
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            focus(close.cast::<HtmlElement>().as_ref());
            move || focus(before.as_ref())
        });
    }
    let leave = {
        let on = view.on.clone();
        move || on.emit(Action::Select(None))
    };
    let onclick = {
        let leave = leave.clone();
        Callback::from(move |_: MouseEvent| leave())
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            leave();
        }
    });
    html! {
        <div class={classes!("inspector", "is-sheet", hue(view))} role="dialog"
            aria-label={view.words().inspector()} tabindex="-1" {onkeydown}>
            <button type="button" class="icon-button inspector__close" ref={close} {onclick}
                aria-label={view.words().close_inspector()}>{ IconName::Close }</button>
            <Content view={view.clone()} />
        </div>
    }
}

fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        // An element that is gone cannot take the focus; then nothing has it.
        let _unfocused = element.focus();
    }
}

fn hue(view: &View) -> &'static str {
    view.hue(Subject::of(view).task(view))
}

#[function_component]
fn Content(props: &InspectorProps) -> Html {
    let view = &props.view;
    let words = pane_words(view.lang);
    let subject = Subject::of(view);
    let body = match subject {
        Subject::Task(id) => task::task_facts(view, id),
        Subject::Future(id) => future::future_facts(view, id),
        Subject::Timer(id) => timer::timer_facts(view, id),
        Subject::Coroutine(id) => coroutine::coroutine_facts(view, id),
        Subject::Resource(id) => resource::resource_facts(view, id),
        Subject::EmptyLine(_) => html! { <p class="inspector__hint">{ words.inspect_line() }</p> },
        Subject::Nothing => html! { <p class="inspector__hint">{ words.inspect_hint() }</p> },
    };
    html! {
        <>
            <div class="pane-head">
                <h2>{ view.words().inspector() }</h2>
                { name(view, subject) }
            </div>
            <div class="inspector__body">{ body }</div>
        </>
    }
}
