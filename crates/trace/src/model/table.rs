//! A table of records by sequential number, cheap to clone.

use alloc::{rc::Rc, vec::Vec};

/// Records in one chunk. A clone of the table copies one pointer a chunk; the
/// first change to a chunk afterwards copies this many pointers.
const CHUNK: usize = 128;

/// How far beyond its end a table may be extended at once. Numbers are
/// sequential, so a larger gap can only come from a damaged trace, which must
/// not be able to ask for gigabytes.
const GAP: usize = 4096;

/// Records by sequential number.
///
/// Cloning copies pointers, not records, and a changed record is copied only if
/// another clone still holds it; so a snapshot of a model costs a few words a
/// chunk. Order is always the order of the numbers.
#[derive(Debug)]
pub struct Table<T> {
    chunks: Vec<Rc<Vec<Option<Rc<T>>>>>,
    slots: usize,
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self {
            chunks: self.chunks.clone(),
            slots: self.slots,
        }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            slots: 0,
        }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.slots == other.slots
            && self
                .chunks
                .iter()
                .zip(&other.chunks)
                .all(|(a, b)| Rc::ptr_eq(a, b) || a == b)
    }
}

impl<T> Table<T> {
    /// The record with this number, if there is one.
    pub fn get(&self, number: u32) -> Option<&Rc<T>> {
        let number = number as usize;
        self.chunks
            .get(number / CHUNK)?
            .get(number % CHUNK)?
            .as_ref()
    }

    /// One more than the largest number in use: how many records there are,
    /// unless the trace skipped a number.
    pub fn len(&self) -> usize {
        self.slots
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.slots == 0
    }

    /// How many words a clone copies.
    pub(crate) fn weight(&self) -> usize {
        self.chunks.len()
    }

    /// All records in the order of their numbers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Rc<T>> {
        self.chunks.iter().flat_map(|chunk| chunk.iter().flatten())
    }

    /// Puts a record at its number; a number far out of sequence is ignored.
    pub(crate) fn insert(&mut self, number: u32, record: T) {
        let number = number as usize;
        if number > self.slots + GAP {
            return;
        }
        while self.slots <= number {
            if self.slots.is_multiple_of(CHUNK) {
                self.chunks.push(Rc::new(Vec::with_capacity(CHUNK)));
            }
            if let Some(chunk) = self.chunks.last_mut() {
                Rc::make_mut(chunk).push(None);
            }
            self.slots += 1;
        }
        if let Some(chunk) = self.chunks.get_mut(number / CHUNK) {
            Rc::make_mut(chunk)[number % CHUNK] = Some(Rc::new(record));
        }
    }
}

impl<T> Table<T> {
    /// Takes the record with this number out, if there is one.
    pub(crate) fn remove(&mut self, number: u32) -> Option<Rc<T>> {
        let at = number as usize;
        self.get(number)?;
        Rc::make_mut(self.chunks.get_mut(at / CHUNK)?)[at % CHUNK].take()
    }
}

impl<T: Clone> Table<T> {
    /// The record with this number, to be changed; copied first if a clone of
    /// the table still holds it.
    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let number = number as usize;
        let chunk = Rc::make_mut(self.chunks.get_mut(number / CHUNK)?);
        chunk.get_mut(number % CHUNK)?.as_mut().map(Rc::make_mut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_keeps_what_it_had() {
        let mut table = Table::default();
        for number in 0..200 {
            table.insert(number, number);
        }
        let before = table.clone();
        *table.get_mut(150).expect("was inserted") = 0;
        assert_eq!(before.get(150).map(|record| **record), Some(150));
        assert_eq!(table.get(150).map(|record| **record), Some(0));
        assert!(Rc::ptr_eq(
            table.get(1).expect("was inserted"),
            before.get(1).expect("was inserted")
        ));
    }

    #[test]
    fn a_gap_is_bridged_and_a_chasm_ignored() {
        let mut table = Table::default();
        table.insert(3, 'a');
        assert_eq!((table.len(), table.get(0).is_none()), (4, true));
        table.insert(4_000_000_000, 'b');
        assert_eq!(table.len(), 4);
        assert_eq!(
            table.iter().map(|record| **record).collect::<Vec<_>>(),
            ['a']
        );
    }
}
