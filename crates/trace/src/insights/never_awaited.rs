//! A coroutine function was called and the coroutine object thrown away.

use alloc::{rc::Rc, string::String, vec::Vec};

use coroscope_texts::narrator::insights as text;

use crate::narrator::{Lang, Sentence, Span};
use crate::{Event, EventKind, Model, Place};

use super::{Found, InsightKind};

/// A coroutine object died and its body never ran.
#[derive(Clone, Debug, PartialEq)]
pub struct NeverAwaited {
    /// The coroutine function's name.
    pub name: Rc<str>,
    /// Where it was called.
    pub place: Place,
}

pub(super) fn observe(after: &Model, event: &Event) -> Found {
    let EventKind::CoroutineNeverAwaited { coroutine } = event.kind else {
        return None;
    };
    let coroutine = after.coroutine(coroutine)?;
    let found = NeverAwaited {
        name: Rc::clone(&coroutine.name),
        place: coroutine.place,
    };
    let tasks = Vec::from_iter(coroutine.created_by);
    Some((InsightKind::NeverAwaited(found), tasks))
}

impl NeverAwaited {
    pub(super) fn sentence(&self, lang: Lang) -> Sentence {
        let mut call = String::from(&*self.name);
        call.push_str("()");
        Sentence::filled(
            lang.text(text::ONLY_MAKES_A_COROUTINE_OBJECT),
            &[Span::Code(call)],
        )
    }
}
