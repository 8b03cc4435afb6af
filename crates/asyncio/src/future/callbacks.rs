//! The done callbacks of a future. Nearly every future has one at most, which
//! needs no list.

use super::done::DoneCallback;
use alloc::{boxed::Box, vec, vec::Vec};
use core::mem;

#[derive(Default)]
pub(crate) enum Callbacks {
    #[default]
    None,
    One(DoneCallback),
    // A thin pointer keeps every future a word smaller.
    #[allow(clippy::box_collection)]
    Many(Box<Vec<DoneCallback>>),
}

impl Callbacks {
    /// With one more behind them.
    #[cold]
    pub(crate) fn and(self, callback: DoneCallback) -> Self {
        match self {
            Callbacks::None => Callbacks::One(callback),
            Callbacks::One(first) => Callbacks::Many(Box::new(vec![first, callback])),
            Callbacks::Many(mut list) => {
                list.push(callback);
                Callbacks::Many(list)
            }
        }
    }

    pub(crate) fn iter(&self) -> core::slice::Iter<'_, DoneCallback> {
        match self {
            Callbacks::None => [].iter(),
            Callbacks::One(callback) => core::slice::from_ref(callback).iter(),
            Callbacks::Many(list) => list.iter(),
        }
    }

    /// Takes out every callback that matches (rule C7).
    pub(crate) fn remove(&mut self, matches: impl Fn(&DoneCallback) -> bool) -> Callbacks {
        match self {
            Callbacks::One(callback) if matches(callback) => mem::take(self),
            Callbacks::None | Callbacks::One(_) => Callbacks::None,
            Callbacks::Many(list) => {
                let mut removed = Vec::new();
                let mut index = 0;
                while index < list.len() {
                    if matches(&list[index]) {
                        removed.push(list.remove(index));
                    } else {
                        index += 1;
                    }
                }
                Callbacks::Many(Box::new(removed))
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.iter().len()
    }
}

impl IntoIterator for Callbacks {
    type Item = DoneCallback;
    type IntoIter =
        core::iter::Chain<core::option::IntoIter<DoneCallback>, alloc::vec::IntoIter<DoneCallback>>;

    fn into_iter(self) -> Self::IntoIter {
        let (first, rest) = match self {
            Callbacks::None => (None, Vec::new()),
            Callbacks::One(callback) => (Some(callback), Vec::new()),
            Callbacks::Many(list) => (None, *list),
        };
        first.into_iter().chain(rest)
    }
}
