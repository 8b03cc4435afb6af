//! The icons: one inline sprite, and elements that show one of its symbols.
//!
//! A state's shape is the fuller, the nearer the task is to the processor, so
//! that no state depends on colour.

use coroscope_markup::html;
use yew::prelude::*;

use crate::markup::Child;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $view_box:literal, $markup:literal;)*) => {
        /// Every icon of the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$doc])* $name,)*
        }

        impl IconName {
            /// The reference that `<use href>` takes.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#", $id),)* }
            }
        }

        const SPRITE: &str = concat!(
            r#"<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false">"#,
            $("<symbol id=\"", $id, "\" viewBox=\"", $view_box, "\">", $markup, "</symbol>",)*
            "</svg>",
        );
    };
}

icons! {
    /// The mark: a scope's eye, three lanes in it, the middle one handing over.
    Mark = "mark", "0 0 24 24", r#"<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6.5 8.5h6M10 12h7.5M6.5 15.5h4.5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><path d="M14.5 15.5h2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" opacity=".45"/>"#;
    /// A task that runs now.
    Running = "s-running", "0 0 12 12", r#"<circle cx="6" cy="6" r="5" fill="currentColor"/>"#;
    /// A task in the ready queue.
    Ready = "s-ready", "0 0 12 12", r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor"/>"#;
    /// A suspended task.
    Waiting = "s-waiting", "0 0 12 12", r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>"#;
    /// A task that returned.
    Finished = "s-finished", "0 0 12 12", r#"<rect x="1" y="1" width="10" height="10" rx="2" fill="currentColor"/><path d="M3.4 6.2l1.8 1.8 3.4-4" fill="none" stroke="var(--panel)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A cancelled task, and the request to cancel.
    Cancelled = "s-cancelled", "0 0 12 12", r#"<path d="M2.2 2.2l7.6 7.6M9.8 2.2L2.2 9.8" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>"#;
    /// A task that raised; also every warning.
    Failed = "s-failed", "0 0 12 12", r#"<path d="M6 .8l5.4 10H.6z" fill="currentColor"/><path d="M6 4.2v3" stroke="var(--panel)" stroke-width="1.5" stroke-linecap="round"/><circle cx="6" cy="9.1" r=".8" fill="var(--panel)"/>"#;
    /// A task that was created and has not run yet.
    New = "s-new", "0 0 12 12", r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1.6 1.74"/>"#;
    /// A future.
    Future = "s-future", "0 0 12 12", r#"<rect x="1.75" y="1.75" width="8.5" height="8.5" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.5"/>"#;
    /// A timer.
    Timer = "s-timer", "0 0 12 12", r#"<path d="M6 .8L11.2 6 6 11.2.8 6z" fill="currentColor"/>"#;
    /// A coroutine object: round brackets, as a call is written.
    Coroutine = "s-coroutine", "0 0 12 12", r#"<path d="M4.2 1.6Q1.4 6 4.2 10.4M7.8 1.6Q10.6 6 7.8 10.4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>"#;
    /// Who wakes whom.
    Wakes = "s-wakes", "0 0 10 10", r#"<path d="M5 0v6" stroke="currentColor" stroke-width="1.5"/><path d="M1.5 5h7L5 10z" fill="currentColor"/>"#;
    /// Back to the start.
    Restart = "i-restart", "0 0 16 16", r#"<path d="M3 3v10" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/><path d="M13 3.2v9.6L5.6 8z" fill="currentColor"/>"#;
    /// One step back.
    Back = "i-back", "0 0 16 16", r#"<path d="M10 3.5L5.5 8l4.5 4.5" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// One step.
    Step = "i-step", "0 0 16 16", r#"<path d="M6 3.5L10.5 8 6 12.5" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// Run.
    Run = "i-run", "0 0 16 16", r#"<path d="M4.5 2.8v10.4L13 8z" fill="currentColor"/>"#;
    /// Pause.
    Pause = "i-pause", "0 0 16 16", r#"<path d="M5.25 3v10M10.75 3v10" stroke="currentColor" stroke-width="2.75" stroke-linecap="round"/>"#;
    /// To the end.
    End = "i-end", "0 0 16 16", r#"<path d="M13 3v10" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/><path d="M3 3.2v9.6L10.4 8z" fill="currentColor"/>"#;
    /// Stop.
    Stop = "i-stop", "0 0 16 16", r#"<rect x="3.5" y="3.5" width="9" height="9" rx="1.5" fill="currentColor"/>"#;
    /// Search.
    Search = "i-search", "0 0 16 16", r#"<circle cx="7" cy="7" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M10.3 10.3L14 14" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>"#;
    /// Light or dark.
    Theme = "i-theme", "0 0 16 16", r#"<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>"#;
    /// Copy a link.
    Share = "i-share", "0 0 16 16", r#"<path d="M8 10V2.5M5 5l3-3 3 3M3 8.5V12a1.5 1.5 0 0 0 1.5 1.5h7A1.5 1.5 0 0 0 13 12V8.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// The list of lessons.
    Nav = "i-nav", "0 0 16 16", r#"<rect x="2" y="2.75" width="12" height="10.5" rx="2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6.25 3v10" stroke="currentColor" stroke-width="1.5"/>"#;
    /// A lesson that is done.
    Check = "i-check", "0 0 12 12", r#"<path d="M2.5 6.4l2.3 2.3 4.7-5.4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A list that opens.
    Down = "i-down", "0 0 12 12", r#"<path d="M3 4.5L6 7.5l3-3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// Opens elsewhere.
    Open = "i-open", "0 0 12 12", r#"<path d="M4.5 2.5h-2v7h7v-2M6.5 2h3.5v3.5M10 2L5.5 6.5" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// Close.
    Close = "i-close", "0 0 12 12", r#"<path d="M3 3l6 6M9 3l-6 6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>"#;
    /// Something to press that stands outside the program.
    Press = "i-press", "0 0 12 12", r#"<circle cx="6" cy="6" r="2" fill="currentColor"/><circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.3"/>"#;
}

/// The sprite. It stands once on the page, before everything that uses it.
pub fn sprite() -> Html {
    Html::from_html_unchecked(AttrValue::Static(SPRITE))
}

impl IconName {
    /// The icon with a further class.
    pub fn classed(self, class: &str) -> Html {
        drawn(self, class, None)
    }

    /// The icon with what it says to those who cannot see it; without, it is
    /// decoration.
    pub fn labelled(self, label: &'static str) -> Html {
        drawn(self, "", Some(label))
    }
}

/// Between tags an icon stands for itself.
impl Child for IconName {
    fn html(self) -> Html {
        drawn(self, "", None)
    }
}

#[inline(never)]
fn drawn(icon: IconName, class: &str, label: Option<&'static str>) -> Html {
    let role = label.map(|_| "img");
    let hidden = label.is_none().then_some("true");
    html! {
        <svg class={class.to_owned()} {role} aria-label={label} aria-hidden={hidden}>
            <use href={icon.href()} />
        </svg>
    }
}
