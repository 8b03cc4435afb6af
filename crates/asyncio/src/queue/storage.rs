//! In what order items come out of a queue.

use super::heap::Heap;
use alloc::{collections::VecDeque, vec::Vec};

/// What a queue keeps its items in: `_put` and `_get` of CPython's classes.
///
/// Items are counted by the queue. It counts one in before `put` is called and
/// one out before `get` is, so `put` takes the item in before it compares any,
/// and `get` has it out before: a comparison that panics leaves the count right.
pub(super) trait Storage<T> {
    /// Takes an item in.
    fn put(&mut self, item: T);

    /// Gives the item whose turn it is; `None` when there is none.
    fn get(&mut self) -> Option<T>;

    /// The items in the order in which they are stored.
    fn list(&self) -> Vec<&T>;
}

/// First in, first out.
pub(super) struct Fifo<T>(pub(super) VecDeque<T>);

impl<T> Storage<T> for Fifo<T> {
    fn put(&mut self, item: T) {
        self.0.push_back(item);
    }

    fn get(&mut self) -> Option<T> {
        self.0.pop_front()
    }

    fn list(&self) -> Vec<&T> {
        self.0.iter().collect()
    }
}

/// Last in, first out.
pub(super) struct Stack<T>(pub(super) Vec<T>);

impl<T> Storage<T> for Stack<T> {
    fn put(&mut self, item: T) {
        self.0.push(item);
    }

    fn get(&mut self) -> Option<T> {
        self.0.pop()
    }

    fn list(&self) -> Vec<&T> {
        self.0.iter().collect()
    }
}

impl<T: PartialOrd> Storage<T> for Heap<T> {
    fn put(&mut self, item: T) {
        self.push(item);
    }

    fn get(&mut self) -> Option<T> {
        self.pop()
    }

    fn list(&self) -> Vec<&T> {
        self.items().iter().collect()
    }
}
