//! That no text of a learner is lost: when there is no room to keep it, when it runs wild, and as a file.

use crate::editing::{holds, new_program, says, shows, write};
use coroscope_tests::{Button, Page, Role, Site, visit};
use serde_json::json;

/// What the page says of an engine that is lost.
const TRAPPED: &str = "the Python engine failed";

/// Programs of each kind that page and worker together have to survive, and what is printed before they are stopped, or
/// said when they need not be.
const WILD: [(&str, &str); 5] = [
    (
        "print('begun')\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass\n",
        "begun",
    ),
    ("while True: print('flood')\n", "flood"),
    (
        "import asyncio\nasync def main():\n    print('begun')\n    while True: await asyncio.sleep(0)\nasyncio.run(main())\n",
        "begun",
    ),
    ("def f(): f()\nprint('begun')\nf()\n", "RecursionError"),
    (
        "import itertools\nprint('begun')\nlist(itertools.count())\n",
        TRAPPED,
    ),
];

async fn script(page: &Page, script: &str) {
    page.execute(script, Vec::new())
        .await
        .unwrap_or_else(|error| panic!("{script}: {error}"));
}

#[test]
fn after_each_wild_program_the_text_is_there_and_the_next_one_runs() {
    visit(Site::new(), async |page| {
        new_program(&page, "print('first')\n").await;
        for (number, (wild, seen)) in WILD.into_iter().enumerate() {
            write(&page, wild).await;
            page.press(Button::Run).await;
            if seen == TRAPPED {
                says(&page, seen).await;
            } else {
                shows(&page, wild, seen).await;
            }
            // What has ended by now is forgotten by it.
            page.press(Button::Stop).await;
            holds(&page, wild).await;
            let words = format!("alive {number}");
            write(&page, &format!("print('{words}')")).await;
            page.press(Button::ToTheEnd).await;
            shows(&page, &words, &words).await;
        }
    });
}

#[test]
fn when_the_storage_is_full_the_page_says_so_and_what_was_typed_stays() {
    visit(Site::new(), async |page| {
        new_program(&page, "print('small')\n").await;
        // Half as much each time that it does not fit, down to a letter.
        let fill = "let text = 'x'.repeat(1 << 22); let number = 0; \
                    while (text) try { localStorage.setItem(`full-${number++}`, text); } \
                    catch { text = text.slice(text.length >> 1 || 1); }";
        script(&page, fill).await;
        let text = "print('typed when there was no room')";
        let type_it = "document.querySelector('.cm-content').focus(); document.execCommand('selectAll'); \
                       document.execCommand('insertText', false, arguments[0]);";
        page.execute(type_it, vec![json!(text)])
            .await
            .expect("is typed");
        says(&page, "its storage is full").await;
        page.press(Button::Run).await;
        shows(&page, "it runs", "typed when there was no room").await;
        holds(&page, text).await;
    });
}

#[test]
fn a_program_is_saved_as_a_file_and_opened_from_one() {
    visit(Site::new(), async |page| {
        new_program(&page, "print('to be saved')").await;
        // What the browser would put on the disk, and what the learner would choose there.
        let hands = "window.saved = []; \
            const make = URL.createObjectURL; \
            URL.createObjectURL = (blob) => { if (blob.type === 'text/x-python') blob.text().then((text) => saved.push(text)); return make(blob); }; \
            HTMLAnchorElement.prototype.click = function () { saved.push(this.download); }; \
            HTMLInputElement.prototype.click = function () { \
              const chosen = new DataTransfer(); \
              chosen.items.add(new File(['print(\\'opened\\')\\r\\n'], 'chosen.py')); \
              this.files = chosen.files; this.dispatchEvent(new Event('change')); };";
        script(&page, hands).await;
        page.click(Role::Button, "More").await;
        page.click(Role::Button, "Save as a file").await;
        let saved = "saved.includes('program.py') && saved.includes(\"print('to be saved')\")";
        page.until_true("the file", saved).await;
        page.click(Role::Button, "More").await;
        page.click(Role::Button, "Open a file…").await;
        page.until("its name", |look| look.url.contains("lesson=chosen.py"))
            .await;
        holds(&page, "print('opened')\n").await;
        page.press(Button::Run).await;
        shows(&page, "what it prints", "opened").await;
    });
}
