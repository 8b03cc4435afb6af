//! The interface in words: what `coroscope-texts` has for it, with numbers as they are written in
//! the reader's language.

use coroscope_protocol::WorkerError;
use coroscope_texts::{
    narrator::{callbacks, common::SECONDS},
    page::phrases as text,
};
use coroscope_trace::{
    decimal::{fixed, short},
    narrator::words::{clock, decimals},
};

pub use coroscope_texts::{
    Code, Lang,
    page::{PaneWords, Words},
};

/// The words of frame, source, console and spine.
pub const fn words(lang: Lang) -> Words {
    Words(lang)
}

/// The words of the panes.
pub const fn pane_words(lang: Lang) -> PaneWords {
    PaneWords(lang)
}

/// Loop time with two decimals, as in every table: `2.00`; in Russian `2,00`.
pub fn seconds(lang: Lang, time: f64) -> String {
    clock(time, lang)
}

/// The same with its unit: `2.00 s`.
pub fn with_unit(lang: Lang, time: f64) -> String {
    lang.fill(SECONDS, &[&seconds(lang, time)])
}

/// A moment in time as short as it can be said without losing what tells it from
/// the next one: `0.8 s`, `224.87 s`.
pub fn moment(lang: Lang, time: f64) -> String {
    lang.fill(SECONDS, &[&decimals(short(time, 2), lang)])
}

/// A length of time as short as it can be said: `1 s`, `0.25 s`, `2 min`.
pub fn duration(lang: Lang, seconds: f64) -> String {
    let (value, unit) = if !seconds.is_finite() {
        return "∞".into();
    } else if seconds < 120.0 {
        (seconds, SECONDS)
    } else if seconds < 7_200.0 {
        (seconds / 60.0, text::MINUTES)
    } else if seconds < 172_800.0 {
        (seconds / 3_600.0, text::HOURS)
    } else {
        (seconds / 86_400.0, text::DAYS)
    };
    let mut number = short(value, if value >= 100.0 { 1 } else { 2 });
    if number == "0" && seconds > 0.0 {
        number = "<0.01".into();
    }
    lang.fill(unit, &[&decimals(number, lang)])
}

/// A whole number with its thousands set apart.
pub fn grouped(lang: Lang, number: usize) -> String {
    let digits = number.to_string();
    let separator = match lang.code() {
        Code::En => ',',
        Code::Ru => '\u{a0}',
    };
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

// ── frame ───────────────────────────────────────────────────────────────

/// `step 41 of 67, 2.00 seconds`: the slider's value in words.
pub fn position_text(lang: Lang, position: usize, length: usize, time: f64) -> String {
    let (position, length) = (position.to_string(), length.to_string());
    lang.fill(text::POSITION, &[&position, &length, &seconds(lang, time)])
}

/// `7 of 11 done`: under the list of lessons.
pub fn lessons_done(lang: Lang, done: usize, all: usize) -> String {
    lang.fill(text::LESSONS_DONE, &[&done.to_string(), &all.to_string()])
}

/// `lines so far: 2 of 7`: beside the console's heading.
pub fn lines_so_far(lang: Lang, so_far: usize, all: usize) -> String {
    if so_far == all {
        return format!("{all} {}", lang.plural(all as u32, text::LINES));
    }
    lang.fill(text::LINES_SO_FAR, &[&so_far.to_string(), &all.to_string()])
}

/// `line 18`.
pub fn line(lang: Lang, number: u32) -> String {
    lang.fill(text::LINE, &[&number.to_string()])
}

// ── notices ─────────────────────────────────────────────────────────────

/// Who blocks the loop, and for how long already: a task, perhaps in a coroutine
/// that is not its own.
pub fn blocked(lang: Lang, seconds: f64, by: Option<&str>, within: Option<&str>) -> String {
    let who = match (by, within) {
        (None, _) => String::new(),
        (Some(by), None) => lang.fill(text::BLOCKED_BY, &[by]),
        (Some(by), Some(within)) => lang.fill(text::BLOCKED_BY_IN, &[by, within]),
    };
    let seconds = decimals(fixed(seconds, 1), lang);
    lang.fill(text::BLOCKED, &[&lang.fill(SECONDS, &[&seconds]), &who])
}

/// The address named a lesson that does not exist.
pub fn unknown_lesson(lang: Lang, asked: &str, shown: &str) -> String {
    lang.fill(text::UNKNOWN_LESSON, &[asked, shown])
}

/// The address named a step that the run does not have.
pub fn unknown_position(lang: Lang, asked: &str, shown: usize) -> String {
    lang.fill(text::UNKNOWN_POSITION, &[asked, &shown.to_string()])
}

/// The trace was full; so many events were dropped.
pub fn limit_reached(lang: Lang, dropped: u32) -> String {
    if dropped == 0 {
        return lang.text(text::RECORDING_IS_FULL).into();
    }
    let events = lang.plural(dropped, text::EVENTS_WERE);
    lang.fill(text::RECORDING_IS_FULL_AND, &[&dropped.to_string(), events])
}

/// The worker failed to start.
pub fn engine_failed(lang: Lang, why: &str) -> String {
    lang.fill(text::ENGINE_FAILED, &[why])
}

/// The worker died in the middle of things.
pub fn engine_died(lang: Lang, why: &str) -> String {
    lang.fill(text::ENGINE_DIED, &[why])
}

/// What a worker complained of.
pub fn error(lang: Lang, error: &WorkerError) -> String {
    let (text, about) = match error {
        WorkerError::VersionMismatch { .. } => (text::VERSIONS_DIFFER, ""),
        WorkerError::BadMessage { reason } => (text::BAD_MESSAGE, &**reason),
        WorkerError::UnknownLesson { lesson } => (text::NO_SUCH_LESSON, &**lesson),
        WorkerError::BadSpeed => (text::BAD_SPEED, ""),
        WorkerError::UnknownButton { .. } => (text::NO_SUCH_BUTTON, ""),
        WorkerError::NoPython => (text::NO_PYTHON, ""),
        WorkerError::PythonFailed { message, .. } => (text::PYTHON_FAILED, &**message),
        WorkerError::Diverged { .. } => (text::PYTHON_DIVERGED, ""),
        WorkerError::Panicked { message } => (text::PANICKED, &**message),
    };
    lang.fill(text, &[about])
}

/// What a worker complained of, where it goes on working.
pub fn engine_says(lang: Lang, what: &WorkerError) -> String {
    lang.fill(text::ENGINE_SAYS, &[&error(lang, what)])
}

/// A file of the site could not be had.
pub fn file_failed(lang: Lang, why: &str) -> String {
    lang.fill(text::FILE_FAILED, &[why])
}

// ── panes ───────────────────────────────────────────────────────────────

/// What a time limit's callback is called.
pub fn time_limit(lang: Lang) -> &'static str {
    lang.text(callbacks::TIME_LIMIT)
}

