//! Looking into a [`Cell`] whose content is no `Copy`.

use core::cell::Cell;

/// Takes out what the cell holds, looks at it, and puts it back. A `RefCell` would
/// cost a word in every future; nothing that `look` does may come back to the cell.
pub(crate) fn peek<T: Default, R>(cell: &Cell<T>, look: impl FnOnce(&T) -> R) -> R {
    let content = cell.take();
    let seen = look(&content);
    cell.set(content);
    seen
}
