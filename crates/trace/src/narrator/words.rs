//! Numbers, plurals and the words for states.

use alloc::string::String;

use crate::model::{CoroutineState, Future, LoopState, TaskState};
use crate::{Exception, Outcome, decimal};

use super::Lang;

/// A number with at most three decimals and none to spare: `2`, `0.5`; in
/// Russian `0,5`.
pub fn number(value: f64, lang: Lang) -> String {
    said(decimal::short(value, 3), value, lang)
}

/// Loop time with two decimals, as clocks and tables show it: `2.00`; in Russian
/// `2,00`.
pub fn clock(value: f64, lang: Lang) -> String {
    said(decimal::fixed(value, 2), value, lang)
}

/// A number's digits as the language writes them.
fn said(digits: String, value: f64, lang: Lang) -> String {
    match lang {
        _ if value.is_nan() => lang.pick("not a number", "не число").into(),
        Lang::En => digits,
        Lang::Ru => digits.replace('.', ","),
    }
}

/// A length of time: `2 s`; in Russian `2 с`. The space does not break.
pub fn seconds(value: f64, lang: Lang) -> String {
    let mut text = number(value, lang);
    text.push_str(lang.pick("\u{a0}s", "\u{a0}с"));
    text
}

/// The right form for a number: English `[one, many]` as `one` and `many`;
/// Russian has a form of its own for 2, 3, 4 (and 22, but not 12).
pub fn plural<'a>(count: u32, lang: Lang, en: [&'a str; 2], ru: [&'a str; 3]) -> &'a str {
    match lang {
        Lang::En => en[usize::from(count != 1)],
        Lang::Ru => match (count % 10, count % 100) {
            (_, 11..=14) => ru[2],
            (1, _) => ru[0],
            (2..=4, _) => ru[1],
            _ => ru[2],
        },
    }
}

/// The word for a task's state.
pub fn task_state(state: TaskState, lang: Lang) -> &'static str {
    let (en, ru) = match state {
        TaskState::New => ("not started", "не начата"),
        TaskState::Ready => ("ready", "готова"),
        TaskState::Running => ("running", "выполняется"),
        TaskState::Waiting(_) => ("waiting", "ждёт"),
        TaskState::Finished => ("finished", "завершена"),
        TaskState::Cancelled => ("cancelled", "отменена"),
        TaskState::Failed => ("failed", "с ошибкой"),
    };
    lang.pick(en, ru)
}

/// The word for a future's state.
pub fn future_state(future: &Future, lang: Lang) -> &'static str {
    let (en, ru) = match future.outcome {
        None => ("pending", "пока пуст"),
        Some(Outcome::Result(_)) => ("finished", "готов"),
        Some(Outcome::Cancelled(_)) => ("cancelled", "отменён"),
        Some(Outcome::Exception(_)) => ("failed", "с ошибкой"),
    };
    lang.pick(en, ru)
}

/// The word for a coroutine object's state.
pub fn coroutine_state(state: CoroutineState, lang: Lang) -> &'static str {
    let (en, ru) = match state {
        CoroutineState::Created => ("not started", "не начата"),
        CoroutineState::Running => ("running", "выполняется"),
        CoroutineState::Suspended => ("suspended", "приостановлена"),
        CoroutineState::Finished => ("finished", "завершена"),
        CoroutineState::NeverAwaited => ("never awaited", "без await"),
    };
    lang.pick(en, ru)
}

/// The word for what the loop does.
pub fn loop_state(state: &LoopState, lang: Lang) -> &'static str {
    let (en, ru) = match state {
        LoopState::NotStarted => ("not started", "не запущен"),
        LoopState::Running => ("running", "работает"),
        LoopState::Idle { .. } => ("idle", "простаивает"),
        LoopState::Deadlocked { .. } => ("deadlocked", "в тупике"),
        LoopState::Stopped => ("stopped", "остановлен"),
        LoopState::Closed => ("closed", "закрыт"),
    };
    lang.pick(en, ru)
}

/// An exception as Python shows it: `ValueError('no')`.
pub fn exception(exception: &Exception) -> String {
    let mut text = exception.type_name.clone();
    if !exception.message.is_empty() {
        text.push_str("('");
        text.push_str(&exception.message);
        text.push_str("')");
    }
    text
}

/// A text of any length in a few words: its first line, cut where it is long.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim_end_matches('\n');
    let line = text.lines().next().unwrap_or("");
    let cut = line.char_indices().nth(LONGEST).map(|(at, _)| at);
    let mut short: String = line[..cut.unwrap_or(line.len())].into();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_decimals_to_spare() {
        let en = |value| number(value, Lang::En);
        assert_eq!(
            [
                en(2.0),
                en(0.5),
                en(0.1 + 0.2),
                en(0.125),
                en(1e9),
                en(-1.5),
                en(0.0),
                en(-0.0)
            ],
            ["2", "0.5", "0.3", "0.125", "1000000000", "-1.5", "0", "0"]
        );
        assert_eq!(en(f64::INFINITY), "∞");
        assert_eq!(seconds(0.5, Lang::Ru), "0,5\u{a0}с");
        assert_eq!(
            [clock(2.0, Lang::En), clock(0.999, Lang::Ru)],
            ["2.00", "1,00"]
        );
    }

    #[test]
    fn russian_counts_in_three_forms() {
        let form = |count| plural(count, Lang::Ru, ["", ""], ["задача", "задачи", "задач"]);
        let forms: alloc::vec::Vec<_> = [1, 2, 4, 5, 11, 12, 14, 21, 22, 100, 111].map(form).into();
        assert_eq!(
            forms,
            [
                "задача",
                "задачи",
                "задачи",
                "задач",
                "задач",
                "задач",
                "задач",
                "задача",
                "задачи",
                "задач",
                "задач"
            ]
        );
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(shorten("tick 1\n"), "tick 1");
        assert_eq!(shorten("one\ntwo\n"), "one…");
        assert_eq!(shorten(&"ж".repeat(70)).chars().count(), 61);
    }
}
