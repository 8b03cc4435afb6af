//! Every word of the interface, in both languages.
//!
//! The words stand in one table, side by side, and are fields of a struct: a
//! word that is missing in one language does not compile. What needs a number
//! or a name in it is a function below.

mod panes;
mod words;

use coroscope_trace::decimal::fixed;

pub use coroscope_trace::narrator::Lang;
pub use panes::{
    PaneWords, callback, due_in, duration, gone, idle, idle_until, in_iteration, iteration, lanes,
    moment, more, of, pane_words, tasks_done, unit_seconds, until,
};
pub use words::{EN, RU, Words};

/// The words of a language.
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Ru => &RU,
    }
}

/// The language's name in URLs, file names and `lang` attributes.
pub const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ru => "ru",
    }
}

/// The language with this name; regional variants (`ru-RU`) count too.
pub fn from_code(code: &str) -> Option<Lang> {
    let base = code.split(['-', '_']).next().unwrap_or(code);
    if base.eq_ignore_ascii_case("en") {
        Some(Lang::En)
    } else if base.eq_ignore_ascii_case("ru") {
        Some(Lang::Ru)
    } else {
        None
    }
}

/// Chooses the form of a noun that a number asks for. English has two forms
/// (`one`, and `few` equal to `many`); Russian has three.
pub const fn plural(lang: Lang, n: usize, forms: [&'static str; 3]) -> &'static str {
    let [one, few, many] = forms;
    match lang {
        Lang::En => {
            if n == 1 {
                one
            } else {
                many
            }
        }
        Lang::Ru => match (n % 10, n % 100) {
            (1, 0..=10 | 20..=99) => one,
            (2..=4, 0..=10 | 20..=99) => few,
            _ => many,
        },
    }
}

/// Loop time with two decimals, as on every axis: `2.00`.
pub fn seconds(time: f64) -> String {
    fixed(time, 2)
}

/// The unit of time behind a number.
pub const fn unit(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "s",
        Lang::Ru => "с",
    }
}

/// `step 41 of 67, 2.00 seconds`: the slider's value in words.
pub fn position_text(lang: Lang, position: usize, length: usize, time: f64) -> String {
    let time = seconds(time);
    match lang {
        Lang::En => format!("step {position} of {length}, {time} seconds"),
        Lang::Ru => format!("шаг {position} из {length}, {time} секунды"),
    }
}

/// `7 of 11 done`: under the list of lessons.
pub fn lessons_done(lang: Lang, done: usize, all: usize) -> String {
    match lang {
        Lang::En => format!("{done} of {all} done"),
        Lang::Ru => format!("пройдено {done} из {all}"),
    }
}

/// `2 of 7 lines so far`: beside the console's heading.
pub fn lines_so_far(lang: Lang, so_far: usize, all: usize) -> String {
    match lang {
        Lang::En if so_far == all => {
            format!("{all} {}", plural(lang, all, ["line", "lines", "lines"]))
        }
        Lang::En => format!("{so_far} of {all} lines so far"),
        Lang::Ru if so_far == all => {
            format!("{all} {}", plural(lang, all, ["строка", "строки", "строк"]))
        }
        Lang::Ru => format!("пока {so_far} из {all} строк"),
    }
}

/// `line 18`.
pub fn line(lang: Lang, number: u32) -> String {
    match lang {
        Lang::En => format!("line {number}"),
        Lang::Ru => format!("строка {number}"),
    }
}

/// Who blocks the loop, and for how long already: a task, perhaps in a coroutine
/// that is not its own.
pub fn blocked(lang: Lang, seconds: f64, by: Option<&str>, within: Option<&str>) -> String {
    let who = match (lang, by, within) {
        (_, None, _) => String::new(),
        (Lang::En, Some(by), None) => format!(" by `{by}`"),
        (Lang::En, Some(by), Some(within)) => format!(" by `{by}`, in `{within}()`"),
        (Lang::Ru, Some(by), None) => format!(": `{by}`"),
        (Lang::Ru, Some(by), Some(within)) => format!(": `{by}`, в `{within}()`"),
    };
    let seconds = fixed(seconds, 1);
    match lang {
        Lang::En => format!("The event loop has been blocked for {seconds} s{who}."),
        Lang::Ru => format!("Цикл событий заблокирован уже {seconds} с{who}."),
    }
}

/// The address named a lesson that does not exist.
pub fn unknown_lesson(lang: Lang, asked: &str, shown: &str) -> String {
    match lang {
        Lang::En => format!("There is no lesson “{asked}”. This is “{shown}”."),
        Lang::Ru => format!("Урока «{asked}» нет. Открыт урок «{shown}»."),
    }
}

/// The address named a step that the run does not have.
pub fn unknown_position(lang: Lang, asked: &str, shown: usize) -> String {
    match lang {
        Lang::En => {
            format!("This run has no step {asked}. It stands at step {shown}, the nearest.")
        }
        Lang::Ru => format!("В этом запуске нет шага {asked}. Показан ближайший, {shown}."),
    }
}

/// The trace was full; so many events were dropped.
pub fn limit_reached(lang: Lang, dropped: u32) -> String {
    match lang {
        Lang::En if dropped > 0 => format!(
            "The recording is full: the program was stopped, and {dropped} {} dropped.",
            if dropped == 1 {
                "event was"
            } else {
                "events were"
            }
        ),
        Lang::En => "The recording is full: the program was stopped.".into(),
        Lang::Ru if dropped > 0 => format!(
            "Запись заполнена: программа остановлена, отброшено {dropped} {}.",
            plural(lang, dropped as usize, ["событие", "события", "событий"])
        ),
        Lang::Ru => "Запись заполнена: программа остановлена.".into(),
    }
}

/// The worker failed to start.
pub fn engine_failed(lang: Lang, why: &str) -> String {
    match lang {
        Lang::En => format!(
            "The lesson engine did not start: {why}. The source and the recorded output can \
             still be read."
        ),
        Lang::Ru => format!(
            "Движок уроков не запустился: {why}. Исходный код и записанный вывод по-прежнему \
             можно читать."
        ),
    }
}

/// The worker died in the middle of things.
pub fn engine_died(lang: Lang, why: &str) -> String {
    match lang {
        Lang::En => format!(
            "The lesson engine stopped working: {why}. What was recorded is kept; a fresh engine \
             can run the program again."
        ),
        Lang::Ru => format!(
            "Движок уроков перестал работать: {why}. Записанное сохранено; новый движок может \
             запустить программу снова."
        ),
    }
}

/// A file of the site could not be had.
pub fn file_failed(lang: Lang, why: &str) -> String {
    match lang {
        Lang::En => format!("The lesson could not be loaded: {why}."),
        Lang::Ru => format!("Урок не удалось загрузить: {why}."),
    }
}

/// A whole number with its thousands set apart.
pub fn grouped(lang: Lang, number: usize) -> String {
    let digits = number.to_string();
    let separator = match lang {
        Lang::En => ',',
        Lang::Ru => '\u{a0}',
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_choose_their_noun() {
        let forms = ["шаг", "шага", "шагов"];
        let chosen: Vec<&str> = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112]
            .map(|n| plural(Lang::Ru, n, forms))
            .into();
        assert_eq!(
            chosen,
            [
                "шагов",
                "шаг",
                "шага",
                "шага",
                "шагов",
                "шагов",
                "шагов",
                "шагов",
                "шаг",
                "шага",
                "шагов",
                "шаг",
                "шагов",
                "шагов"
            ]
        );
    }

    #[test]
    fn no_word_is_empty_and_russian_is_russian() {
        for (name, en, ru) in words::ALL {
            assert!(!en.trim().is_empty(), "{name} has no English");
            assert!(!ru.trim().is_empty(), "{name} has no Russian");
            let cyrillic = ru
                .chars()
                .any(|c| ('а'..='я').contains(&c.to_ascii_lowercase()));
            assert!(
                cyrillic || ru.chars().any(|c| ('А'..='я').contains(&c)) || SAME.contains(name),
                "{name} is not translated: {ru}"
            );
            assert!(
                !en.chars().any(|c| ('А'..='я').contains(&c)),
                "{name} has Russian in English"
            );
        }
    }

    /// Names that are the same in both languages.
    const SAME: &[&str] = &["python", "rust"];

    #[test]
    fn languages_are_found_by_their_codes() {
        assert_eq!(from_code("ru-RU"), Some(Lang::Ru));
        assert_eq!(from_code("EN"), Some(Lang::En));
        assert_eq!(from_code("de"), None);
        for lang in [Lang::En, Lang::Ru] {
            assert_eq!(from_code(code(lang)), Some(lang));
        }
    }

    #[test]
    fn times_have_two_decimals() {
        assert_eq!(seconds(2.0), "2.00");
        assert_eq!(seconds(f64::INFINITY), "∞");
        assert_eq!(seconds(f64::NAN), "?");
    }
}
