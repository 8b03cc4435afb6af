//! The lines of the program.

use std::rc::Rc;

use coroscope_markup::{classes, html};
use coroscope_protocol::content::LessonContent;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    components::{
        task_state::{icon, task_chip},
        viewport::offset_to_show,
    },
    highlight::{self, Kind, Token},
    icons::IconName,
    state::{Edition, Selection, View},
};

use super::marks::{self, Mark};

/// What [`Code`] takes.
#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// The run.
    pub view: View,
    /// The open lesson.
    pub content: Rc<LessonContent>,
}

/// The program's lines, each with the tasks that stand there.
#[function_component]
pub fn Code(props: &CodeProps) -> Html {
    let CodeProps { view, content } = props;
    let scroller = use_node_ref();
    let lines = use_memo((content.clone(), view.edition), |(content, edition)| {
        let source = match edition {
            Edition::Python => &content.python,
            Edition::Rust => &content.rust,
        };
        let lines = highlight::lines(source, *edition);
        lines
            .iter()
            .map(|tokens| Line::of(tokens))
            .collect::<Vec<_>>()
    });
    let marks = marks::marks(view);
    let module = marks::module(view);
    let running = marks.iter().find(|mark| mark.running).map(|mark| mark.line);
    let current = running.or(module.filter(|(_, runs)| *runs).map(|(line, _)| line));
    let shown = match view.selection {
        Some(Selection::Line(line)) => Some(line),
        _ => current.or_else(|| {
            // Between callbacks, the task that the step is about.
            let task = view.history.subject_at(view.position)?;
            view.line(view.model.task(task)?.line)
        }),
    };
    use_follow(&scroller, shown, view.edition);

    let code = lines.iter().enumerate().map(|(index, line)| {
        let number = index as u32 + 1;
        let mark = marks.iter().find(|mark| mark.line == number);
        let is_module = module.filter(|(at, _)| *at == number);
        item(view, number, line, mark, is_module, current == Some(number))
    });
    let labelled = match view.edition {
        Edition::Python => "tab-python",
        Edition::Rust => "tab-rust",
    };
    html! {
        <div class="source__code" role="tabpanel" id="code" aria-labelledby={labelled} tabindex="0" ref={scroller}>
            <ol class="code">{ for code }</ol>
        </div>
    }
}

/// A line, ready to be shown.
struct Line {
    indent: usize,
    html: Html,
}

impl Line {
    fn of(tokens: &[Token<'_>]) -> Self {
        let indent = match tokens.first() {
            Some(token) if token.kind == Kind::Plain => {
                token.text.len() - token.text.trim_start_matches(' ').len()
            }
            _ => 0,
        };
        let html = tokens.iter().map(piece).collect();
        Self { indent, html }
    }
}

/// A token; where a bracket opens, a line too long for a phone may be broken.
fn piece(token: &Token<'_>) -> Html {
    let class = token.kind.class();
    if !class.is_empty() {
        return html! { <span {class}>{ token.text.to_owned() }</span> };
    }
    let mut rest = token.text;
    let mut parts = Vec::new();
    while let Some(open) = rest.find('(') {
        let (part, after) = rest.split_at(open + 1);
        // Brackets with nothing in them stay together.
        let breaks = !after.starts_with(')');
        parts.push(html! { <>{ part.to_owned() }if breaks { <wbr /> }</> });
        rest = after;
    }
    parts.push(html! { { rest.to_owned() } });
    parts.into_iter().collect()
}

fn item(
    view: &View,
    number: u32,
    line: &Line,
    mark: Option<&Mark>,
    module: Option<(u32, bool)>,
    current: bool,
) -> Html {
    let first = mark
        .and_then(|mark| mark.tasks.first())
        .and_then(|task| view.model.task(*task));
    let class = classes!(
        first.map(|task| view.hue(Some(task.id))),
        (first.is_none() && module.is_some()).then_some("t0"),
        current.then_some("is-running"),
        view.is_selected(Selection::Line(number))
            .then_some("is-selected"),
    );
    let shape = match (first, module) {
        (Some(task), _) => Some(icon(task.state)),
        (None, Some((_, true))) => Some(IconName::Running),
        (None, Some((_, false))) => Some(IconName::Waiting),
        (None, None) => None,
    };
    html! {
        <li key={number} {class} style={format!("--i:{}", line.indent)} data-line={number.to_string()}
            aria-current={current.then_some("step")}>
            if let Some(shape) = shape {
                { shape.classed("code__mark") }
            }
            <span class="code__text">{ line.html.clone() }</span>
            if let Some(mark) = mark {
                <span class="code__chips">
                    { for mark.tasks.iter().map(|task| task_chip(view, *task)) }
                    if mark.more > 0 {
                        <span class="code__more" title={view.words().more_here()}>{ format!("+{}", mark.more) }</span>
                    }
                </span>
            } else if module.is_some() {
                <span class="code__chips"><span class="code__module">{ view.words().module() }</span></span>
            }
        </li>
    }
}

/// Keeps a line in sight, with as little scrolling as possible.
#[hook]
fn use_follow(scroller: &NodeRef, line: Option<u32>, edition: Edition) {
    let scroller = scroller.clone();
    use_effect_with((line, edition), move |(line, _)| {
        let Some((scroller, line)) = scroller.cast::<HtmlElement>().zip(*line) else {
            return;
        };
        let found = scroller.query_selector(&format!("[data-line='{line}']"));
        let Some(item) = found.ok().flatten() else {
            return;
        };
        let (outer, inner) = (
            scroller.get_bounding_client_rect(),
            item.get_bounding_client_rect(),
        );
        let top = f64::from(scroller.scroll_top());
        let from = inner.top() - outer.top() + top;
        let to = from + inner.height();
        let margin = 2.0 * inner.height();
        let height = f64::from(scroller.client_height());
        if let Some(offset) = offset_to_show(top, height, from, to, margin) {
            scroller.set_scroll_top(offset as i32);
        }
    });
}
