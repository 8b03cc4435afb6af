//! Tables of texts, and how they become one.

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

        /// In English.
        pub(crate) const EN: &[&str] = &[$($en),*];

        /// In Russian.
        pub(crate) const RU: &[&str] = &[$($ru),*];
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

        /// In English.
        pub(crate) const EN: &[&str] = &[$($en),*];

        /// In Russian.
        pub(crate) const RU: &[&str] = &[$($ru),*];
    };
}

pub(crate) use {texts, words};

/// One table out of many.
pub(crate) const fn join<const N: usize>(tables: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut table, mut next) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[next] = tables[table][row];
            next += 1;
            row += 1;
        }
        table += 1;
    }
    assert!(
        next == N,
        "a table counts from another place than where the one before it ends"
    );
    all
}
