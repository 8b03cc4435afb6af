//! The editor's script: how it is loaded, asked and listened to.
//!
//! It is ten times the size of a pane, so it is no part of the page's first
//! download. See `web/editor/main.js` for the other side.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{
    i18n::Lang,
    state::{Action, Why},
};

use super::browser;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import)]
    fn import(url: &str) -> Promise;

    type Module;
    #[wasm_bindgen(method)]
    fn start(this: &Module, hear: &Function);
    #[wasm_bindgen(method)]
    fn ask(this: &Module, about: &str, value: &str);
    #[wasm_bindgen(method)]
    fn phrase(this: &Module, key: &str, detail: &str, lang: &str) -> String;
}

thread_local! {
    static BENCH: RefCell<Bench> = const { RefCell::new(Bench::Absent) };
}

/// So long after its start the page has nothing else to load, in milliseconds.
const IDLE: u32 = 4000;

/// How the editor is.
enum Bench {
    /// Nobody needed it yet, or it could not be loaded.
    Absent,
    /// It is being loaded; what it was asked meanwhile.
    Loading(Vec<(&'static str, String)>),
    /// It is here.
    Here(Module),
}

/// Asks the editor for something, as soon as it is there.
pub(super) fn ask(about: &'static str, value: &str, on: &Callback<Action>) {
    BENCH.with_borrow_mut(|bench| match bench {
        Bench::Here(module) => module.ask(about, value),
        Bench::Loading(asked) => asked.push((about, value.to_owned())),
        Bench::Absent => {
            *bench = Bench::Loading(vec![(about, value.to_owned())]);
            spawn_local(load(on.clone()));
        }
    });
}

/// Loads the editor in a while, and then what it can fetch ahead, unless the visitor
/// asked to save data.
pub(super) fn when_idle(on: Callback<Action>) {
    let navigator = browser::window().navigator();
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let connection = get(&navigator, "connection").filter(JsValue::is_object);
    let saves = connection.and_then(|it| get(&it, "saveData"));
    if saves.is_none_or(|it| it.is_falsy()) {
        Timeout::new(IDLE, move || ask("idle", "", &on)).forget();
    }
}

async fn load(on: Callback<Action>) {
    let told = match fetch().await {
        Ok(module) => {
            let hear = {
                let on = on.clone();
                Closure::<dyn FnMut(String, String)>::new(move |about: String, value: String| {
                    on.emit(Action::Told(about.into(), value.into()));
                })
            };
            // The editor stays as long as the page does.
            module.start(hear.into_js_value().unchecked_ref());
            let before = BENCH.replace(Bench::Here(module));
            if let Bench::Loading(asked) = before {
                for (about, value) in asked {
                    tell(about, &value);
                }
            }
            Action::Told("ready".into(), "".into())
        }
        Err(why) => {
            BENCH.set(Bench::Absent);
            Action::EditorFailed(why)
        }
    };
    on.emit(told);
}

async fn fetch() -> Result<Module, Why> {
    let url = browser::named("coroscope-editor").ok_or(Why::NoEditor)?;
    let module = JsFuture::from(import(&url)).await;
    let module = module.map_err(|error| Why::Said(browser::reason(&error)))?;
    Ok(module.unchecked_into())
}

fn with(act: impl FnOnce(&Module)) {
    BENCH.with_borrow(|bench| {
        if let Bench::Here(module) = bench {
            act(module);
        }
    });
}

/// Asks an editor that is there for something.
pub fn tell(about: &str, value: &str) {
    with(|module| module.ask(about, value));
}

/// What a message of the editor says; nothing before it is there.
pub fn phrase(key: &str, detail: &str, lang: Lang) -> String {
    let mut said = String::new();
    with(|module| said = module.phrase(key, detail, lang.code().name()));
    said
}
