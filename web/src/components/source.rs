//! The program: its running line, and the lines at which tasks are suspended.

mod code;
mod editor;
mod marks;

use coroscope_markup::html;
use yew::prelude::*;

use crate::state::{Action, Edition, Kind, State, View};

use super::tabs::{Tab, tabs};

pub use code::Code;
pub use editor::told;

/// The pane of the program; the lesson's, or what the learner makes of it.
pub fn source(state: &State, view: &View) -> Html {
    let words = view.words();
    let content = state.content.ready();
    let is_own = state.kind() == Kind::Own;
    let python = view.edition == Edition::Python;
    let edits = state.bench && python && state.edited.is_some();
    let mut file = state.file();
    if !python {
        file.truncate(file.len() - 2);
        file.push_str("rs");
    }
    html! {
        <section class="source" aria-label={words.source()}>
            <div class="pane-head">
                if !is_own {
                    { edition_tabs(view) }
                }
                if content.is_some() {
                    <span class="pane-head__note source__file">{ file }</span>
                }
                // The editor draws its tools there as soon as it is loaded.
                <div class="source__tools" id="source-tools"></div>
                if !state.bench && content.is_some() {
                    <button type="button" class="text-button" onclick={view.act(Action::Edit)}>{ words.edit() }</button>
                }
            </div>
            if edits {
                <div class="source__editor" role="tabpanel" id="code" aria-label={is_own.then_some(words.source())} aria-labelledby={(!is_own).then_some("tab-python")}>
                    <div id="source-editor"></div>
                </div>
            } else if let Some(content) = content {
                <Code view={view.clone()} content={content.clone()} />
            } else {
                <p class="source__none">{ words.loading() }</p>
            }
        </section>
    }
}

/// The two editions of the program.
pub fn edition_tabs(view: &View) -> Html {
    let words = view.words();
    let tab = |id, label| Tab {
        id,
        label,
        panel: "code",
    };
    let choose = view.on.reform(|number| {
        Action::SetEdition(if number == 0 {
            Edition::Python
        } else {
            Edition::Rust
        })
    });
    let chosen = view.edition as usize;
    let both = [tab("python", words.python()), tab("rust", words.rust())];
    tabs("tabs", words.edition(), &both, chosen, &choose)
}
