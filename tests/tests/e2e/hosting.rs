//! Any static host will do, under any path, and nothing comes from elsewhere.

use coroscope_tests::{Button, Lang, Role, Site, lessons, visit};

const SUB_PATH: &str = "/course/notes/coroscope/";

#[test]
fn under_a_sub_path_everything_is_found_and_nothing_is_asked_outside() {
    visit(Site::under(SUB_PATH), async |page| {
        let lesson = lessons()
            .into_iter()
            .find(|it| it.slug == "sleep")
            .expect("exists");
        // A visit fails for any request that is not answered, and outside of the path none is.
        for file in ["", "index.html", "embed.html"] {
            page.visit_url("about:blank").await;
            page.open(&format!("{file}#lesson=sleep&lang=en")).await;
            page.until("the page", |look| {
                look.can(Button::ToTheEnd) && look.title.contains("sleep")
            })
            .await;
            page.press(Button::ToTheEnd).await;
            page.until("the end", |look| look.printed(&lesson.golden))
                .await;
        }
        page.open("note.html").await;
        page.find(Role::Heading, "Side by side").await;
        let asked = page.requests();
        assert!(
            asked.iter().any(|it| it.path.ends_with("_bg.wasm")),
            "{asked:#?}"
        );
        for request in asked {
            assert!(request.path.starts_with(SUB_PATH), "{request:?}");
        }
    });
}

#[test]
fn all_that_is_loaded_comes_from_the_sites_own_origin() {
    visit(Site::new(), async |page| {
        for file in ["index.html", "embed.html", "note.html"] {
            page.visit_url("about:blank").await;
            page.open(file).await;
            page.until_true(
                "the page to be loaded",
                "document.readyState === 'complete'",
            )
            .await;
            if file != "note.html" {
                page.press(Button::ToTheEnd).await;
                page.until("a run", |look| !look.console().is_empty()).await;
            }
            let script = "return performance.getEntriesByType('resource').map((it) => it.name)";
            let names = page
                .execute(script, Vec::new())
                .await
                .expect("can be asked");
            let names: Vec<String> = serde_json::from_value(names).expect("is a list");
            assert!(!names.is_empty(), "{file} loads something");
            for name in names {
                assert!(name.starts_with(&page.base()), "{file} loads {name}");
            }
        }
    });
}

#[test]
fn no_script_is_inline_and_none_could_be() {
    let site = Site::new().provoking("Content Security Policy");
    visit(site, async |page| {
        for file in ["index.html", "embed.html"] {
            page.open(file).await;
            page.until("the page", |look| look.can(Button::Run)).await;
            let script = "return [...document.scripts].filter((it) => !it.src && !/json/.test(it.type)).length";
            let inline = page
                .execute(script, Vec::new())
                .await
                .expect("can be asked");
            assert_eq!(inline.as_u64(), Some(0), "{file}");
            let script = "const script = document.createElement('script'); \
                script.textContent = 'window.broken = true'; document.head.append(script); \
                return window.broken === true";
            let broken = page
                .execute(script, Vec::new())
                .await
                .expect("can be asked");
            assert_eq!(
                broken.as_bool(),
                Some(false),
                "the policy of {file} lets scripts in"
            );
        }
    });
}

#[test]
fn nothing_can_be_sent_to_another_origin() {
    let site = Site::new().provoking("Content Security Policy");
    visit(site, async |page| {
        page.open_lesson("sleep", Lang::En).await;
        let client = page.browser().client();
        // 127.0.0.2 is this machine too, and another origin; the policy speaks before the network.
        // The refusal and the event arrive in either order, so both are awaited: without the
        // policy there is no event, and the script's time runs out.
        let script = "const done = arguments[0]; \
            const told = new Promise((tell) => document.addEventListener( \
                'securitypolicyviolation', (it) => tell(it.effectiveDirective))); \
            const refused = fetch('http://127.0.0.2/').then(() => 'sent', () => 'refused'); \
            Promise.all([told, refused]).then(done)";
        let seen = client
            .execute_async(script, Vec::new())
            .await
            .expect("can be asked");
        assert_eq!(seen, serde_json::json!(["connect-src", "refused"]));
    });
}

#[test]
fn whose_work_the_site_contains_can_be_read() {
    visit(Site::new(), async |page| {
        page.open_lesson("sleep", Lang::En).await;
        let link = page.find(Role::Link, "Licences").await;
        let file = link.attr("href").await.expect("can be asked");
        page.open(&file.expect("a link leads somewhere")).await;
        page.find(Role::Heading, "Third-party notices").await;
        page.find(Role::Link, "yew").await;
        // The engine is built by itself, and so are its notices.
        page.click(Role::Link, "notices of its own").await;
        page.find(Role::Heading, "Third-party notices of the Python engine")
            .await;
        page.find(Role::Link, "rustpython-pylib").await;
    });
}
