//! The hook, run over a small folder as Trunk would stage it.

use super::*;
use crate::html::tags;

const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Coroscope</title>
<link rel="modulepreload" href="./coroscope-site-1.js" integrity="sha384-x">
</head><body><noscript>text</noscript>
<script type="module">
import init from './coroscope-site-1.js';
</script>
<script type="application/json">{"a": 1}</script>
<script src="./boot-1.js"></script>
<script>"use strict"; const a = '{{__TRUNK_ADDRESS__}}', b = '{{__TRUNK_WS_BASE__}}';</script>
</body></html>"#;

/// The same page without Trunk's reload script: what `dist` has.
fn released() -> String {
    PAGE.lines()
        .filter(|line| !line.contains("__TRUNK"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("coroscope-hook-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the temporary folder can be made");
        Self(path)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("can write");
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .expect("can list")
            .map(|entry| {
                entry
                    .expect("can list")
                    .file_name()
                    .into_string()
                    .expect("is text")
            })
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn staged(name: &str, page: &str) -> Folder {
    let folder = Folder::new(name);
    folder.put("index.html", page);
    folder.put("coroscope-site-1.js", "export default init;");
    folder.put("coroscope-site-1_bg.wasm", "wasm");
    folder.put("coroscope-pilot.js", "export default init;");
    folder.put("coroscope-pilot_bg.wasm", "pilot");
    folder.put("texts.en.txt", "one\n");
    folder.put("texts.ru.txt", "один\n");
    folder
}

#[test]
fn a_release_has_no_inline_script_and_a_strict_policy() {
    let folder = staged("release", &released());
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    let page = folder.get("index.html");
    for tag in tags(&page).iter().filter(|tag| tag.name == "script") {
        let is_data = tag.get("type") == Some("application/json");
        assert!(
            is_data || tag.get("src").is_some_and(|src| src.starts_with("./")),
            "{tag:?}"
        );
    }
    let csp = tags(&page)
        .into_iter()
        .find(|tag| tag.get("http-equiv").is_some())
        .expect("has a policy");
    let policy = csp.get("content").expect("has content");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert!(!policy.contains("ws:"));
    // Nothing that a policy governs may come before it.
    let names: Vec<String> = tags(&page)
        .into_iter()
        .take(4)
        .map(|tag| tag.name)
        .collect();
    assert_eq!(names, ["html", "head", "meta", "meta"]);
    assert!(page.contains("integrity=\"sha384-x\""));
    assert!(page.contains("<noscript>text</noscript>"));
}

#[test]
fn the_start_script_becomes_a_module_beside_the_page() {
    let (page, scripts) = scripts::move_out(PAGE).expect("moves");
    assert_eq!(scripts[0].text, "import init from './coroscope-site-1.js';");
    assert!(!scripts[0].reloads);
    assert!(page.contains(&format!(
        "<script type=\"module\" src=\"./{}\"></script>",
        scripts[0].name
    )));
}

#[test]
fn the_reload_script_finds_its_server_from_a_file() {
    let folder = staged("serve", PAGE);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    let reload = folder
        .names()
        .into_iter()
        .find(|name| name.starts_with("reload-"))
        .expect("was moved");
    assert_eq!(
        folder.get(&reload),
        "\"use strict\"; const a = location.host, b = '/';"
    );
    assert!(
        folder
            .get("index.html")
            .contains("connect-src 'self' ws: wss:;")
    );
}

#[test]
fn the_worker_starts_the_pages_own_program() {
    let folder = staged("worker", PAGE);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    let loader = folder
        .names()
        .into_iter()
        .find(|name| name.ends_with("_loader.js"))
        .expect("has a loader");
    let text = folder.get(&loader);
    assert!(text.starts_with("import init from './coroscope-site-1.js';\n"));
    assert!(text.contains("new URL('./coroscope-site-1_bg.wasm', import.meta.url)"));
    let position = |part| text.find(part).expect("the loader has it");
    assert!(position("addEventListener('message', keep)") < position("await init("));
    let meta = format!("<meta name=\"coroscope-worker\" content=\"./{loader}\">");
    assert!(folder.get("index.html").contains(&meta));
    assert!(folder.get("embed.html").contains(&meta));
}

#[test]
fn each_language_is_a_file_that_the_page_is_told_of() {
    let folder = staged("texts", PAGE);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    for page in ["index.html", "embed.html"] {
        let page = folder.get(page);
        let texts = tags(&page)
            .into_iter()
            .find(|tag| tag.get("name") == Some("coroscope-texts"))
            .expect("is told");
        let base = texts.get("content").expect("has content");
        assert_eq!(folder.get(&format!("{base}.en.txt")), "one\n");
        assert_eq!(folder.get(&format!("{base}.ru.txt")), "один\n");
    }
}

#[test]
fn the_pilot_of_python_runs_waits_until_it_is_asked_for() {
    let folder = staged("pilot", PAGE);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    let names = folder.names();
    let hashed = |ending: &str| {
        let name = names.iter().find(|name| {
            name.strip_prefix("coroscope-pilot-")
                .is_some_and(|rest| rest.ends_with(ending))
        });
        name.unwrap_or_else(|| panic!("no pilot's {ending} in {names:?}"))
    };
    let loader = names.iter().find(|name| name.ends_with("_loader.js"));
    let text = folder.get(loader.expect("has a loader"));
    assert!(text.contains(&format!("await import('./{}')", hashed(".js"))));
    assert!(text.contains(&format!("new URL('./{}'", hashed("_bg.wasm"))));
    assert!(!folder.get("index.html").contains("coroscope-pilot"));
}

#[test]
fn a_worker_that_could_not_start_is_an_error() {
    let folder = staged("broken", PAGE);
    fs::remove_file(folder.0.join("coroscope-site-1_bg.wasm")).expect("can remove");
    let error = finish(&folder.0, Path::new("/nowhere"), "").expect_err("cannot be finished");
    assert!(error.to_string().contains("_bg.wasm"), "{error}");
    let error = worker::add("<head></head>", &folder.0).expect_err("has no program");
    assert!(error.to_string().contains("preloads no module"), "{error}");
}

#[test]
fn style_sheets_become_one_in_their_order() {
    let page = "<head><meta charset=utf-8><title>t</title>\n<link rel=stylesheet href=./b-1.css>\n  \
        <link rel=\"stylesheet\" href=\"./a-2.css\">\n<link rel=stylesheet media=print href=./p.css><i>";
    let folder = Folder::new("sheets");
    for (name, text) in [("b-1.css", "b{}"), ("a-2.css", "a{}"), ("p.css", "p{}")] {
        folder.put(name, text);
    }
    let joined = sheets::join(page, &folder.0).expect("joins");
    let [print, styles] = &folder.names()[..] else {
        panic!("two are left: {:?}", folder.names())
    };
    assert_eq!(
        (print.as_str(), folder.get(styles).as_str()),
        ("p.css", "b{}\na{}\n")
    );
    assert_eq!(
        joined,
        format!(
            "<head><meta charset=utf-8><title>t</title>\n<link rel=\"stylesheet\" href=\"./{styles}\">\n\
             <link rel=stylesheet media=print href=./p.css><i>"
        )
    );
    folder.put("b-1.css", "@import 'x.css';");
    assert!(sheets::join(page, &folder.0).is_err());
}

#[test]
fn the_embedded_page_is_marked_and_titled() {
    let folder = staged("embed", PAGE);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    let embed = folder.get("embed.html");
    assert!(embed.contains("<html data-page=\"embed\" lang=\"en\">"));
    assert!(embed.contains("<title>Coroscope, embedded</title>"));
    assert!(!folder.get("index.html").contains("data-page"));
}

#[test]
fn the_course_note_is_copied_when_there_is_one() {
    let source = Folder::new("note-source");
    source.put("note.html", "<p>note");
    let folder = staged("note", PAGE);
    finish(&folder.0, &source.0, "").expect("finishes");
    assert_eq!(folder.get("note.html"), "<p>note");
    assert!(!folder.names().contains(&"note.css".to_owned()));
}

#[test]
fn minified_pages_are_understood() {
    let page = "<!doctypehtml><html lang=en><meta charset=utf-8><title>C</title><link rel=modulepreload href=./coroscope-site-1.js><script type=module>go()</script>";
    let folder = staged("minified", page);
    finish(&folder.0, Path::new("/nowhere"), "").expect("finishes");
    assert!(
        folder
            .get("index.html")
            .contains("<meta charset=utf-8><meta http-equiv=")
    );
    assert!(
        folder
            .get("embed.html")
            .starts_with("<!doctypehtml><html data-page=\"embed\" lang=en>")
    );
}

#[test]
fn what_the_policy_would_silently_block_is_refused() {
    for page in ["<style>p{}</style>", "<p onclick=go()>"] {
        let error = scripts::move_out(page).err().expect("is refused");
        assert!(
            error.to_string().contains("content security policy"),
            "{error}"
        );
    }
}

#[test]
fn fingerprints_follow_the_content() {
    assert_eq!(fingerprint([b"".as_slice()]), "cbf29ce484222325");
    assert_eq!(fingerprint([b"a".as_slice()]), "af63dc4c8601ec8c");
    assert_ne!(
        fingerprint([b"ab".as_slice()]),
        fingerprint([b"ba".as_slice()])
    );
}
