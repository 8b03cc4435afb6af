//! Finding in the learner's program, and going to a line of it.

use crate::editing::new_program;
use coroscope_tests::{Page, Site, visit};
use fantoccini::{Locator, key::Key};

/// Presses a key in the editor while others are held.
async fn held(page: &Page, held: &[Key], key: char) {
    let keys: String = held.iter().copied().map(char::from).chain([key]).collect();
    let editor = Locator::Css(".cm-content");
    let editor = page.browser().client().find(editor).await;
    let editor = editor.expect("the editor is there");
    editor.send_keys(&keys).await.expect("takes keys");
}

#[test]
fn all_that_is_found_is_selected_at_once_and_a_line_is_gone_to() {
    visit(Site::new(), async |page| {
        new_program(&page, "tick = 1\nwait = 2\ntick = 3\n").await;
        held(&page, &[Key::Control], 'f').await;
        let client = page.browser().client().clone();
        let field = Locator::Css(".cm-search [name=search]");
        let field = client.wait().for_element(field).await.expect("opens");
        field.send_keys("tick").await.expect("takes keys");
        let all = client.find(Locator::Css(".cm-search [name=select]")).await;
        all.expect("is there").click().await.expect("is pressed");
        let selected = "document.querySelectorAll('.cm-selectionBackground').length === 2";
        page.until_true("both are selected", selected).await;

        held(&page, &[Key::Control, Key::Alt], 'g').await;
        let field = Locator::Css(".cm-goto-line input");
        let field = client.wait().for_element(field).await.expect("opens");
        let form = "getComputedStyle(document.querySelector('.cm-goto-line form')).display";
        page.until_true("it is laid out", &format!("{form} === 'flex'"))
            .await;
        field.clear().await.expect("is emptied");
        let line = format!("2{}", char::from(Key::Enter));
        field.send_keys(&line).await.expect("takes keys");
        let there = "document.querySelector('.cm-activeLine').textContent === 'wait = 2'";
        page.until_true("the line", there).await;
    });
}
