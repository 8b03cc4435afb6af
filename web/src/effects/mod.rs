//! Whatever touches the browser: the worker, files, storage, the address, keys
//! and time. The state asks for it by commands; components only draw.

pub mod bench;
mod browser;
mod document;
mod files;
mod keys;
mod layout;
mod pulse;
mod storage;
mod worker;

use std::cell::RefCell;

use yew::prelude::*;

use crate::state::{Action, Command, EngineStatus};

pub use browser::lowercase;
pub use document::{first_lang, initial_address, page_kind, use_document};
pub use files::lang;
pub use keys::{focus, use_keys};
pub use layout::{current_layout, use_layout};
pub use pulse::use_pulse;
pub use storage::stored;

use worker::Client;

/// The world outside the state, as far as commands reach it.
#[derive(Default)]
pub struct World {
    worker: RefCell<Option<Client>>,
}

impl World {
    /// Does what the state asked for. What comes of it goes to `dispatch`.
    pub fn perform(&self, command: Command, dispatch: &Callback<Action>) {
        match command {
            Command::StartEngine(generation) => {
                // The old worker goes first: it may be busy for ever.
                self.worker.borrow_mut().take();
                match Client::start(generation, dispatch) {
                    Ok(client) => *self.worker.borrow_mut() = Some(client),
                    Err(why) => dispatch.emit(Action::EngineFailed(generation, why)),
                }
            }
            Command::Send(message) => {
                let result = match &*self.worker.borrow() {
                    Some(client) => client
                        .send(&message)
                        .map_err(|why| (client.generation(), why)),
                    None => Ok(()),
                };
                if let Err((generation, why)) = result {
                    dispatch.emit(Action::EngineFailed(generation, why));
                }
            }
            Command::FetchLang(code) => files::fetch_lang(code, dispatch.clone()),
            Command::FetchCatalogue(lang) => files::fetch_catalogue(lang, dispatch.clone()),
            Command::FetchLesson(lang, slug) => files::fetch_lesson(lang, slug, dispatch.clone()),
            Command::Store(key, value) => storage::store(key, &value),
            Command::Idle => bench::when_idle(dispatch.clone()),
            Command::Bench(about, value) => bench::ask(about, &value, dispatch),
        }
    }
}

/// How an engine's state is called in the document, for style sheets and tests.
pub const fn engine_name(status: &EngineStatus) -> &'static str {
    match status {
        EngineStatus::Off => "off",
        EngineStatus::Loading => "loading",
        EngineStatus::Ready => "ready",
        EngineStatus::Failed(_) => "failed",
        EngineStatus::Dead(_) => "dead",
    }
}
