//! One line of the console.

use std::rc::Rc;

use coroscope_markup::{classes, html};
use coroscope_trace::{Stream, history::Line};
use yew::prelude::*;

use crate::{
    i18n::{self, Lang, words},
    icons::IconName,
    state::{Action, Selection},
};

/// What [`Row`] takes.
#[derive(Properties, PartialEq)]
pub(super) struct RowProps {
    /// The line.
    pub(super) line: Line,
    /// Whether it is not printed yet at the position.
    pub(super) ahead: bool,
    /// Whether it is the last one that is.
    pub(super) last: bool,
    /// Whether its task is lit.
    pub(super) lit: bool,
    /// The class of its task's colour.
    pub(super) hue: &'static str,
    /// The task's label; `None` outside any task.
    pub(super) who: Option<Rc<str>>,
    /// The name of the program's file.
    pub(super) file: Rc<str>,
    /// The language.
    pub(super) lang: Lang,
    /// Where actions go.
    pub(super) on: Callback<Action>,
}

/// One line. Choosing it leads to its moment.
#[function_component]
pub(super) fn Row(props: &RowProps) -> Html {
    let RowProps { line, ahead, .. } = props;
    let words = words(props.lang);
    let alarm = line.stream == Stream::Stderr;
    let class = classes!(
        "console__line",
        props.hue,
        ahead.then_some("is-ahead"),
        alarm.then_some("is-stderr"),
        props.lit.then_some("is-selected"),
        props.last.then_some("is-last"),
    );
    let position = line.position;
    let onclick = props.on.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Action::Seek(position)
    });
    let place = match line.place.python {
        0 => String::new(),
        number => i18n::line(props.lang, number),
    };
    let time = i18n::seconds(props.lang, line.time);
    html! {
        <div {class} onclick={onclick.clone()} title={place}>
            <button type="button" class="console__time" {onclick}
                title={words.show_moment()} aria-label={format!("{}: {}", i18n::with_unit(props.lang, line.time), words.show_moment())}>{ time.clone() }</button>
            <span class="console__who">
                { props.who.as_deref().unwrap_or(words.module()).to_owned() }
                if *ahead {
                    <span class="vh">{ format!(" ({})", words.ahead()) }</span>
                }
            </span>
            <span class="console__out">
                if alarm {
                    <span class="console__stream">{ IconName::Failed }{ words.stderr() }</span>
                }
                if let Some(number) = alarm.then(|| place_in(&line.text, &props.file)).flatten() {
                    <button type="button" class="console__text console__place" onclick={props.on.reform(move |event: MouseEvent| {
                        event.stop_propagation();
                        Action::Select(Some(Selection::Line(number)))
                    })}>{ line.text.to_string() }</button>
                } else {
                    <span class="console__text">{ line.text.to_string() }</span>
                }
            </span>
        </div>
    }
}

/// The line which a line of a traceback names in a file.
fn place_in(text: &str, file: &str) -> Option<u32> {
    let rest = text
        .trim_start_matches([' ', '|'])
        .strip_prefix("File \"")?;
    let rest = rest.strip_prefix(file)?.strip_prefix("\", line ")?;
    rest.split(',').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::place_in;

    #[test]
    fn a_traceback_names_lines_of_the_program() {
        let found = |text| place_in(text, "bank.py");
        assert_eq!(found("  File \"bank.py\", line 12, in main"), Some(12));
        assert_eq!(found("  |   File \"bank.py\", line 12"), Some(12));
        assert_eq!(found("  File \"bank.py\", line 3"), Some(3));
        assert_eq!(found("  File \"asyncio/runners.py\", line 3, in run"), None);
        assert_eq!(found("ValueError: File"), None);
    }
}