/// What the callback that stops the loop is called.
pub fn stop_the_loop(lang: Lang) -> &'static str {
    lang.text(callbacks::STOP_THE_LOOP)
}

/// `iteration 6`.
pub fn iteration(lang: Lang, number: u32) -> String {
    format!("{} {number}", pane_words(lang).iteration())
}

/// `callback 2`.
pub fn callback(lang: Lang, number: usize) -> String {
    lang.fill(text::CALLBACK, &[&number.to_string()])
}

/// `1 of 2`.
pub fn of(lang: Lang, number: usize, all: u32) -> String {
    format!("{number} {} {all}", words(lang).of())
}

/// `iteration 6, callback 1 of 2`.
pub fn in_iteration(lang: Lang, number: u32, begun: u32, planned: u32) -> String {
    let iteration = iteration(lang, number);
    let all = planned.to_string();
    if planned == 0 {
        iteration
    } else if begun == 0 {
        let callbacks = lang.plural(planned, text::CALLBACKS);
        format!("{iteration}, {all} {callbacks}")
    } else {
        lang.fill(text::CALLBACK_OF, &[&iteration, &begun.to_string(), &all])
    }
}

/// `0 of 3 done`.
pub fn tasks_done(lang: Lang, done: u32, all: u32) -> String {
    let (done, all) = (grouped(lang, done as usize), grouped(lang, all as usize));
    lang.fill(text::TASKS_DONE, &[&done, &all])
}

/// `+ 9,990 more`.
pub fn more(lang: Lang, count: usize) -> String {
    lang.fill(text::MORE, &[&grouped(lang, count)])
}

/// `1 s idle`.
pub fn idle(lang: Lang, seconds: f64) -> String {
    lang.fill(text::IDLE, &[&duration(lang, seconds)])
}

/// `idle until 3.00 s`.
pub fn idle_until(lang: Lang, time: f64) -> String {
    lang.fill(text::IDLE_UNTIL, &[&with_unit(lang, time)])
}

/// `until 3.00 s`.
pub fn until(lang: Lang, time: f64) -> String {
    lang.fill(text::UNTIL, &[&with_unit(lang, time)])
}

