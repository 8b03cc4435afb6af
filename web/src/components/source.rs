//! The program: its running line, and the lines at which tasks are suspended.

mod code;
mod marks;

use std::rc::Rc;

use coroscope_markup::html;
use coroscope_protocol::content::LessonContent;
use yew::prelude::*;

use crate::state::{Action, Edition, View};

use super::tabs::{Tab, tabs};

pub use code::Code;

/// The pane of the program; the lesson, when it is there.
pub fn source(view: &View, content: Option<&Rc<LessonContent>>) -> Html {
    let words = view.words();
    let extension = match view.edition {
        Edition::Python => "py",
        Edition::Rust => "rs",
    };
    html! {
        <section class="source" aria-label={words.source}>
            <div class="pane-head">
                { edition_tabs(view) }
                if let Some(content) = content {
                    <span class="pane-head__note">{ format!("{}.{extension}", content.entry.slug.replace('-', "_")) }</span>
                }
            </div>
            if let Some(content) = content {
                <Code view={view.clone()} content={content.clone()} />
            } else {
                <p class="source__none">{ words.loading }</p>
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
    let both = [tab("python", words.python), tab("rust", words.rust)];
    tabs("tabs", words.edition, &both, chosen, &choose)
}
