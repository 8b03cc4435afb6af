//! The program: its running line, and the lines at which tasks are suspended.

mod code;
mod marks;

use std::rc::Rc;

use coroscope_protocol::content::LessonContent;
use yew::prelude::*;

use crate::state::{Action, Edition, View};

use super::tabs::{Tab, Tabs};

pub use code::Code;

/// What [`Source`] takes.
#[derive(Properties, PartialEq)]
pub struct SourceProps {
    /// The run.
    pub view: View,
    /// The open lesson, when it is there.
    pub content: Option<Rc<LessonContent>>,
}

/// The pane of the program.
#[function_component]
pub fn Source(props: &SourceProps) -> Html {
    let SourceProps { view, content } = props;
    let words = view.words();
    let extension = match view.edition {
        Edition::Python => "py",
        Edition::Rust => "rs",
    };
    html! {
        <section class="source" aria-label={words.source}>
            <div class="pane-head">
                <EditionTabs view={view.clone()} />
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

/// What [`EditionTabs`] takes.
#[derive(Properties, PartialEq)]
pub struct EditionTabsProps {
    /// The run.
    pub view: View,
}

/// The two editions of the program.
#[function_component]
pub fn EditionTabs(props: &EditionTabsProps) -> Html {
    let words = props.view.words();
    let tab = |id, label| Tab {
        id,
        label,
        panel: "code",
    };
    let choose = props.view.on.reform(|number| {
        Action::SetEdition(if number == 0 {
            Edition::Python
        } else {
            Edition::Rust
        })
    });
    html! {
        <Tabs class="tabs" label={words.edition} {choose} chosen={props.view.edition as usize}
            tabs={vec![tab("python", words.python), tab("rust", words.rust)]} />
    }
}
