//! Numbers, exceptions and long texts, in words.

use alloc::string::String;

use coroscope_texts::narrator::common as text;

use crate::{Exception, decimal};

use super::{Code, Lang};

/// A number with at most three decimals and none to spare: `2`, `0.5`; in
/// Russian `0,5`.
pub fn number(value: f64, lang: Lang) -> String {
    figure(value, decimal::short(value, 3), lang)
}

/// Loop time with two decimals, as clocks and tables show it: `2.00`; in Russian
/// `2,00`.
pub fn clock(value: f64, lang: Lang) -> String {
    figure(value, decimal::fixed(value, 2), lang)
}

/// A figure in words where the value is no number.
fn figure(value: f64, digits: String, lang: Lang) -> String {
    if value.is_nan() {
        return lang.text(text::NOT_A_NUMBER).into();
    }
    decimals(digits, lang)
}

/// Digits as the language writes them: `0.5`; in Russian `0,5`.
pub fn decimals(digits: String, lang: Lang) -> String {
    match lang.code() {
        Code::En => digits,
        Code::Ru => digits.replace('.', ","),
    }
}

/// A length of time: `2 s`; in Russian `2 с`. The space does not break.
pub fn seconds(value: f64, lang: Lang) -> String {
    lang.fill(text::SECONDS, &[&number(value, lang)])
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
