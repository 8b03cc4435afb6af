//! Interpreters take turns: in a process there is one at a time.
//!
//! RustPython counts references without atomics when it is built for one thread, and yet all threads share its cache of
//! what types have. Who looks something up there may, for a moment, count a reference of another thread's, and if that
//! one counts too, one of the two is lost and the object is freed under somebody's hands. The allocator's bound
//! ([`crate::memory`]) is the process's as well.

use std::{
    cell::RefCell,
    sync::{Mutex, MutexGuard, PoisonError},
};

static ONE: Mutex<()> = Mutex::new(());

/// What a thread has of the one turn.
#[derive(Default)]
struct Held {
    /// The turn itself, while `times` is not nought.
    guard: Option<MutexGuard<'static, ()>>,
    /// How many interpreters of this thread there are: they cannot be in each other's way.
    times: usize,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// The turn of an interpreter and of its thread, until the last one that is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    /// It is this thread's.
    _here: std::marker::PhantomData<*const ()>,
}

impl Turn {
    /// Waits until no other thread has an interpreter.
    pub(crate) fn take() -> Self {
        HELD.with_borrow_mut(|held| {
            // A thread that panicked in its turn has left nothing behind that another would see.
            held.guard
                .get_or_insert_with(|| ONE.lock().unwrap_or_else(PoisonError::into_inner));
            held.times += 1;
        });
        Self {
            _here: std::marker::PhantomData,
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // A thread that is being taken down has given it back already.
        let _ = HELD.try_with(|held| {
            let mut held = held.borrow_mut();
            held.times -= 1;
            if held.times == 0 {
                held.guard = None;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread};

    #[test]
    fn a_thread_waits_for_the_last_of_another() {
        let (first, second) = (Turn::take(), Turn::take());
        let (sender, receiver) = mpsc::channel();
        let other = thread::spawn(move || {
            sender.send("starts").expect("somebody listens");
            let _turn = Turn::take();
            sender.send("has its turn").expect("somebody listens");
        });
        assert_eq!(receiver.recv(), Ok("starts"));
        drop(second);
        // As long as one is left nobody else can have it.
        assert!(ONE.try_lock().is_err());
        assert_eq!(receiver.try_recv(), Err(mpsc::TryRecvError::Empty));
        drop(first);
        assert_eq!(receiver.recv(), Ok("has its turn"));
        other.join().expect("it ends");
    }
}
