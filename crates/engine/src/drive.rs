//! The named ways of moving a run.

use crate::{
    recorder::Marks,
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

/// A verb on its way: how far it is from where it began. It can be pursued in
/// slices, so that whoever drives can do other things between.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    verb: Verb,
    from: Marks,
    recorded: u32,
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
    /// A goal as seen from where `session` stands now.
    pub fn new(verb: Verb, session: &Session) -> Self {
        Self {
            verb,
            from: session.marks(),
            recorded: session.recorded(),
        }
    }

    /// Goes one step towards the goal, in virtual time: an idle loop jumps.
    pub fn pursue(&self, session: &mut Session) -> Pursuit {
        match session.step() {
            Step::Ended(end) => return Pursuit::Ended(end),
            Step::Ran if !self.is_met(session) => return Pursuit::Going,
            Step::Idle(_) if !session.jump() => return Pursuit::NeedsButton,
            Step::Idle(_) if self.verb != Verb::Moment => return Pursuit::Going,
            Step::Ran | Step::Idle(_) => {}
        }
        Pursuit::Reached
    }

    /// Goes all the way.
    pub fn reach(&self, session: &mut Session) -> Pursuit {
        loop {
            match self.pursue(session) {
                Pursuit::Going => {}
                there => return there,
            }
        }
    }

    fn is_met(&self, session: &Session) -> bool {
        // Some of what the loop does inside leaves no trace. It is no step for a learner.
        let seen = session.recorded() != self.recorded;
        match self.verb {
            Verb::Callback => seen,
            Verb::Iteration => seen && session.left_in_iteration() == 0,
            Verb::TaskSwitch => {
                let now = session.marks();
                now.steps != self.from.steps && now.last_task != self.from.last_task
            }
            Verb::Moment | Verb::End => false,
        }
    }
}
