//! A browser that lacks what the page needs is told what, and gives the lesson to read.

use coroscope_tests::{Page, Site, visit};
use serde_json::json;

/// Takes something from the browser before any script of the page runs.
async fn without(page: &Page, script: &str) {
    page.browser()
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await;
}

async fn body(page: &Page) -> String {
    let text = page
        .execute("return document.body.innerText", Vec::new())
        .await
        .expect("the page has a body");
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn without_webassembly_the_page_says_so_and_shows_the_lesson() {
    visit(Site::new(), async |page| {
        without(&page, "delete window.WebAssembly").await;
        page.open("index.html#lesson=shield&lang=en").await;
        page.until_true(
            "the program",
            "document.body.innerText.includes('async def slow_request')",
        )
        .await;
        let text = body(&page).await;
        assert!(text.contains("This browser lacks: WebAssembly"), "{text}");
        assert!(
            text.contains("main: still waiting"),
            "the transcript: {text}"
        );
        assert_eq!(page.violations().await, []);
        page.visit_url("about:blank").await;
        page.open("index.html#lesson=shield&lang=ru").await;
        page.until_true(
            "the same in Russian",
            "document.body.innerText.includes('В этом браузере нет')",
        )
        .await;
    });
}

#[test]
fn without_module_workers_the_page_says_so_and_shows_the_lesson() {
    visit(Site::new(), async |page| {
        // Such a browser does not even look at the option.
        without(
            &page,
            "const Given = window.Worker; window.Worker = function (url) { return new Given(url); };",
        )
        .await;
        page.open("index.html#lesson=cancel&lang=en").await;
        page.until_true(
            "what is missing",
            "document.body.innerText.includes('lacks: module workers')",
        )
        .await;
        page.until_true(
            "the program",
            "document.body.innerText.includes('async def main')",
        )
        .await;
    });
}

#[test]
fn a_page_whose_own_wasm_is_missing_shows_the_lesson() {
    let site = Site::new()
        .failing("coroscope-site*_bg.wasm", 404)
        .provoking("Failed to load resource")
        .provoking("Uncaught");
    visit(site, async |page| {
        page.open("index.html#lesson=shield&lang=en").await;
        page.until_true(
            "the program",
            "document.body.innerText.includes('async def slow_request')",
        )
        .await;
        let text = body(&page).await;
        assert!(text.contains("could not be started"), "{text}");
        assert!(text.contains("main: still waiting"), "{text}");
    });
}
