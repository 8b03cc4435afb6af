//! Where everything that is random comes from: one stream of numbers for each program.

use oorandom::Rand32;

/// A seeded stream of choices. The same seed makes the same choices on every machine, for ever:
/// the recorded transcripts rest on it.
pub(super) struct Chance(Rand32);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(Rand32::new(seed))
    }

    /// One of `0..end`; 0 when that is empty.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        if end == 0 {
            return 0;
        }
        self.0.rand_range(0..end) as usize
    }

    /// A number for a value or a message.
    pub(super) fn digit(&mut self) -> u8 {
        self.below(10) as u8
    }

    /// One of `first..=last`.
    pub(super) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them, all equally likely. There must be one.
    pub(super) fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }

    /// One of them, each as likely as its weight says. One must weigh something.
    pub(super) fn weighted<T: Copy>(&mut self, among: &[(T, u32)]) -> T {
        let sum: u32 = among.iter().map(|(_, weight)| weight).sum();
        let mut at = self.below(sum as usize) as u32;
        for &(item, weight) in among {
            if at < weight {
                return item;
            }
            at -= weight;
        }
        among[among.len() - 1].0
    }

    /// A few of them, in random order, each at most once.
    pub(super) fn some<T: Copy>(&mut self, among: &[T], count: usize) -> Vec<T> {
        let mut rest = among.to_vec();
        let mut chosen = Vec::new();
        while chosen.len() < count && !rest.is_empty() {
            chosen.push(rest.remove(self.below(rest.len())));
        }
        chosen
    }
}
