//! Each lesson is complete, and reads like the others.

use coroscope_lessons::{Lang, Lesson, Text, find, lessons};

/// Every text, with a name for messages.
fn texts() -> impl Iterator<Item = (&'static Lesson, Lang, Text, String)> {
    lessons().iter().flat_map(|lesson| {
        Lang::ALL.map(|lang| {
            let name = format!("{} ({})", lesson.slug, lang.code());
            (lesson, lang, lesson.text(lang), name)
        })
    })
}

#[test]
fn lessons_are_numbered_in_course_order() {
    for (number, lesson) in (1..).zip(lessons()) {
        assert_eq!(lesson.number, number);
        assert_eq!(
            find(lesson.slug).map(|found| found.number),
            Some(number),
            "slugs are unique"
        );
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(
            lesson.slug.chars().all(plain),
            "{} stands in URLs",
            lesson.slug
        );
    }
    assert!(find("no-such-lesson").is_none());
}

#[test]
fn lessons_of_a_group_stand_together() {
    let mut groups: Vec<_> = lessons().iter().map(|lesson| lesson.group).collect();
    groups.dedup();
    for (at, group) in groups.iter().enumerate() {
        assert!(!groups[..at].contains(group), "{group:?} comes twice");
        for lang in Lang::ALL {
            assert!(!group.title(lang).is_empty());
        }
    }
}

#[test]
fn every_text_has_its_parts() {
    for (_, lang, text, name) in texts() {
        assert!(
            !text.name.is_empty() && text.name.chars().count() <= 32,
            "{name}: {}",
            text.name
        );
        assert!(!text.title.is_empty(), "{name}");
        let plain = !text.summary.is_empty() && !text.summary.contains(['`', '*']);
        assert!(plain, "{name}: {}", text.summary);
        let (predict, watch) = match lang {
            Lang::En => ("\n**Predict.** ", "\n**Watch.** "),
            Lang::Ru => ("\n**Предскажите.** ", "\n**Понаблюдайте.** "),
        };
        let (at, then) = (text.body.find(predict), text.body.find(watch));
        assert!(
            at.is_some() && at < then,
            "{name} ends with a prediction and something to see"
        );
    }
}

#[test]
fn texts_are_short() {
    for (_, _, text, name) in texts() {
        let words = text
            .body
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric));
        let words = words.count();
        assert!((90..=180).contains(&words), "{name} has {words} words");
    }
}

#[test]
fn texts_use_the_words_of_the_field() {
    // It is *iteration* and *callback*.
    for (_, lang, text, name) in texts() {
        if lang == Lang::En {
            let mut words = text.markdown.split(|c: char| !c.is_alphabetic());
            let wrong = words.find(|word| ["round", "rounds", "turn", "turns"].contains(word));
            assert_eq!(wrong, None, "{name}");
        }
    }
}

#[test]
fn code_in_texts_is_closed() {
    for (_, _, text, name) in texts() {
        for paragraph in text.markdown.split("\n\n") {
            assert_eq!(paragraph.matches('`').count() % 2, 0, "{name}: {paragraph}");
        }
    }
}

#[test]
fn both_languages_quote_the_same_output() {
    for (lesson, lang, text, name) in texts() {
        let (open, close) = match lang {
            Lang::En => ('“', '”'),
            Lang::Ru => ('«', '»'),
        };
        let after = text
            .body
            .split_once("**Pre")
            .or(text.body.split_once("**Пред"));
        let (_, questions) = after.expect("every text asks for a prediction");
        let quotes = questions
            .split(open)
            .skip(1)
            .filter_map(|rest| rest.split(close).next());
        for quote in quotes {
            // Buttons are quoted too.
            let button = lesson.presses.iter().any(|press| press.label == quote);
            assert!(
                button || lesson.transcript().contains(quote),
                "{name}: {quote}"
            );
        }
    }
}

#[test]
fn programs_fit_beside_the_timeline() {
    for lesson in lessons() {
        let python = lesson.python();
        let lines = python.lines().count();
        assert!(
            (12..=32).contains(&lines),
            "{} has {lines} lines",
            lesson.slug
        );
        for line in python.lines() {
            assert!(line.chars().count() <= 62, "{}: {line}", lesson.slug);
        }
    }
}

#[test]
fn scripted_presses_are_those_with_which_the_transcript_was_recorded() {
    for lesson in lessons() {
        let folder = format!(
            "{}/lessons/{:02}-{}",
            env!("CARGO_MANIFEST_DIR"),
            lesson.number,
            lesson.slug
        );
        let file = std::path::Path::new(&folder).join("presses.txt");
        let recorded = std::fs::read_to_string(file).unwrap_or_default();
        let ours = lesson
            .presses
            .iter()
            .map(|press| format!("{} {}\n", press.at, press.label));
        assert_eq!(ours.collect::<String>(), recorded, "{}", lesson.slug);
        for press in lesson.presses {
            assert!(lesson.python().contains(press.label), "{}", lesson.slug);
        }
    }
}
