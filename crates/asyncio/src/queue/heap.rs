//! Python's `heapq`: a binary heap whose ties come out in the very order in
//! which they do in CPython, which is not the order in which they went in.
//!
//! `alloc`'s `BinaryHeap` sifts differently and so breaks ties differently.
//! Items are compared with `<` alone, as in Python; where neither of two is less
//! (ties, or a NaN) the algorithm decides, the same as CPython's.

use alloc::vec::Vec;

/// A list in which no item is less than its parent, `items[(i - 1) / 2]`.
pub(super) struct Heap<T> {
    items: Vec<T>,
}

impl<T> Default for Heap<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<T> Heap<T> {
    /// The list itself.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }
}

impl<T: PartialOrd> Heap<T> {
    /// `heappush`.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
        self.towards_root(self.items.len() - 1);
    }

    /// `heappop`: the least item. The last of the list takes its place and is
    /// sifted from there.
    pub(super) fn pop(&mut self) -> Option<T> {
        if self.items.is_empty() {
            return None;
        }
        let least = self.items.swap_remove(0);
        self.sink_and_rise();
        Some(least)
    }

    /// `_siftdown`: the item rises while it is less than its parent.
    fn towards_root(&mut self, mut at: usize) {
        while at > 0 {
            let parent = (at - 1) / 2;
            if self.items[at] < self.items[parent] {
                self.items.swap(at, parent);
                at = parent;
            } else {
                break;
            }
        }
    }

    /// `_siftup`: the first item sinks all the way to a leaf, under whichever
    /// child is less (the right one of a tie), without being compared itself;
    /// from there it rises to its place. That is what makes the order of ties.
    fn sink_and_rise(&mut self) {
        let mut at = 0;
        loop {
            let (left, right) = (2 * at + 1, 2 * at + 2);
            let Some(first) = self.items.get(left) else {
                break;
            };
            let child = match self.items.get(right) {
                Some(second) if first < second => left,
                Some(_) => right,
                None => left,
            };
            self.items.swap(at, child);
            at = child;
        }
        self.towards_root(at);
    }
}

#[cfg(test)]
mod tests {
    //! The expected orders are what `heapq` of CPython 3.14 did.

    use super::Heap;
    use core::cmp::Ordering;
    use std::{vec, vec::Vec};

    /// Compared by what it weighs; told apart by when it went in.
    struct Item {
        weight: f64,
        number: u64,
    }

    impl PartialEq for Item {
        fn eq(&self, other: &Self) -> bool {
            self.weight == other.weight
        }
    }

    impl PartialOrd for Item {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            self.weight.partial_cmp(&other.weight)
        }
    }

    /// Pushes what has a weight, pops for what has none, and at the end pops the
    /// rest; says in which order the items came out.
    fn played(operations: impl IntoIterator<Item = Option<f64>>) -> Vec<u64> {
        let mut heap = Heap::default();
        let mut pushed = 0..;
        let mut popped = Vec::new();
        for operation in operations {
            match operation {
                Some(weight) => heap.push(Item {
                    weight,
                    number: pushed.next().unwrap(),
                }),
                None => popped.extend(heap.pop().map(|item| item.number)),
            }
        }
        while let Some(item) = heap.pop() {
            popped.push(item.number);
        }
        popped
    }

    #[test]
    fn ties_come_out_as_from_heapq() {
        assert_eq!(played([Some(0.0); 10]), [0, 2, 6, 9, 8, 5, 7, 4, 1, 3]);
        let two = [1.0, 0.0].into_iter().cycle().take(12).map(Some);
        assert_eq!(played(two), [1, 5, 11, 3, 9, 7, 6, 2, 10, 8, 4, 0]);
    }

    #[test]
    fn what_cannot_be_ordered_comes_out_as_from_heapq() {
        let weights = [2.0, f64::NAN, 1.0, 3.0, f64::NAN, 0.0, 1.0];
        assert_eq!(played(weights.map(Some)), [5, 2, 6, 0, 4, 1, 3]);
    }

    #[test]
    fn pushes_and_pops_in_turn_come_out_as_from_heapq() {
        // A dot is a pop, a digit a push.
        let operations = "11.03..33.130.0..333.310.2323320120 12..3".replace(' ', "");
        let operations = operations.chars().map(|c| c.to_digit(10).map(f64::from));
        assert_eq!(
            played(operations),
            vec![
                0, 2, 1, 3, 8, 9, 6, 4, 15, 22, 25, 14, 23, 26, 21, 18, 16, 27, 24, 17, 28, 20, 10,
                13, 7, 12, 11, 19, 5
            ]
        );
    }

    /// 20,000 operations, drawn the same way in Python: the order in which 12,084
    /// items came out, as a checksum.
    #[test]
    #[cfg_attr(miri, ignore = "the shorter ones do the same in less than minutes")]
    fn a_long_random_sequence_comes_out_as_from_heapq() {
        let mut seed: u64 = 1;
        let mut draw = move || {
            seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
            seed >> 16
        };
        let operations: Vec<Option<f64>> = (0..20_000)
            .map(|_| (draw() % 5 < 3).then(|| (draw() % 50) as f64))
            .collect();
        let order = played(operations);
        let checksum = order.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, number| {
            (sum ^ number).wrapping_mul(0x0100_0000_01b3)
        });
        assert_eq!((order.len(), checksum), (12_084, 0xc4d2_1c0a_dec6_c2e7));
    }
}
