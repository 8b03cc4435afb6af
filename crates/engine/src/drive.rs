//! The named ways of moving a run.

use std::convert::Infallible;

use crate::{
    notes::Marks,
    session::{End, Session, Step},
};

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// One callback. An idle loop first jumps to what happens next.
    Callback,
    /// To the end of the present iteration.
    Iteration,
    /// Until another task than now has had control.
    TaskSwitch,
    /// Until nothing is ready, and on to the next moment in time.
    Moment,
    /// To the end.
    End,
}

/// What can be moved by the verbs: a run as it happens, or the recording of one.
pub trait Course {
    /// Why it cannot move on at once, although it is not over.
    type Halt;

    /// Runs one callback, or one stretch of the module's own code, or one duty of
    /// `asyncio.run`. Never waits, and never moves loop time by itself.
    ///
    /// # Errors
    /// When a part of it is missing; the next call goes on from there.
    fn step(&mut self) -> Result<Step, Self::Halt>;

    /// Moves an idle run to what happens next by itself. Says whether there is anything.
    ///
    /// # Errors
    /// When that is not known yet.
    fn jump(&mut self) -> Result<bool, Self::Halt>;

    /// How far it has come.
    fn standing(&self) -> Standing;
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many events there are.
    pub recorded: u32,
    /// How many handles the iteration in progress has still to run.
    pub left_in_iteration: usize,
    pub(crate) marks: Marks,
}

impl Course for Session {
    type Halt = Infallible;

    fn step(&mut self) -> Result<Step, Infallible> {
        Ok(Session::step(self))
    }

    fn jump(&mut self) -> Result<bool, Infallible> {
        Ok(Session::jump(self))
    }

    fn standing(&self) -> Standing {
        Standing {
            recorded: self.recorded(),
            left_in_iteration: self.left_in_iteration(),
            marks: self.marks(),
        }
    }
}

/// A verb on its way: how far it is from where it began. It can be pursued in
/// slices, so that whoever drives can do other things between.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    verb: Verb,
    from: Standing,
    /// The loop was idle and is to jump, as soon as it is known where to.
    jumping: bool,
}

/// How it stands with a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Pursuit {
    /// On the way.
    Going,
    /// There.
    Reached,
    /// Not there, and only a button that no script presses leads on.
    NeedsButton,
    /// The run is over.
    Ended(End),
}

impl Goal {
    /// A goal as seen from where the run stands now.
    pub fn new(verb: Verb, course: &(impl Course + ?Sized)) -> Self {
        Self {
            verb,
            from: course.standing(),
            jumping: false,
        }
    }

    /// Goes one step towards the goal, in virtual time: an idle loop jumps.
    ///
    /// # Errors
    /// What halts a recording; the next call goes on from there.
    pub fn pursue<C: Course + ?Sized>(&mut self, course: &mut C) -> Result<Pursuit, C::Halt> {
        if !self.jumping {
            match course.step()? {
                Step::Ended(end) => return Ok(Pursuit::Ended(end)),
                Step::Ran if self.is_met(course.standing()) => return Ok(Pursuit::Reached),
                Step::Ran => return Ok(Pursuit::Going),
                Step::Idle(_) => self.jumping = true,
            }
        }
        let jumped = course.jump()?;
        self.jumping = false;
        Ok(match self.verb {
            _ if !jumped => Pursuit::NeedsButton,
            Verb::Moment => Pursuit::Reached,
            _ => Pursuit::Going,
        })
    }

    /// Goes all the way.
    pub fn reach(mut self, session: &mut Session) -> Pursuit {
        loop {
            let Ok(pursuit) = self.pursue(session);
            if pursuit != Pursuit::Going {
                return pursuit;
            }
        }
    }

    fn is_met(&self, now: Standing) -> bool {
        // Some of what the loop does inside leaves no trace. It is no step for a learner.
        let seen = now.recorded != self.from.recorded;
        match self.verb {
            Verb::Callback => seen,
            Verb::Iteration => seen && now.left_in_iteration == 0,
            Verb::TaskSwitch => {
                let (from, now) = (self.from.marks, now.marks);
                now.steps != from.steps && now.last_task != from.last_task
            }
            Verb::Moment | Verb::End => false,
        }
    }
}
