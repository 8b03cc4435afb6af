//! Numbers, plurals and the words for states.

use alloc::string::String;

use coroscope_texts::narrator::states as text;

use crate::model::{CoroutineState, Future, LoopState, TaskState};
use crate::{Exception, Outcome, decimal};

use super::{Code, Lang};

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
    match lang.code() {
        _ if value.is_nan() => lang.text(text::NOT_A_NUMBER).into(),
        Code::En => digits,
        Code::Ru => digits.replace('.', ","),
    }
}

/// A length of time: `2 s`; in Russian `2 с`. The space does not break.
pub fn seconds(value: f64, lang: Lang) -> String {
    let mut text = number(value, lang);
    text.push_str(lang.text(text::SECONDS));
    text
}

/// The word for a task's state.
pub fn task_state(state: TaskState, lang: Lang) -> &'static str {
    let word = match state {
        TaskState::New => text::NOT_STARTED,
        TaskState::Ready => text::READY,
        TaskState::Running => text::RUNNING,
        TaskState::Waiting(_) => text::WAITING,
        TaskState::Finished => text::FINISHED,
        TaskState::Cancelled => text::CANCELLED,
        TaskState::Failed => text::FAILED,
    };
    lang.text(word)
}

/// The word for a future's state.
pub fn future_state(future: &Future, lang: Lang) -> &'static str {
    let word = match future.outcome {
        None => text::PENDING,
        Some(Outcome::Result(_)) => text::FUTURE_FINISHED,
        Some(Outcome::Cancelled(_)) => text::FUTURE_CANCELLED,
        Some(Outcome::Exception(_)) => text::FAILED,
    };
    lang.text(word)
}

/// The word for a coroutine object's state.
pub fn coroutine_state(state: CoroutineState, lang: Lang) -> &'static str {
    let word = match state {
        CoroutineState::Created => text::NOT_STARTED,
        CoroutineState::Running => text::RUNNING,
        CoroutineState::Suspended => text::SUSPENDED,
        CoroutineState::Finished => text::FINISHED,
        CoroutineState::NeverAwaited => text::NEVER_AWAITED,
    };
    lang.text(word)
}

/// The word for what the loop does.
pub fn loop_state(state: &LoopState, lang: Lang) -> &'static str {
    let word = match state {
        LoopState::NotStarted => text::LOOP_NOT_STARTED,
        LoopState::Running => text::LOOP_RUNNING,
        LoopState::Idle { .. } => text::IDLE,
        LoopState::Deadlocked { .. } => text::DEADLOCKED,
        LoopState::Stopped => text::STOPPED,
        LoopState::Closed => text::CLOSED,
    };
    lang.text(word)
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
        let en = |value| number(value, Lang::EN);
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
        assert_eq!(seconds(0.5, Lang::RU), "0,5\u{a0}с");
        assert_eq!(
            [clock(2.0, Lang::EN), clock(0.999, Lang::RU)],
            ["2.00", "1,00"]
        );
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(shorten("tick 1\n"), "tick 1");
        assert_eq!(shorten("one\ntwo\n"), "one…");
        assert_eq!(shorten(&"ж".repeat(70)).chars().count(), 61);
    }
}
