//! Tables of texts, and how they become one.

use crate::Code;

/// The key of a text: its place among all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub(crate) u16);

/// A table, whose texts count from where the one before it ends:
/// `texts! { from super::tasks::END; PRINTS: "{0} prints {1}.", "Задача {0} печатает {1}."; }`.
macro_rules! texts {
    (from $from:expr; $($name:ident: $en:literal, $ru:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they number the keys")]
        enum At {
            $($name,)*
            Count,
        }

        $(
            #[doc = $en]
            pub const $name: $crate::Text = $crate::Text($from + At::$name as u16);
        )*

        /// Where the next table begins.
        pub(crate) const END: u16 = $from + At::Count as u16;

        /// All of them.
        pub(crate) const TABLE: $crate::table::Table = $crate::table::Table {
            from: $from,
            en: &[$($en),*],
            ru: &[$($ru),*],
        };
    };
}

/// A table of words that are asked for one by one: `words! { from 0; pub struct Frame; run: "Run", "Пуск"; }`
/// makes `Frame(lang).run()`.
macro_rules! words {
    (from $from:expr; $(#[$meta:meta])* pub struct $Words:ident; $($name:ident: $en:literal, $ru:literal;)*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $Words(pub $crate::Lang);

        #[allow(non_camel_case_types, reason = "they number the words")]
        enum At {
            $($name,)*
            Count,
        }

        impl $Words {
            $(
                #[doc = $en]
                pub fn $name(self) -> &'static str {
                    self.0.text($crate::Text($from + At::$name as u16))
                }
            )*
        }

        /// Where the next table begins.
        pub(crate) const END: u16 = $from + At::Count as u16;

        /// All of them.
        pub(crate) const TABLE: $crate::table::Table = $crate::table::Table {
            from: $from,
            en: &[$($en),*],
            ru: &[$($ru),*],
        };
    };
}

pub(crate) use {texts, words};

/// The texts of one table, in each language.
pub(crate) struct Table {
    /// The key of its first text.
    pub(crate) from: u16,
    /// In English.
    pub(crate) en: &'static [&'static str],
    /// In Russian, as many.
    pub(crate) ru: &'static [&'static str],
}

impl Table {
    const fn of(&self, code: Code) -> &'static [&'static str] {
        match code {
            Code::En => self.en,
            Code::Ru => self.ru,
        }
    }
}

/// One table out of many, in one language. A program in which a table counts from another place than
/// where the one before it ends does not compile.
pub(crate) const fn join<const N: usize>(groups: &[&[Table]], code: Code) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut group, mut next) = (0, 0);
    while group < groups.len() {
        let tables = groups[group];
        let mut table = 0;
        while table < tables.len() {
            assert!(
                tables[table].from as usize == next,
                "a table counts from another place than where the one before it ends"
            );
            let texts = tables[table].of(code);
            let mut row = 0;
            while row < texts.len() {
                all[next] = texts[row];
                next += 1;
                row += 1;
            }
            table += 1;
        }
        group += 1;
    }
    assert!(next == N, "a table is not in the list");
    all
}
