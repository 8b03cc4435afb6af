//! A list that only grows, cheap to clone.

use alloc::{rc::Rc, vec::Vec};

/// Items in a sealed chunk. A clone that grows copies at most this many items.
const CHUNK: usize = 256;

/// A list that only grows.
///
/// Full chunks are sealed and shared by all clones, so that a page's state,
/// which is cloned for every batch of events, never copies what it already had.
#[derive(Debug)]
pub struct Log<T> {
    sealed: Rc<Vec<Rc<Vec<T>>>>,
    tail: Rc<Vec<T>>,
}

impl<T> Clone for Log<T> {
    fn clone(&self) -> Self {
        Self {
            sealed: Rc::clone(&self.sealed),
            tail: Rc::clone(&self.tail),
        }
    }
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self {
            sealed: Rc::default(),
            tail: Rc::default(),
        }
    }
}

impl<T: PartialEq> PartialEq for Log<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (self.shares(other) || self.iter().eq(other.iter()))
    }
}

impl<T> Log<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.sealed.len() * CHUNK + self.tail.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the two are clones of each other and neither has grown since: an
    /// equality that costs nothing, for a page that asks what to draw again.
    pub fn shares(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sealed, &other.sealed) && Rc::ptr_eq(&self.tail, &other.tail)
    }

    /// The item at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        match self.sealed.get(index / CHUNK) {
            Some(chunk) => chunk.get(index % CHUNK),
            None => self.tail.get(index.checked_sub(self.sealed.len() * CHUNK)?),
        }
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All items in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.range(0, self.len())
    }

    /// The items from index `from` to before index `to`, or to the end.
    pub fn range(&self, from: usize, to: usize) -> impl Iterator<Item = &T> {
        (from..to.min(self.len())).filter_map(|index| self.get(index))
    }

    /// The number of items at the front for which `test` holds, if it holds for
    /// all items up to some index and for none after it.
    pub fn partition_point(&self, mut test: impl FnMut(&T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(&mut test) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl<T: Clone> Log<T> {
    pub(crate) fn push(&mut self, item: T) {
        let tail = Rc::make_mut(&mut self.tail);
        tail.push(item);
        if tail.len() == CHUNK {
            let full = core::mem::take(&mut self.tail);
            Rc::make_mut(&mut self.sealed).push(full);
        }
    }

    /// The item at an index, to be changed; its chunk is copied first if a clone
    /// still holds it.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        let chunk = index / CHUNK;
        if chunk < self.sealed.len() {
            let chunk = Rc::make_mut(&mut self.sealed).get_mut(chunk)?;
            return Rc::make_mut(chunk).get_mut(index % CHUNK);
        }
        Rc::make_mut(&mut self.tail).get_mut(index % CHUNK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_does_not_see_what_comes_later() {
        let mut log = Log::default();
        for item in 0..600_usize {
            log.push(item);
        }
        let before = log.clone();
        assert!(before.shares(&log));
        log.push(600);
        *log.get_mut(10).expect("is there") = 0;
        assert_eq!((before.len(), log.len()), (600, 601));
        assert_eq!((before.get(10), log.get(10)), (Some(&10), Some(&0)));
        assert_eq!((log.last(), before.last()), (Some(&600), Some(&599)));
        assert_eq!(before.get(600), None);
    }

    #[test]
    fn a_partition_point_is_found_across_chunks() {
        let mut log = Log::default();
        for item in 0..1000_usize {
            log.push(item * 2);
        }
        for wanted in [0, 1, 511, 512, 513, 1998, 5000] {
            let expected = (0..1000).filter(|item| item * 2 < wanted).count();
            assert_eq!(log.partition_point(|item| *item < wanted), expected);
        }
        assert_eq!(
            log.range(255, 258).copied().collect::<Vec<_>>(),
            [510, 512, 514]
        );
    }
}
