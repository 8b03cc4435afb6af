//! Each future once, however often it was handed in.

use super::cell::FutureCell;
use alloc::{rc::Rc, vec::Vec};

/// Every object once, where it stood first.
pub(crate) fn distinct<T>(items: Vec<T>, cell: impl Fn(&T) -> &Rc<FutureCell>) -> Vec<T> {
    // Nearly always they come as they were made, and that means each once.
    if items.is_sorted_by(|one, next| cell(one).id < cell(next).id) {
        return items;
    }
    let address = |index: &usize| Rc::as_ptr(cell(&items[*index]));
    let mut first: Vec<usize> = (0..items.len()).collect();
    // The addresses only find what is the same; the order comes from the indices.
    first.sort_by_key(address);
    first.dedup_by_key(|index| address(index));
    first.sort_unstable();
    let mut first = first.into_iter().peekable();
    let items = items.into_iter().enumerate();
    items
        .filter_map(|(index, item)| first.next_if_eq(&index).map(|_| item))
        .collect()
}