/// `due 3.00, in 1.00 s`.
pub fn due_in(lang: Lang, deadline: f64, now: f64) -> String {
    let left = with_unit(lang, (deadline - now).max(0.0));
    lang.fill(text::DUE_IN, &[&seconds(lang, deadline), &left])
}

/// `2.00 of 3.00 seconds gone`: a timer's bar in words.
pub fn gone(lang: Lang, start: f64, deadline: f64, now: f64) -> String {
    let gone = seconds(lang, (now - start).max(0.0));
    lang.fill(text::GONE, &[&gone, &seconds(lang, deadline - start)])
}

/// What the lanes show, for those who cannot see them.
pub fn lanes(lang: Lang, tasks: usize, until: f64, now: f64) -> String {
    let noun = lang.plural(tasks as u32, text::TASKS);
    let tasks = grouped(lang, tasks);
    let args = [&*tasks, noun, &seconds(lang, until), &seconds(lang, now)];
    lang.fill(text::LANES, &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_two_decimals() {
        assert_eq!(seconds(Lang::EN, 2.0), "2.00");
        assert_eq!(seconds(Lang::RU, 2.0), "2,00");
        assert_eq!(seconds(Lang::EN, f64::INFINITY), "∞");
    }

    #[test]
    fn lengths_of_time_are_short() {
        let said = [1.0, 0.25, 0.1 + 0.2, 0.001, 90.0, 150.0, 10_800.0, 1e9];
        assert_eq!(
            said.map(|it| duration(Lang::EN, it)),
            [
                "1\u{a0}s",
                "0.25\u{a0}s",
                "0.3\u{a0}s",
                "<0.01\u{a0}s",
                "90\u{a0}s",
                "2.5\u{a0}min",
                "3\u{a0}h",
                "11574.1\u{a0}d"
            ]
        );
        assert_eq!(duration(Lang::RU, f64::INFINITY), "∞");
        assert_eq!(duration(Lang::RU, 0.25), "0,25\u{a0}с");
        assert_eq!(duration(Lang::EN, 100.0), "100\u{a0}s");
        assert_eq!(moment(Lang::EN, 224.870_000_001), "224.87\u{a0}s");
        assert_eq!(moment(Lang::RU, 0.8), "0,8\u{a0}с");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(Lang::EN, 9_990), "9,990");
        assert_eq!(grouped(Lang::EN, 1_000_000), "1,000,000");
        assert_eq!(grouped(Lang::EN, 100), "100");
        assert_eq!(grouped(Lang::RU, 12_345), "12\u{a0}345");
    }

    #[test]
    fn an_iteration_says_how_far_it_is() {
        assert_eq!(
            in_iteration(Lang::EN, 6, 1, 2),
            "iteration 6, callback 1 of 2"
        );
        assert_eq!(in_iteration(Lang::EN, 6, 0, 1), "iteration 6, 1 callback");
        assert_eq!(in_iteration(Lang::RU, 6, 0, 3), "итерация 6, 3 вызова");
        assert_eq!(in_iteration(Lang::RU, 6, 0, 0), "итерация 6");
    }

    #[test]
    fn who_blocks_is_named() {
        assert_eq!(
            blocked(Lang::EN, 1.25, Some("a"), Some("b")),
            "The event loop has been blocked for 1.3\u{a0}s by `a`, in `b()`."
        );
        assert_eq!(
            blocked(Lang::RU, 2.0, Some("a"), None),
            "Цикл событий заблокирован уже 2,0\u{a0}с: `a`."
        );
    }

    #[test]
    fn how_many_lines_there_are_is_said_for_any_number() {
        assert_eq!(lines_so_far(Lang::EN, 1, 7), "lines so far: 1 of 7");
        assert_eq!(lines_so_far(Lang::RU, 1, 21), "строк пока: 1 из 21");
        assert_eq!(lines_so_far(Lang::RU, 21, 21), "21 строка");
    }

    #[test]
    fn what_an_engine_complains_of_is_a_sentence() {
        let error = WorkerError::NoPython;
        assert_eq!(
            engine_says(Lang::EN, &error),
            "The lesson engine says: the Python engine is not loaded."
        );
        assert_eq!(
            engine_says(Lang::RU, &error),
            "Движок уроков сообщает: движок Python не загружен."
        );
    }

    #[test]
    fn what_was_dropped_is_counted() {
        assert_eq!(
            limit_reached(Lang::EN, 1),
            "The recording is full: the program was stopped, and 1 event was dropped."
        );
        assert_eq!(
            limit_reached(Lang::RU, 2),
            "Запись заполнена: программа остановлена, отброшено 2 события."
        );
    }
}
