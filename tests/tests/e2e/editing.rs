//! Programs of the learner: typed, run, mended, kept, shared.

use coroscope_tests::{Button, Lang, Page, Role, Screen, Site, lessons, visit};
use fantoccini::{Locator, key::Key};
use serde_json::json;

/// What the editor holds.
const TEXT: &str =
    "[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')";

/// What the console shows.
const CONSOLE: &str = "document.querySelector('.console__lines').innerText";

/// Puts a text in place of the program, as pasting it does.
pub(crate) async fn write(page: &Page, text: &str) {
    page.until_true(
        "the editor",
        "document.querySelector('.cm-content') !== null",
    )
    .await;
    let script = "const [text] = arguments; document.querySelector('.cm-content').focus(); \
                  document.execCommand('selectAll'); document.execCommand('insertText', false, text);";
    page.execute(script, vec![json!(text)])
        .await
        .expect("the text is put in");
    // What is typed is told after a moment; a test may not be faster than that.
    let kept = format!(
        "Object.values(localStorage).includes({})",
        json!(text.trim_end_matches('\r'))
    );
    page.until_true("the text is kept", &kept).await;
}

pub(crate) async fn shows(page: &Page, what: &str, words: &str) {
    let expression = format!("({CONSOLE}).includes({})", json!(words));
    page.until_true(what, &expression).await;
}

pub(crate) async fn holds(page: &Page, text: &str) {
    let expression = format!("({TEXT}) === {}", json!(text));
    page.until_true("the program in the editor", &expression)
        .await;
}

pub(crate) async fn says(page: &Page, words: &str) {
    let expression = format!(
        "document.querySelector('.notices').innerText.includes({})",
        json!(words)
    );
    page.until_true(words, &expression).await;
}

/// A new program with this text.
pub(crate) async fn new_program(page: &Page, text: &str) {
    page.open_lesson("sleep", Lang::En).await;
    page.click(Role::Button, "New program").await;
    page.until("a program", |look| look.url.contains("lesson=program.py"))
        .await;
    write(page, text).await;
}

#[test]
fn a_program_is_run_mended_and_run_again() {
    visit(Site::new(), async |page| {
        new_program(&page, "print('first')\nprint('second'\n").await;
        page.press(Button::Run).await;
        let why = "document.querySelector('.cm-why')?.innerText.includes(\"'(' was never closed\")";
        page.until_true("the error at its place", why).await;
        let before = "document.querySelector('.cm-why').previousElementSibling.textContent === \"print('second'\"";
        page.until_true("below its line", before).await;

        write(&page, "print('first')\nprint('second')\n").await;
        page.until_true("no error", "document.querySelector('.cm-why') === null")
            .await;
        page.press(Button::Run).await;
        shows(&page, "both lines", "second").await;
        page.press(Button::StepBack).await;
        page.until("one step less", |look| {
            look.at() > Some(0.0) && look.at() < Some(20.0)
        })
        .await;
    });
}

#[test]
fn an_endless_loop_is_stopped_and_nothing_is_lost() {
    visit(Site::new(), async |page| {
        let text = "print('begun')\nwhile True:\n    pass\n";
        new_program(&page, text).await;
        page.press(Button::Run).await;
        shows(&page, "its first line", "begun").await;
        says(&page, "blocked").await;
        page.press(Button::Stop).await;
        page.until_true(
            "nothing is blocked",
            "!document.querySelector('.notices').innerText.includes('blocked')",
        )
        .await;
        holds(&page, text).await;
        write(&page, "print('after')\n").await;
        page.press(Button::Run).await;
        shows(&page, "the next program", "after").await;
    });
}

#[test]
fn what_a_program_asks_is_answered_on_the_page() {
    visit(Site::new(), async |page| {
        new_program(&page, "name = input('who? ')\nprint('hello', name)\n").await;
        page.press(Button::Run).await;
        let asks = "document.querySelector('#question')?.innerText.includes('who?') \
                    && document.activeElement.matches('#question input')";
        page.until_true("the question", asks).await;
        let client = page.browser().client();
        let field = client
            .find(Locator::Css("#question input"))
            .await
            .expect("there is a field");
        field.send_keys("Ann").await.expect("takes text");
        page.click(Role::Button, "Answer").await;
        shows(&page, "the answer", "Ann").await;
        page.until_true(
            "no question",
            "document.querySelector('#question').innerText === ''",
        )
        .await;
    });
}

