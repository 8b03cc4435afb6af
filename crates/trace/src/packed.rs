//! Events as bytes: how a run is recorded, and how it travels.
//!
//! An event is some fifteen bytes then instead of a hundred, with its texts among
//! them and not each in a place of its own. The layout is that of `postcard`: what
//! the fields of [`Event`] say, in their order, and nothing between them.

mod pack;
mod packer;
mod tag;
mod unpack;

use alloc::vec::Vec;
use core::fmt;

use crate::Event;

pub use pack::Pack;
pub use packer::Packer;
pub use tag::Tag;

/// The bytes did not hold what they should.
///
/// What exactly the decoder stumbled over helps nobody, and its words would weigh
/// a kilobyte in each of the two binaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpackError;

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("events could not be packed or unpacked")
    }
}

impl core::error::Error for UnpackError {}

/// Events, packed by a [`Packer`].
///
/// ```
/// use coroscope_trace::{Event, EventKind, Packer, Tag};
///
/// let mut packer = Packer::default();
/// packer.begin(0.0, Tag::ProgramStarted);
/// packer.begin(1.5, Tag::Truncated).put(7);
/// let packed = packer.take();
/// assert_eq!((packed.len(), packed.as_bytes().len()), (2, 20));
/// let last = Event { time: 1.5, kind: EventKind::Truncated { dropped: 7 } };
/// assert_eq!(packed.unpack()?[1], last);
/// # Ok::<(), coroscope_trace::UnpackError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    count: u32,
    bytes: Vec<u8>,
}

impl Packed {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The bytes, their number of events in front.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same, to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The events.
    ///
    /// # Errors
    /// When an event was begun and its fields are not those of its variant.
    pub fn unpack(&self) -> Result<Vec<Event>, UnpackError> {
        unpack(&self.bytes)
    }
}

/// Reads events that somebody packed, perhaps in another thread.
///
/// # Errors
/// When the bytes are not what a [`Packer`] writes.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Event>, UnpackError> {
    unpack::unpack(bytes).ok_or(UnpackError)
}
