//! The static files of the site that are made of what the project says: the lessons, and each
//! language of the page.
//!
//! Written here, where Markdown and JSON cost nothing, so that neither the page
//! nor the worker has to carry texts.

use std::{fs, io, path::Path};

use coroscope_lessons::{Lang, Lesson, lessons};
use coroscope_protocol::content::{
    Catalogue, LessonContent, LessonEntry, catalogue_path, lesson_path,
};
use pulldown_cmark::{Options, Parser, html};
use serde::Serialize;

/// The list of lessons in a language.
pub(crate) fn catalogue(lang: Lang) -> Catalogue {
    let entry = |lesson| entry(lesson, lang, lesson.text(lang).name);
    Catalogue {
        lang: lang.code().into(),
        lessons: lessons().iter().map(entry).collect(),
    }
}

/// Writes all files below `folder`, which is made if need be.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    for lang in Lang::ALL {
        save(folder, &catalogue_path(lang.code()), &catalogue(lang))?;
        for lesson in lessons() {
            let path = lesson_path(lesson.slug, lang.code());
            save(folder, &path, &content(lesson, lang))?;
        }
    }
    for lang in coroscope_trace::Lang::ALL {
        put(
            folder,
            &format!("texts.{}.txt", lang.code().name()),
            lang.write(),
        )?;
    }
    Ok(())
}

fn entry(lesson: &Lesson, lang: Lang, title: &str) -> LessonEntry {
    LessonEntry {
        slug: lesson.slug.into(),
        number: lesson.number,
        group: lesson.group.title(lang).into(),
        title: title.into(),
        summary: lesson.text(lang).summary.into(),
    }
}

fn content(lesson: &Lesson, lang: Lang) -> LessonContent {
    let text = lesson.text(lang);
    LessonContent {
        entry: entry(lesson, lang, text.title),
        html: render(text.body),
        python: lesson.python().into(),
        rust: lesson.rust(),
        transcript: lesson.transcript().into(),
    }
}

fn render(markdown: &str) -> String {
    let mut text = String::new();
    html::push_html(&mut text, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    // A block of text that is wider than its column scrolls, so the keyboard has to reach it.
    text.replace("<pre>", "<pre tabindex=\"0\">")
}

fn save(folder: &Path, path: &str, content: &impl Serialize) -> io::Result<()> {
    put(folder, path, serde_json::to_vec(content)?)
}

fn put(folder: &Path, path: &str, content: impl AsRef<[u8]>) -> io::Result<()> {
    let path = folder.join(path);
    let told = |error: io::Error| {
        io::Error::new(
            error.kind(),
            format!("cannot write {}: {error}", path.display()),
        )
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(told)?;
    }
    fs::write(&path, content).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_is_complete_in_every_language() {
        for lang in Lang::ALL {
            let catalogue = catalogue(lang);
            assert_eq!(catalogue.lessons.len(), lessons().len());
            for (entry, lesson) in catalogue.lessons.iter().zip(lessons()) {
                let content = content(lesson, lang);
                for text in [
                    &entry.title,
                    &entry.group,
                    &entry.summary,
                    &content.entry.title,
                    &content.html,
                    &content.python,
                    &content.rust,
                    &content.transcript,
                ] {
                    assert!(!text.is_empty(), "{} in {}", lesson.slug, lang.code());
                }
                assert!(
                    !content.html.contains("<h1"),
                    "{}: the heading stands apart",
                    lesson.slug
                );
            }
        }
    }
}
