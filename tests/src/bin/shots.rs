//! Pictures of the built page, for people to look at: `cargo run -p coroscope-tests --bin shots`.
//!
//! ```text
//! shots [--lesson SLUG[@STEP]]… [--page NAME] [--lang en|ru] [--theme light|dark] [--width N] [--to FOLDER]
//! ```
//! Whatever is not named is taken in all its values; a lesson without a step is shown at its
//! middle. They go to `target/shots`, which git ignores.

use coroscope_tests::{Button, Lang, Page, Screen, Site, root, visit};
use fantoccini::key::Key;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "shots [--lesson SLUG[@STEP]]… [--page index|embed|note] [--lang en|ru] \
    [--theme light|dark] [--width N] [--to FOLDER]";

/// What to take pictures of.
#[derive(Clone)]
struct Wishes {
    lessons: Vec<Moment>,
    pages: Vec<String>,
    langs: Vec<Lang>,
    themes: Vec<String>,
    screens: Vec<Screen>,
    folder: PathBuf,
}

/// A lesson at a step; none is the middle.
#[derive(Clone)]
struct Moment {
    slug: String,
    step: Option<u32>,
}

fn main() -> ExitCode {
    let wishes = match wishes(env::args().skip(1)) {
        Ok(wishes) => wishes,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    visit(Site::new(), async move |page| {
        take_all(&page, &wishes).await;
    });
    ExitCode::SUCCESS
}

fn wishes(arguments: impl Iterator<Item = String>) -> Result<Wishes, String> {
    let mut wishes = Wishes {
        lessons: Vec::new(),
        pages: Vec::new(),
        langs: Vec::new(),
        themes: Vec::new(),
        screens: Vec::new(),
        folder: root().join("target/shots"),
    };
    let mut arguments = arguments.peekable();
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        match (name.as_str(), value.as_str()) {
            ("--lesson", _) => wishes.lessons.push(moment(&value)?),
            ("--page", "index" | "embed" | "note") => wishes.pages.push(value),
            ("--lang", "en") => wishes.langs.push(Lang::En),
            ("--lang", "ru") => wishes.langs.push(Lang::Ru),
            ("--theme", "light" | "dark") => wishes.themes.push(value),
            ("--width", _) => wishes.screens.push(screen(&value)?),
            ("--to", _) => wishes.folder = PathBuf::from(value),
            _ => return Err(format!("`{name} {value}` is not understood")),
        }
    }
    default(&mut wishes.lessons, [moment("shield")?]);
    default(&mut wishes.pages, ["index".to_owned()]);
    default(&mut wishes.langs, Lang::ALL);
    default(&mut wishes.themes, ["light", "dark"].map(str::to_owned));
    default(
        &mut wishes.screens,
        [Screen::PHONE, Screen::LAPTOP, Screen::DESK, Screen::WIDE],
    );
    Ok(wishes)
}

/// What was not named is taken in all its values.
fn default<T>(list: &mut Vec<T>, all: impl IntoIterator<Item = T>) {
    if list.is_empty() {
        list.extend(all);
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    let (slug, step) = match text.split_once('@') {
        Some((slug, step)) => {
            let step = step
                .parse()
                .map_err(|_| format!("{step} is no number of a step"))?;
            (slug, Some(step))
        }
        None => (text, None),
    };
    Ok(Moment {
        slug: slug.to_owned(),
        step,
    })
}

fn screen(width: &str) -> Result<Screen, String> {
    let width = width
        .parse()
        .map_err(|_| format!("{width} is no width in pixels"))?;
    let known = [Screen::PHONE, Screen::LAPTOP, Screen::DESK, Screen::WIDE];
    let known = known.into_iter().find(|screen| screen.width == width);
    Ok(known.unwrap_or(Screen::new(width, 900)))
}

async fn take_all(page: &Page, wishes: &Wishes) {
    fs::create_dir_all(&wishes.folder).expect("the folder can be made");
    for name in &wishes.pages {
        for moment in &wishes.lessons {
            for lang in &wishes.langs {
                for theme in &wishes.themes {
                    for screen in &wishes.screens {
                        page.browser().resize(*screen).await;
                        open(page, name, moment, *lang, theme).await;
                        let file = format!(
                            "{name}-{}-{}-{theme}-{}.png",
                            moment.slug,
                            lang.code(),
                            screen.width
                        );
                        take(page, &wishes.folder.join(file)).await;
                    }
                }
            }
        }
    }
}

async fn open(page: &Page, name: &str, moment: &Moment, lang: Lang, theme: &str) {
    page.expect_lang(lang);
    page.visit_url("about:blank").await;
    let (slug, code) = (&moment.slug, lang.code());
    page.open(&format!(
        "{name}.html?theme={theme}#lesson={slug}&lang={code}"
    ))
    .await;
    if name == "note" {
        page.enter_frame(0).await;
        page.until("the first frame", |look| look.can(Button::ToTheEnd))
            .await;
        page.leave_frame().await;
        return;
    }
    page.until("the page", |look| {
        look.can(Button::ToTheEnd) && look.title.ends_with("· Coroscope")
    })
    .await;
    // By key: the pointer would stay on the button, and the picture would show it hovered.
    page.key(Key::End.into(), false).await;
    let end = page
        .until("the end", |look| {
            look.at() > Some(1.0) && look.shows(Button::Run)
        })
        .await
        .at()
        .unwrap_or(0.0);
    let step = moment.step.map_or((end / 2.0).floor(), f64::from);
    page.drag_to(step).await;
    page.until("the step", |look| look.at() == Some(step)).await;
    // What glides to its place needs a moment to get there.
    page.frames(40).await;
}

async fn take(page: &Page, path: &Path) {
    let picture = page.browser().client().screenshot().await;
    let picture = picture.expect("a picture can be taken");
    fs::write(path, picture).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    println!("{}", path.display());
}
