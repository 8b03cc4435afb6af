//! What the program printed, and when, and who.

mod row;

use std::rc::Rc;

use coroscope_markup::{classes, html};
use coroscope_trace::{Log, history::Line};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{i18n, state::View};

use super::{
    style::style,
    viewport::{offset_to_show, use_viewport},
};

use row::Row;

/// With more lines than this, only those that are seen are drawn; then each
/// takes one row, cut at the pane's edge.
const MOST: usize = 400;

/// The height of a row, in pixels, where only those that are seen are drawn.
const ROW: f64 = 24.0;

/// What [`Console`] takes.
#[derive(Properties, PartialEq)]
pub struct ConsoleProps {
    /// The run.
    pub view: View,
    /// The output recorded from CPython, to be shown because nothing can be run.
    pub transcript: Option<Rc<str>>,
}

/// The pane of output.
#[function_component]
pub fn Console(props: &ConsoleProps) -> Html {
    let view = &props.view;
    let words = view.words();
    let scroller = use_node_ref();
    let viewport = use_viewport(&scroller, view.lang, &[]);
    let lines = view.history.lines();
    let (reached, all) = (view.history.lines_at(view.position), lines.len());
    let virtualised = all > MOST;
    use_follow(&scroller, reached, all, virtualised);

    let transcript = props.transcript.clone().filter(|_| all == 0);
    let note = match transcript {
        Some(_) => words.expected_output().to_owned(),
        None if all > 0 => i18n::lines_so_far(view.lang, reached, all),
        None => String::new(),
    };
    let range = if virtualised {
        viewport.rows(0.0, ROW, all)
    } else {
        0..all
    };
    let before = style(&[("height", range.start as f64 * ROW)]);
    let after = style(&[("height", (all - range.end) as f64 * ROW)]);
    let class = classes!("console__lines", virtualised.then_some("is-cut"));
    html! {
        <section class="console" aria-label={words.console()}>
            <div class="pane-head">
                <h2>{ words.console() }</h2>
                <span class="pane-head__note">{ note }</span>
            </div>
            <div {class} role="log" aria-label={words.console()} tabindex="0" ref={scroller}
                aria-live={if view.playing { "off" } else { "polite" }}>
                if let Some(transcript) = transcript {
                    { for transcript.lines().map(|text| html! {
                        <div class="console__line t0"><span class="console__text">{ text.to_owned() }</span></div>
                    }) }
                } else if all == 0 {
                    <p class="console__none">{ words.console_empty() }</p>
                }
                if virtualised {
                    <div style={before}></div>
                }
                { for rows(view, lines, range.clone(), reached) }
                if virtualised {
                    <div style={after}></div>
                }
            </div>
        </section>
    }
}

/// The rows of a range of lines, with the line of now among them.
fn rows(
    view: &View,
    lines: &Log<Line>,
    range: std::ops::Range<usize>,
    reached: usize,
) -> Vec<Html> {
    let mut rows = Vec::with_capacity(range.len() + 1);
    for index in range {
        if index == reached {
            rows.push(html! { <div key="now" class="console__now" aria-hidden="true"></div> });
        }
        if let Some(line) = lines.get(index) {
            let task = line.task.and_then(|id| view.history.head().task(id));
            rows.push(html! {
                <Row key={index} line={line.clone()} ahead={index >= reached} lang={view.lang}
                    hue={view.hue(line.task)} lit={view.selected_task().is_some() && view.selected_task() == line.task}
                    file={view.file.clone()} last={index + 1 == reached} who={task.map(|task| task.label.clone())} on={view.on.clone()} />
            });
        }
    }
    rows
}

/// Keeps the last line that was printed in sight.
#[hook]
fn use_follow(scroller: &NodeRef, reached: usize, all: usize, virtualised: bool) {
    let scroller = scroller.clone();
    use_effect_with(
        (reached, all, virtualised),
        move |(reached, _, virtualised)| {
            let Some(scroller) = scroller.cast::<HtmlElement>() else {
                return;
            };
            let top = f64::from(scroller.scroll_top());
            let (from, to) = if *virtualised {
                (
                    reached.saturating_sub(1) as f64 * ROW,
                    *reached as f64 * ROW,
                )
            } else {
                let last = scroller
                    .query_selector(".console__line.is-last")
                    .ok()
                    .flatten();
                let Some(last) = last else {
                    scroller.set_scroll_top(0);
                    return;
                };
                let (outer, inner) = (
                    scroller.get_bounding_client_rect(),
                    last.get_bounding_client_rect(),
                );
                let from = inner.top() - outer.top() + top;
                (from, from + inner.height())
            };
            let height = f64::from(scroller.client_height());
            if let Some(offset) = offset_to_show(top, height, from, to, ROW) {
                scroller.set_scroll_top(offset as i32);
            }
        },
    );
}