#[test]
fn what_was_typed_outlives_reload_and_lesson_change() {
    visit(Site::new(), async |page| {
        let text = "# mine\nprint('kept')";
        page.open_lesson("sleep", Lang::En).await;
        page.click(Role::Button, "Edit a copy").await;
        write(&page, text).await;
        page.browser().client().refresh().await.expect("reloads");
        holds(&page, text).await;
        page.follow_lesson(&lessons()[0]).await;
        page.until_true(
            "no editor",
            "document.querySelector('.cm-content') === null",
        )
        .await;
        page.open_lesson("sleep", Lang::En).await;
        holds(&page, text).await;
    });
}

#[test]
fn reset_gives_the_lessons_program_back_and_can_be_undone() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::Ru).await;
        page.click(Role::Button, "Изменить копию").await;
        page.until_true(
            "the editor",
            "document.querySelector('.cm-content') !== null",
        )
        .await;
        let original = page
            .execute(&format!("return {TEXT}"), Vec::new())
            .await
            .expect("can be read");
        let original = original.as_str().expect("is a text").to_owned();
        write(&page, "print('mine')").await;
        page.click(Role::Button, "Сбросить").await;
        holds(&page, &original).await;
        page.click(Role::Button, "Отменить").await;
        holds(&page, "print('mine')").await;
    });
}

#[test]
fn a_shared_program_opens_with_a_notice_and_does_not_run() {
    visit(Site::new(), async |page| {
        let text = "print('привет')\n# 100 % & more\n";
        new_program(&page, text).await;
        page.click(Role::Button, "Share").await;
        page.until("the link", |look| look.url.contains("code="))
            .await;
        let url = page.look().await.url;
        page.execute("localStorage.clear()", Vec::new())
            .await
            .expect("is forgotten");
        page.visit_url("about:blank").await;
        page.visit_url(&url).await;
        holds(&page, text).await;
        says(&page, "This program came with a link").await;
        page.frames(30).await;
        let look = page.look().await;
        assert_eq!(look.console(), Vec::<&str>::new());
        assert!(look.url.contains("lesson=program.py"), "{}", look.url);
    });
}

#[test]
fn a_damaged_link_says_so() {
    visit(Site::new(), async |page| {
        page.open("index.html#code=%25%25%25~a.py").await;
        says(&page, "damaged").await;
        page.until("a lesson", |look| look.can(Button::Run)).await;
    });
}

#[test]
fn a_link_that_would_be_too_long_offers_the_file() {
    visit(Site::new(), async |page| {
        // Digits of a power have no pattern that could be packed.
        let digits = "(17n ** 9000n).toString()";
        let digits = page
            .execute(&format!("return {digits}"), Vec::new())
            .await
            .expect("can be reckoned");
        let digits = digits.as_str().expect("is a text").to_owned();
        new_program(
            &page,
            &format!(
                "x = '{digits}{digits}'\ny = '{}'",
                digits.chars().rev().collect::<String>()
            ),
        )
        .await;
        page.click(Role::Button, "Share").await;
        says(&page, "many programs cut links over 8,000").await;
        page.find(Role::Button, "Save as a file").await;
        assert!(!page.look().await.url.contains("code="));
    });
}

#[test]
fn own_programs_are_renamed_deleted_and_brought_back() {
    visit(Site::new(), async |page| {
        new_program(&page, "print(1)").await;
        page.click(Role::Button, "More").await;
        page.click(Role::Button, "Rename…").await;
        let client = page.browser().client();
        let field = client
            .find(Locator::Css("dialog input"))
            .await
            .expect("there is a field");
        field.clear().await.expect("can be emptied");
        field.send_keys("bank").await.expect("takes text");
        page.click(Role::Button, "Rename").await;
        page.until("the new name", |look| look.url.contains("lesson=bank.py"))
            .await;
        page.find(Role::Link, "bank.py").await;
        page.click(Role::Button, "More").await;
        page.click(Role::Button, "Delete").await;
        says(&page, "bank.py is deleted").await;
        assert!(page.all(Role::Link, Some("bank.py")).await.is_empty());
        page.click(Role::Button, "Undo").await;
        holds(&page, "print(1)").await;
        page.find(Role::Link, "bank.py").await;
    });
}

