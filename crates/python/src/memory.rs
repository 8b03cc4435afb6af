//! How much memory a program has, and may have.
//!
//! Much of what an interpreter allocates cannot be refused: it would be a trap, and not an exception. So a program is
//! told early, while there is a reserve: the allocator says when it passes the bound, and at its next round a loop raises
//! `MemoryError` ([`crate::rounds`]). Each further one comes after another [`STEP`], so that there is room for handling
//! the one before it, and for showing it.

use std::{alloc::System, cell::Cell};

use thresher::Thresher;

use crate::rounds;

/// What a program may have beyond the bound before it is told again, in bytes.
const STEP: usize = 16 << 20;

#[global_allocator]
static ALLOCATOR: Thresher<System> = Thresher::new(System);

/// How often in a row a program is told that has as much again beyond its bound, so that it is not only told where it does
/// not listen: in the innermost of its loops.
const INSISTENCE: u32 = 8;

/// The bound of a run. It is about all the memory of the process, in which there is one run at a time ([`crate::turn`]).
#[derive(Debug)]
pub(crate) struct Memory {
    /// How much may be allocated, in bytes.
    bound: usize,
    /// How much is a lot more than that, in bytes.
    far: usize,
    /// How often in a row the program was told.
    told: Cell<u32>,
    /// Above how much the program is told next.
    next: Cell<usize>,
}

impl Memory {
    /// `more` than there is now.
    pub(crate) fn bounded(more: usize) -> Self {
        static TOLD: std::sync::Once = std::sync::Once::new();
        let bound = ALLOCATOR.get_allocated().saturating_add(more);
        if bound < usize::MAX {
            TOLD.call_once(|| ALLOCATOR.set_callback(|_| rounds::attend()));
            ALLOCATOR.set_threshold(bound);
        }
        Self {
            bound,
            far: bound.saturating_add(more),
            told: Cell::new(0),
            next: Cell::new(bound),
        }
    }

    /// Whether the program has too much.
    pub(crate) fn is_exceeded(&self) -> bool {
        let allocated = ALLOCATOR.get_allocated();
        let exceeded = allocated >= self.next.get();
        let told = self.told.replace(0) + 1;
        if exceeded && allocated >= self.far && told < INSISTENCE {
            self.told.set(told);
        } else if exceeded {
            self.move_to(allocated.saturating_add(STEP));
        } else if allocated < self.bound.saturating_sub(STEP) {
            self.move_to(self.bound);
        }
        exceeded
    }

    /// Whether all is as if there had never been too much.
    pub(crate) fn is_calm(&self) -> bool {
        self.next.get() == self.bound
    }

    fn move_to(&self, next: usize) {
        if self.next.replace(next) != next {
            ALLOCATOR.set_threshold(next);
        }
    }
}
