//! That the tests can fail: whatever is wrong with a page is seen by its visit.

use coroscope_tests::{Page, Role, Site, examine, visit};

/// What a visit to a page with this in its body has to say against it.
fn verdict(body: &str) -> String {
    let html =
        format!("<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>{body}");
    let site = Site::new().with_page("trial.html", &html);
    let wrong = examine(site, async |page: Page| {
        page.open("trial.html").await;
        page.until_true(
            "the page to be loaded",
            "document.readyState === 'complete'",
        )
        .await;
    });
    wrong.join("\n")
}

#[test]
fn a_page_without_fault_passes() {
    assert_eq!(verdict("<p>Good"), "");
}

#[test]
fn whatever_is_wrong_fails_the_visit() {
    let policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">";
    for (body, words) in [
        ("<script>console.error('oh')</script>", "oh"),
        ("<script>null.x</script>", "Uncaught TypeError"),
        (
            "<script>Promise.reject(new Error('no'))</script>",
            "Uncaught Error: no",
        ),
        (
            "<img src=missing.png alt=x>",
            "answered with 404: /missing.png",
        ),
        ("<img src=http://example.org/x.png alt=x>", "example.org"),
        (
            &format!("{policy}<script>1</script>"),
            "Content Security Policy",
        ),
    ] {
        let verdict = verdict(body);
        assert!(verdict.contains(words), "{body}: {verdict:?}");
    }
}

#[test]
fn axe_finds_faults_where_there_are_some() {
    let html = "<!doctype html><title>x</title><link rel=icon href=data:,><img src=data:,><button></button>";
    visit(Site::new().with_page("trial.html", html), async |page| {
        page.open("trial.html").await;
        let found = page.violations().await;
        for rule in ["html-has-lang", "image-alt", "button-name"] {
            assert!(found.iter().any(|it| it.id == rule), "{rule} in {found:#?}");
        }
    });
}

#[test]
fn things_are_found_under_the_names_that_chromium_gives_them() {
    let html = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>\
        <h2 id=h>Tasks <small aria-hidden=true>3</small></h2><table aria-labelledby=h><tr><td>x</table>\
        <button aria-label=Run><svg></svg></button><button>Step <b>back</b></button>\
        <button hidden>Stop</button><div aria-hidden=true><button tabindex=-1>Stop</button></div>\
        <label>Position <input type=range></label><div role=log aria-label=Console></div>\
        <nav aria-label=Lessons></nav><output aria-label=Narrator></output>\
        <label for=s>Speed</label><select id=s><option>1</select>";
    visit(Site::new().with_page("trial.html", html), async |page| {
        page.open("trial.html").await;
        for (role, name) in [
            (Role::Button, "Run"),
            (Role::Button, "Step back"),
            (Role::Slider, "Position"),
            (Role::Log, "Console"),
            (Role::Navigation, "Lessons"),
            (Role::Status, "Narrator"),
            (Role::Combobox, "Speed"),
        ] {
            let element = page.find(role, name).await;
            let (computed, label) = page.computed(&element).await;
            assert_eq!(
                (computed.to_lowercase().as_str(), label.as_str()),
                (role.name(), name)
            );
        }
        assert!(page.all(Role::Button, Some("Stop")).await.is_empty());
    });
}
