//! Each future once, however often it was handed in.

use super::cell::FutureCell;
use alloc::{rc::Rc, vec::Vec};

/// Every object once, where it stood first.
pub(crate) fn distinct<T>(items: Vec<T>, cell: impl Fn(&T) -> &Rc<FutureCell>) -> Vec<T> {
    let mut items = items;
    items.retain(|item| !cell(item).marked.replace(true));
    for item in &items {
        cell(item).marked.set(false);
    }
    items
}
