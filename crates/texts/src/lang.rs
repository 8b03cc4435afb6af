//! A language.

use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;

use crate::{
    Text, narrator, page,
    table::{Table, join},
};

/// How many texts there are.
const COUNT: usize = page::END as usize;

/// All tables, in the order of their keys.
const TABLES: &[&[Table]] = &[narrator::TABLES, page::TABLES];

/// Which language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Code {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Code {
    /// Every language there is.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// Its name in URLs, file names and `lang` attributes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The language with this name; regional variants (`ru-RU`) count too.
    pub fn find(name: &str) -> Option<Self> {
        let base = name.split(['-', '_']).next().unwrap_or(name);
        Self::ALL
            .into_iter()
            .find(|code| base.eq_ignore_ascii_case(code.name()))
    }
}

/// A language, with all that can be said in it. It is handed to whatever says something, so it is no larger
/// than a pointer.
#[derive(Clone, Copy)]
pub struct Lang(&'static Tongue);

struct Tongue {
    code: Code,
    texts: &'static [&'static str],
}

static ENGLISH: Tongue = Tongue {
    code: Code::En,
    texts: &join::<COUNT>(TABLES, Code::En),
};

static RUSSIAN: Tongue = Tongue {
    code: Code::Ru,
    texts: &join::<COUNT>(TABLES, Code::Ru),
};

impl Lang {
    /// English.
    pub const EN: Self = Self(&ENGLISH);

    /// Russian.
    pub const RU: Self = Self(&RUSSIAN);

    /// Every language there is.
    pub const ALL: [Self; 2] = [Self::EN, Self::RU];

    /// The language whose texts were [written](Self::write) somewhere; nothing if they are not
    /// those of this build. They are kept for as long as the program runs, so whoever reads a language
    /// reads it once.
    pub fn read(code: Code, written: String) -> Option<Self> {
        // Each ends its line; what is refused here is not kept.
        if written.bytes().filter(|byte| *byte == b'\n').count() != COUNT {
            return None;
        }
        let texts: Vec<&'static str> = String::leak(written).lines().collect();
        let texts = Box::leak(texts.into());
        Some(Self(Box::leak(Box::new(Tongue { code, texts }))))
    }

    /// Its texts, one a line.
    pub fn write(self) -> String {
        let mut written = self.0.texts.join("\n");
        written.push('\n');
        written
    }

    /// Which one it is.
    pub fn code(self) -> Code {
        self.0.code
    }

    /// What this key stands for.
    #[inline]
    pub fn text(self, text: Text) -> &'static str {
        self.entry(text)
    }

    /// A place in the table is one number where a text is two, and five hundred callers take it.
    #[inline(never)]
    fn entry(self, text: Text) -> &'static &'static str {
        self.0.texts.get(usize::from(text.0)).unwrap_or(&"")
    }

    /// The form of this text that goes with a number. Russian has one of its own for 2, 3, 4 (and 22, but
    /// not 12). A text that has fewer forms is said in its last one.
    pub fn plural(self, count: u32, text: Text) -> &'static str {
        let form = match (self.code(), count % 10, count % 100) {
            (Code::En, ..) => usize::from(count != 1),
            (Code::Ru, _, 11..=14) => 2,
            (Code::Ru, 1, _) => 0,
            (Code::Ru, 2..=4, _) => 1,
            _ => 2,
        };
        let forms = self.text(text).split('|').take(form + 1);
        forms.last().unwrap_or_default()
    }

    /// What this key stands for, with its places filled in.
    pub fn fill(self, text: Text, args: &[&str]) -> String {
        fill(self.text(text), args)
    }
}

/// A template with its places filled in.
pub(crate) fn fill(template: &str, args: &[&str]) -> String {
    let mut filled = String::new();
    let mut parts = template.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // Templates are ours, and a test looks at every one of them.
        let (place, rest) = part.split_once('}').unwrap_or_default();
        let arg = place.parse().ok().and_then(|place: usize| args.get(place));
        filled.push_str(arg.copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Lang {}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}
