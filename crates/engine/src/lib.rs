//! Runs a lesson's program on the executor core and records its trace.
//!
//! A [`Session`] is one run. It never waits and reads no clock: whoever holds it
//! calls [`Session::step`], and decides when an idle run goes on.
//!
//! - In **virtual time** [`Session::jump`] goes to whatever happens next by
//!   itself; a [`Goal`] does so as far as a learner asked, in slices if need be.
//! - **Live**, a [`Pace`] says how long to wait before the same jump.
//!
//! Loop time takes the same values either way, which is why a transcript is the
//! same in every mode and at every speed. Only a learner's press of a button
//! happens at a moment of its own.
//!
//! ```
//! use coroscope_engine::{Goal, Limits, Nobody, Program, Pursuit, End, Session, Verb};
//! use std::rc::Rc;
//!
//! let program = Program::new(|env| async move {
//!     let main = env.coroutine("main", {
//!         let env = env.clone();
//!         async move {
//!             env.sleep(3.0).await?;
//!             env.print("done");
//!             Ok(())
//!         }
//!     });
//!     env.run(main).await
//! });
//! let mut session = Session::new(program, Limits::PAGE, Rc::new(Nobody));
//! let goal = Goal::new(Verb::End, &session);
//! assert_eq!(goal.reach(&mut session), Pursuit::Ended(End::Finished));
//! assert_eq!(session.time(), 3.0);
//! ```

mod bits;
mod drive;
mod host;
mod limits;
mod lines;
mod names;
mod notes;
mod outside;
mod pace;
mod playback;
mod program;
mod recorder;
mod session;
mod translate;
pub mod words;

pub use drive::{Course, Goal, Pursuit, Standing, Verb};
pub use limits::Limits;
pub use outside::{Nobody, Outside};
pub use pace::{MAX_LAG, Pace};
pub use playback::{Fault, Halt, Playback, Stream};
pub use program::Program;
pub use recorder::{Outbox, Recorder};
pub use session::{End, Idle, NoSuchButton, Session, Step};
