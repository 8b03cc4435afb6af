//! The part of the address that names what is shown.
//!
//! `#lesson=shield&lang=ru&step=41`, in the fragment, because fragments stay in
//! the browser. The query (`?lesson=shield`) is read too, for embeds and for
//! links written by hand; the fragment goes before it.

use std::{fmt::Write as _, rc::Rc};

use crate::i18n::Code;

use super::{State, Theme};

/// What an address names. Whatever it does not name stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The lesson's name.
    pub lesson: Option<Rc<str>>,
    /// The language.
    pub lang: Option<Code>,
    /// The theme.
    pub theme: Option<Theme>,
    /// The step, as written; it may be nonsense, and then the page says so.
    pub step: Option<Rc<str>>,
    /// A program, packed, and behind a `~` its name.
    pub code: Option<Rc<str>>,
}

impl Address {
    /// Reads query and fragment, with or without their `?` and `#`.
    pub fn parse(query: &str, fragment: &str) -> Self {
        let mut address = Self::default();
        address.read(query.trim_start_matches('?'));
        address.read(fragment.trim_start_matches('#'));
        address
    }

    fn read(&mut self, pairs: &str) {
        for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            match name {
                "lesson" => self.lesson = Some(value.into()),
                "lang" => self.lang = Code::find(&value).or(self.lang),
                "theme" => self.theme = Theme::from_name(&value).or(self.theme),
                "code" => self.code = Some(value.into()),
                "step" => self.step = Some(value.into()),
                _ => {}
            }
        }
    }

    /// The fragment, without its `#`.
    pub fn fragment(&self) -> String {
        let mut pairs = Vec::new();
        if let Some(lesson) = &self.lesson {
            pairs.push(format!("lesson={}", encode(lesson)));
        }
        if let Some(code) = &self.code {
            pairs.push(format!("code={}", encode(code)));
        }
        if let Some(lang) = self.lang {
            pairs.push(format!("lang={}", lang.name()));
        }
        if let Some(theme) = self.theme {
            pairs.push(format!("theme={}", theme.name()));
        }
        if let Some(step) = &self.step {
            pairs.push(format!("step={}", encode(step)));
        }
        pairs.join("&")
    }
}

impl State {
    /// The address of what is shown now. The theme is the reader's own affair
    /// and not in it.
    pub fn address(&self) -> Address {
        let step = self.run.step();
        Address {
            lesson: self.lesson.clone(),
            lang: Some(self.wanted_lang.unwrap_or(self.lang.code())),
            theme: None,
            code: self.wanted_code.clone(),
            step: match &self.wanted_step {
                Some(wanted) => Some(wanted.clone()),
                // Nobody's program runs by itself, as it would to get to a step of it.
                None if self.run.source.is_some() => None,
                None => (step > 0).then(|| step.to_string().into()),
            },
        }
    }
}

/// Undoes percent-encoding and `+`; what is no valid encoding stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 2;
            }
            (b'+', _) => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Percent-encodes what has a meaning of its own in an address.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, fragment: &str, expect: &str) {
        assert_eq!(Address::parse(query, fragment).fragment(), expect);
    }

    #[test]
    fn an_address_comes_back_as_it_was() {
        for fragment in [
            "",
            "lesson=shield&lang=ru&step=41",
            "lesson=a%20b%26c%3D%D1%8F&lang=en",
            "lesson=sleep&theme=dark",
            "code=S0vMAQA_-~a%20b.py&lang=en",
        ] {
            check("", fragment, fragment);
        }
    }

    #[test]
    fn the_fragment_goes_before_the_query() {
        check(
            "?lesson=sleep&lang=ru",
            "#lesson=shield",
            "lesson=shield&lang=ru",
        );
    }

    #[test]
    fn nonsense_is_left_out_or_kept_to_be_told() {
        check("?lang=tlh&theme=neon&%%%&=&x", "", "");
        check("", "#step=-3", "step=-3");
        check("", "#lesson=%E0%A4%A", "lesson=%EF%BF%BD%25A");
        check("", "#lesson=100%25", "lesson=100%25");
    }
}
