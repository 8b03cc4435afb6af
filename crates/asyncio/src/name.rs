//! Names of coroutines, tasks and callbacks.

use alloc::{rc::Rc, string::String};
use core::{fmt, ops::Deref};

/// A name as a trace shows it. One that is written in the program costs nothing;
/// one that is made at run time is shared.
///
/// ```
/// use asyncio::Name;
/// assert_eq!(&*Name::from("worker"), "worker");
/// assert_eq!(&*Name::from(format!("worker-{}", 3)), "worker-3");
/// ```
#[derive(Clone)]
pub struct Name(Text);

#[derive(Clone)]
enum Text {
    Literal(&'static str),
    // A thin pointer finds room beside the other: every coroutine has a name.
    Shared(Rc<Rc<str>>),
}

impl Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Text::Literal(text) => text,
            Text::Shared(text) => text,
        }
    }
}

impl From<&'static str> for Name {
    fn from(text: &'static str) -> Self {
        Self(Text::Literal(text))
    }
}

impl From<Rc<str>> for Name {
    fn from(text: Rc<str>) -> Self {
        Self(Text::Shared(Rc::new(text)))
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Rc::<str>::from(text).into()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
