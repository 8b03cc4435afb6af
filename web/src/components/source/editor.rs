//! What the editor is told: it draws the program while the learner edits it, the
//! tools above it, and what the program asks.

use coroscope_trace::Stream;

use crate::{
    components::task_state::icon,
    icons::IconName,
    state::{Edition, Layout, Selection, State, View},
};

use super::marks;

/// What divides what the editor is told.
const NEXT: &str = "\u{1f}";

/// All that the editor shows, in the order in which `web/editor/page.js` reads it.
pub fn told(state: &State, view: &View) -> String {
    if !state.bench {
        return String::new();
    }
    let is_other = state.is_stale();
    let (places, running) = if is_other {
        Default::default()
    } else {
        places(view)
    };
    let mut stderr = String::new();
    if state.run.is_over() && !is_other {
        for line in view.history.lines().iter() {
            if line.stream == Stream::Stderr {
                stderr.push_str(&line.text);
                stderr.push('\n');
            }
        }
    }
    let (kind, text) = match &state.edited {
        Some(it) => (it.kind.name(), &*it.text),
        None => ("", ""),
    };
    let go = match state.selection {
        Some(Selection::Line(line)) => line,
        _ => 0,
    };
    let name = state.lesson.as_deref().unwrap_or_default();
    let engine = if state.python.chosen { "python" } else { "" };
    let (lang, file) = (state.lang.code().name(), state.file());
    let (running, go) = (running.to_string(), go.to_string());
    let asks = state.run.asks.as_deref();
    let asks = asks.map_or(String::new(), |asks| ["?", asks].concat());
    let python = state.edition == Edition::Python;
    let wide = state.layout == Layout::Wide;
    let view = [
        if python { "python" } else { "rust" },
        if wide { " wide" } else { "" },
        if is_other { " stale" } else { "" },
    ];
    let view = view.concat();
    let fields = [
        &view, lang, kind, name, &file, engine, &places, &running, &go, &stderr, &asks, text,
    ];
    fields.join(NEXT)
}

/// Where tasks stand, as `web/editor/places.js` reads it, and the line that runs.
fn places(view: &View) -> (String, u32) {
    let mut text = String::new();
    let mut running = 0;
    for mark in marks::marks(view) {
        let tasks = || mark.tasks.iter().filter_map(|id| view.model.task(*id));
        let Some(first) = tasks().next() else {
            continue;
        };
        let number = mark.line.to_string();
        if mark.running {
            running = mark.line;
        }
        let more = match mark.more {
            0 => String::new(),
            more => ["+", &more.to_string()].concat(),
        };
        let star = if mark.running { "*" } else { "" };
        let (hue, shape) = (view.hue(Some(first.id)), icon(first.state).href());
        let head = [&*number, ";", star, hue, ";", shape, ";", &more].concat();
        text.push_str(&head);
        for task in tasks() {
            let number = task.id.0.to_string();
            let (hue, shape) = (view.hue(Some(task.id)), icon(task.state).href());
            text.push_str(&[";", &number, " ", hue, " ", shape, " ", &task.label].concat());
        }
        text.push('\n');
    }
    if let Some((line, runs)) = marks::module(view) {
        let (star, shape) = if runs {
            ("*", IconName::Running)
        } else {
            ("", IconName::Waiting)
        };
        if runs {
            running = line;
        }
        let number = line.to_string();
        let word = view.words().module();
        text.push_str(&[&number, ";", star, "t0;", shape.href(), ";", word, "\n"].concat());
    }
    (text, running)
}
