//! The writing half.

use alloc::vec::Vec;

use super::{Pack, Packed, Tag};

/// A buffer that grew larger than this is not kept for the next batch.
const KEPT: usize = 1 << 18;

/// Writes events, one behind the other.
///
/// The fields of an event follow its [`begin`](Self::begin), all of them and in the
/// order of its variant of [`EventKind`](crate::EventKind): nothing here can tell
/// whether they do, only the tests of whoever writes.
#[derive(Debug, Default)]
pub struct Packer {
    count: u32,
    bytes: Vec<u8>,
}

impl Packer {
    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One more event, at a loop time in seconds.
    #[inline]
    pub fn begin(&mut self, time: f64, tag: Tag) -> &mut Self {
        let mut head = [tag as u8; 9];
        head[..8].copy_from_slice(&time.to_le_bytes());
        self.bytes.extend_from_slice(&head);
        self.count = self.count.wrapping_add(1);
        self
    }

    /// One more event that is packed already: `postcard` writes an [`Event`](crate::Event) as it is
    /// written here.
    pub fn whole(&mut self, event: &[u8]) {
        self.bytes(event);
        self.count = self.count.wrapping_add(1);
    }

    /// One field, or one item of a list.
    #[inline]
    pub fn put(&mut self, value: impl Pack) -> &mut Self {
        value.pack(self);
        self
    }

    /// A list.
    pub fn list<T: Pack>(&mut self, items: impl ExactSizeIterator<Item = T>) -> &mut Self {
        self.number(items.len() as u32);
        for item in items {
            item.pack(self);
        }
        self
    }

    /// An [`Outcome::Result`](crate::Outcome::Result).
    #[inline]
    pub fn result(&mut self, repr: &str) -> &mut Self {
        self.byte(0).put(repr)
    }

    /// An [`Outcome::Exception`](crate::Outcome::Exception): it is packed as
    /// [`Exception`](crate::Exception) is, type name first.
    pub fn raised(&mut self, exception: impl Pack) -> &mut Self {
        self.byte(1).put(exception)
    }

    /// An [`Outcome::Cancelled`](crate::Outcome::Cancelled).
    pub fn cancelled(&mut self, message: Option<&str>) -> &mut Self {
        self.byte(2).put(message)
    }

    /// A [`Callback::User`](crate::Callback::User).
    #[inline]
    pub fn user_callback(&mut self, name: &str) -> &mut Self {
        self.byte(7).put(name)
    }

    /// Takes all events out.
    pub fn take(&mut self) -> Packed {
        let count = core::mem::take(&mut self.count);
        let mut whole = Self {
            count,
            bytes: Vec::with_capacity(self.bytes.len() + 5),
        };
        whole.number(count);
        whole.bytes.extend_from_slice(&self.bytes);
        if self.bytes.capacity() > KEPT {
            self.bytes = Vec::new();
        }
        self.bytes.clear();
        Packed {
            count,
            bytes: whole.bytes,
        }
    }

    #[inline]
    pub(super) fn byte(&mut self, byte: u8) -> &mut Self {
        self.bytes.push(byte);
        self
    }

    #[inline]
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A number in groups of seven bits, the lowest first; every byte but the last
    /// has its highest bit set.
    #[inline]
    pub(super) fn number(&mut self, number: u32) {
        if number < 0x80 {
            self.bytes.push(number as u8);
        } else {
            self.large(number);
        }
    }

    /// A dozen of these are written for each task, so two and three groups, which are
    /// most, go without a loop.
    fn large(&mut self, number: u32) {
        let group = |shift: u32| (number >> shift) as u8 | 0x80;
        let last = |shift: u32| (number >> shift) as u8;
        match number {
            ..0x4000 => self.bytes(&[group(0), last(7)]),
            0x4000..0x20_0000 => self.bytes(&[group(0), group(7), last(14)]),
            0x20_0000..0x1000_0000 => self.bytes(&[group(0), group(7), group(14), last(21)]),
            _ => self.bytes(&[group(0), group(7), group(14), group(21), last(28)]),
        }
    }
}
