//! The page as a person meets it: buttons, a slider, a console, a sentence. Everything is found
//! by role and accessible name, never by how the page is built.

mod act;
mod look;
mod names;
mod state;

pub use look::{Line, Look, Timed};
pub use names::{Button, Lang, Name, Role};
pub use state::Memory;

use crate::{
    browser::Browser,
    server::{Request, Server},
};
use std::{cell::Cell, rc::Rc};

/// A browser's tab with the page in it. Clones are the same tab.
#[derive(Clone, Debug)]
pub struct Page {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    browser: Browser,
    server: Server,
    lang: Cell<Lang>,
}

impl Page {
    pub(crate) fn new(browser: Browser, server: Server) -> Self {
        Self {
            inner: Rc::new(Inner {
                browser,
                server,
                lang: Cell::new(Lang::En),
            }),
        }
    }

    /// The browser.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.inner.browser
    }

    /// In which language the page is expected to be, and things are looked for.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.inner.lang.get()
    }

    /// Expects the page to be in another language from now on.
    pub fn expect_lang(&self, lang: Lang) {
        self.inner.lang.set(lang);
    }

    /// The address of the site's folder, with a slash at its end.
    #[must_use]
    pub fn base(&self) -> String {
        self.inner.server.base()
    }

    /// The site's origin, without a slash at its end.
    #[must_use]
    pub fn origin(&self) -> String {
        self.inner.server.origin()
    }

    /// What was asked of the server so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.inner.server.requests()
    }

    pub(crate) fn server(&self) -> &Server {
        &self.inner.server
    }
}
