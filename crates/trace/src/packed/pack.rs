//! How the values that events carry are packed.

use super::Packer;
use crate::{
    Awaited, ButtonId, Callback, CancelEffect, Complaint, CoroutineId, FutureId, FutureKind,
    HandleId, Place, ResourceId, ResourceKind, ResourceState, RunStage, Stream, TaskId,
};

/// What can be a field of an event.
pub trait Pack {
    /// Writes it.
    fn pack(self, out: &mut Packer);
}

impl Pack for u32 {
    #[inline]
    fn pack(self, out: &mut Packer) {
        out.number(self);
    }
}

impl Pack for bool {
    #[inline]
    fn pack(self, out: &mut Packer) {
        out.byte(u8::from(self));
    }
}

impl Pack for f64 {
    #[inline]
    fn pack(self, out: &mut Packer) {
        out.bytes(&self.to_le_bytes());
    }
}

impl Pack for &str {
    #[inline]
    fn pack(self, out: &mut Packer) {
        out.number(self.len() as u32);
        out.bytes(self.as_bytes());
    }
}

impl<T: Pack> Pack for Option<T> {
    #[inline]
    fn pack(self, out: &mut Packer) {
        match self {
            None => out.byte(0),
            Some(value) => out.byte(1).put(value),
        };
    }
}

macro_rules! by_number {
    ($($name:ident)*) => {$(
        impl Pack for $name {
            #[inline]
            fn pack(self, out: &mut Packer) {
                out.number(self.0);
            }
        }
    )*};
}
by_number!(TaskId FutureId CoroutineId HandleId ButtonId ResourceId);

macro_rules! by_variant {
    ($($name:ident)*) => {$(
        impl Pack for $name {
            #[inline]
            fn pack(self, out: &mut Packer) {
                out.byte(self as u8);
            }
        }
    )*};
}
by_variant!(Complaint FutureKind ResourceKind RunStage Stream);

impl Pack for Place {
    #[inline]
    fn pack(self, out: &mut Packer) {
        out.number(self.python);
        out.number(self.rust);
    }
}

impl Pack for Awaited {
    #[inline]
    fn pack(self, out: &mut Packer) {
        match self {
            Self::Future(future) => out.byte(0).put(future),
            Self::NextIteration => out.byte(1),
            Self::Foreign => out.byte(2),
        };
    }
}

impl Pack for &Callback {
    #[inline]
    fn pack(self, out: &mut Packer) {
        match *self {
            Callback::TaskStep { task } => out.byte(0).put(task),
            Callback::TaskWakeup { task, future } => out.byte(1).put(task).put(future),
            Callback::SleepOver { future } => out.byte(2).put(future),
            Callback::TimeLimit { task } => out.byte(3).put(task),
            Callback::GatherChild { child, outer } => out.byte(4).put(child).put(outer),
            Callback::ShieldLink { inner, outer } => out.byte(5).put(inner).put(outer),
            Callback::StopLoop { future } => out.byte(6).put(future),
            Callback::User { ref name } => out.user_callback(name),
        };
    }
}

impl Pack for CancelEffect {
    fn pack(self, out: &mut Packer) {
        match self {
            Self::AlreadyDone => out.byte(0),
            Self::PassedTo(future) => out.byte(1).put(future),
            Self::Remembered => out.byte(2),
        };
    }
}

impl Pack for ResourceState {
    fn pack(self, out: &mut Packer) {
        match self {
            Self::Locked(held) => out.byte(0).put(held),
            Self::Flag(set) => out.byte(1).put(set),
            Self::Permits(count) => out.byte(2).put(count),
            Self::Acquired(count) => out.byte(3).put(count),
            Self::Released(count) => out.byte(4).put(count),
            Self::Items { items, unfinished } => out.byte(5).put(items).put(unfinished),
            Self::Parties(count) => out.byte(6).put(count),
            Self::Arrived(count) => out.byte(7).put(count),
            Self::Draining(count) => out.byte(8).put(count),
            Self::Resetting(count) => out.byte(9).put(count),
            Self::Broken => out.byte(10),
            Self::Tasks(count) => out.byte(11).put(count),
            Self::Closed => out.byte(12),
        };
    }
}
