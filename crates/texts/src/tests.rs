//! Both languages are complete, and say the same.

use alloc::{string::String, vec::Vec};

use crate::{Code, Lang, Text, narrator, page};

/// Every key, with its English and its Russian.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    (0..page::END).map(|key| (Lang::EN.text(Text(key)), Lang::RU.text(Text(key))))
}

/// What stands between `open` and `close`, in order of the alphabet, each once.
fn inside(text: &str, open: char, close: char) -> Vec<&str> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some((_, from)) = rest.split_once(open) {
        let Some((part, after)) = from.split_once(close) else {
            panic!("{text:?} opens {open:?} and does not close it");
        };
        found.push(part);
        rest = after;
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'А'..='я' | 'ё' | 'Ё'))
}

#[test]
fn both_languages_have_every_text() {
    assert_eq!(all().count(), Lang::EN.write().lines().count());
    for (en, ru) in all() {
        assert!(!en.is_empty(), "{ru:?} has no English");
        // Russian has no article.
        assert!(!ru.is_empty() || en == "the ", "{en:?} has no Russian");
        assert!(!is_cyrillic(en), "{en:?} is English");
        let letters: String = en.chars().filter(char::is_ascii_alphabetic).collect();
        let same = [
            "", "Python", "Rust", "gather", "shield", "by", "the", "ismade",
        ];
        assert!(
            is_cyrillic(ru) || same.contains(&&*letters),
            "{en:?} is not translated: {ru:?}"
        );
    }
}

#[test]
fn both_languages_fill_the_same_places() {
    for (en, ru) in all() {
        // A singular may have its number in a word.
        let (one, many) = (en.split('|').next(), en.split('|').next_back());
        let places = inside(many.unwrap_or(en), '{', '}');
        for form in ru.split('|') {
            assert_eq!(inside(form, '{', '}'), places, "{en:?}, {form:?}");
        }
        let fewer = inside(one.unwrap_or(en), '{', '}');
        assert!(fewer.iter().all(|place| places.contains(place)), "{en:?}");
        assert!(
            places
                .iter()
                .all(|place| place.parse::<u8>().is_ok_and(|place| place < 10))
        );
    }
}

#[test]
fn marks_are_closed_and_both_languages_name_the_same_code_and_exceptions() {
    for (en, ru) in all() {
        let count = |text: &str, mark: char| text.matches(mark).count() % 2;
        for text in [en, ru].into_iter().flat_map(|text| text.split('|')) {
            assert_eq!((count(text, '`'), count(text, '^')), (0, 0), "{text:?}");
        }
        if en.contains('|') {
            continue;
        }
        // English has a word of its own for `await`.
        let named = |text, mark| {
            let mut named = inside(text, mark, mark);
            named.retain(|code| *code != "await");
            named
        };
        for mark in ['`', '^'] {
            assert_eq!(named(en, mark), named(ru, mark), "{en:?}");
        }
    }
}

#[test]
fn what_is_counted_has_its_forms() {
    for (en, ru) in all() {
        let forms = (en.split('|').count(), ru.split('|').count());
        assert!(matches!(forms, (1, 1) | (2, 3)), "{en:?}, {ru:?}");
    }
}

#[test]
fn a_language_comes_back_as_it_was_written() {
    for lang in Lang::ALL {
        let read = Lang::read(lang.code(), lang.write()).expect("is of this build");
        for key in 0..page::END {
            assert_eq!(read.text(Text(key)), lang.text(Text(key)));
        }
        let mut shorter = lang.write();
        shorter.truncate(shorter.trim_end().rfind('\n').expect("has lines") + 1);
        assert_eq!(Lang::read(lang.code(), shorter), None);
    }
}

#[test]
fn russian_counts_in_three_forms() {
    let of = |lang: Lang, count| lang.plural(count, page::phrases::LINES);
    let forms: Vec<&str> = [1, 2, 4, 5, 11, 12, 14, 21, 22, 100, 111]
        .map(|count| of(Lang::RU, count))
        .into();
    assert_eq!(
        forms,
        [
            "строка",
            "строки",
            "строки",
            "строк",
            "строк",
            "строк",
            "строк",
            "строка",
            "строки",
            "строк",
            "строк"
        ]
    );
    assert_eq!(
        [0, 1, 2, 21].map(|n| of(Lang::EN, n)),
        ["lines", "line", "lines", "lines"]
    );
}

#[test]
fn a_russian_singular_fits_twenty_one() {
    use narrator::{futures, program};

    let said = |count: u32, text, args: &[&str]| {
        assert_eq!(
            Lang::RU.plural(count, text),
            Lang::RU.plural(21, text),
            "the form of 1 is that of 21"
        );
        crate::lang::fill(Lang::RU.plural(count, text), args)
    };
    assert_eq!(
        said(1, futures::GATHER_MAKES_ONE_FUTURE_OUT, &["21"]),
        "`gather` сводит 21 ожидание в один future: он будет готов, когда закончится всё, что ему передали."
    );
    assert_eq!(
        said(1, program::TASKS_ARE_NOT_DONE_YET, &["21"]),
        "Ещё не завершена 21 задача. `asyncio.run` отменяет всё, что осталось, и ждёт, пока оно закончится."
    );
    assert_eq!(
        said(1, program::ITERATION_CALLBACKS_ARE_READY, &["3", "21"]),
        "Итерация 3: готов 21 колбэк, и цикл выполнит ровно то, что готово."
    );
}

#[test]
fn a_text_without_so_many_forms_is_said_in_its_last() {
    let text = page::phrases::LINE;
    for count in [0, 1, 2, 5] {
        assert_eq!(Lang::EN.plural(count, text), "line {0}");
        assert_eq!(Lang::RU.plural(count, text), "строка {0}");
    }
}

#[test]
fn places_are_filled() {
    let text = narrator::tasks::MAKES_THE_TASK_AND_GOES;
    assert_eq!(
        Lang::EN.fill(text, &["a", "b"]),
        "a makes the task b and goes on at once: b has to wait for the next iteration."
    );
}

#[test]
fn languages_are_found_by_their_codes() {
    assert_eq!(Code::find("ru-RU"), Some(Code::Ru));
    assert_eq!(Code::find("EN"), Some(Code::En));
    assert_eq!(Code::find("de"), None);
    for code in Code::ALL {
        assert_eq!(Code::find(code.name()), Some(code));
    }
}