#[test]
fn the_editor_is_no_part_of_the_first_download() {
    visit(Site::new(), async |page| {
        let editors = |page: &Page| {
            let requests = page.requests();
            let asked = requests.iter().filter(|it| it.path.contains("editor-"));
            asked.count()
        };
        page.open_lesson("sleep", Lang::En).await;
        page.press(Button::Step).await;
        assert_eq!(editors(&page), 0);
        page.click(Role::Button, "Edit a copy").await;
        page.until_true(
            "the editor",
            "document.querySelector('.cm-content') !== null",
        )
        .await;
        assert_eq!(editors(&page), 1);
    });
}

#[test]
fn without_its_script_the_lesson_still_runs_and_editing_is_tried_again() {
    let site = Site::new()
        .failing("editor-*.js", 404)
        .provoking("Failed to load resource");
    visit(site, async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.click(Role::Button, "Edit a copy").await;
        page.find(Role::Button, "Try again").await;
        page.press(Button::ToTheEnd).await;
        page.until("the end", |look| look.console().len() == 8)
            .await;
    });
}

#[test]
fn the_keyboard_runs_marks_and_leaves() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.click(Role::Button, "Edit a copy").await;
        page.until_true(
            "the focus in the editor",
            "document.activeElement.classList.contains('cm-content')",
        )
        .await;
        // A tab indents; after Escape it goes on to what comes next.
        page.key(char::from(Key::Tab), false).await;
        page.until_true(
            "an indent",
            "document.querySelector('.cm-line').textContent.startsWith('    ')",
        )
        .await;
        page.key(char::from(Key::Escape), false).await;
        page.key(char::from(Key::Tab), false).await;
        page.until_true(
            "the focus elsewhere",
            "!document.activeElement.classList.contains('cm-content')",
        )
        .await;
    });
}

#[test]
fn a_run_stops_at_a_marked_line() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        page.click(Role::Button, "Edit a copy").await;
        let number = "[...document.querySelectorAll('.cm-lineNumbers .cm-gutterElement')]";
        let line = "[...document.querySelectorAll('.cm-line')].findIndex((it) => it.textContent.includes('await asyncio.sleep')) + 1";
        page.until_true("the editor", &format!("({line}) > 0"))
            .await;
        page.execute(
            &format!("{number}.find((it) => it.textContent === String({line})).click()"),
            Vec::new(),
        )
        .await
        .expect("is marked");
        page.until_true("a mark", "document.querySelector('.cm-until') !== null")
            .await;
        page.press(Button::ToTheEnd).await;
        let runs = "document.querySelector('.cm-line.is-running')?.textContent.includes('await asyncio.sleep')";
        page.until_true("the run stands there", runs).await;
        assert!(page.look().await.console().len() < 8);
    });
}

#[test]
fn the_editor_has_no_violation() {
    visit(Site::new(), async |page| {
        for screen in [Screen::PHONE, Screen::DESK] {
            page.browser().resize(screen).await;
            page.open_lesson("shield", Lang::En).await;
            if page.all(Role::Button, Some("Edit a copy")).await.is_empty() {
                page.until_true(
                    "the editor",
                    "document.querySelector('.cm-content') !== null",
                )
                .await;
            } else {
                page.click(Role::Button, "Edit a copy").await;
            }
            write(&page, "import asyncio\n\nx = 1  # a comment\nawait 'no'\n").await;
            page.press(Button::Run).await;
            page.click(Role::Button, "More").await;
            let found = page.violations().await;
            assert!(found.is_empty(), "{}: {found:#?}", screen.width);
        }
    });
}
