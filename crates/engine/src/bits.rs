//! A set of small numbers.

/// A bit for each number from 0 on.
#[derive(Default)]
pub(crate) struct Bits(Vec<u32>);

impl Bits {
    pub(crate) fn insert(&mut self, number: u32) {
        let word = (number / 32) as usize;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 32);
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        let word = self.0.get((number / 32) as usize);
        word.is_some_and(|word| word & 1 << (number % 32) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_in_and_nothing_else() {
        let mut bits = Bits::default();
        for number in [0, 31, 32, 1000] {
            bits.insert(number);
        }
        let inside: Vec<u32> = (0..2000).filter(|number| bits.contains(*number)).collect();
        assert_eq!(inside, [0, 31, 32, 1000]);
    }
}
