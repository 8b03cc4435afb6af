//! A lesson, which is driven.

use std::rc::Rc;

use coroscope_engine::{Course, End, Halt, Idle, Limits, Program, Session, Standing, Step};
use coroscope_lessons as lessons;
use coroscope_protocol::WorkerError;
use coroscope_trace::ButtonId;

use crate::{engine::Engine, publisher::Publisher};

/// What runs the lesson of that name, if there is one.
pub(crate) fn engine(slug: &str, publisher: &Rc<Publisher>) -> Option<Lesson> {
    let lesson = Program::lesson(lessons::find(slug)?);
    Some(Lesson::new(lesson, publisher))
}

/// The names of the lessons, in course order.
pub(crate) fn names() -> Vec<String> {
    let lessons = lessons::lessons().iter();
    lessons.map(|lesson| lesson.slug.into()).collect()
}

/// A program in Rust. It is never halted: each step is made when it is asked for.
pub(crate) struct Lesson {
    session: Session,
    publisher: Rc<Publisher>,
}

impl Lesson {
    pub(crate) fn new(program: Program, publisher: &Rc<Publisher>) -> Self {
        let session = Session::new(program, Limits::PAGE, Rc::clone(publisher) as _);
        Self {
            session,
            publisher: Rc::clone(publisher),
        }
    }
}

impl Course for Lesson {
    type Halt = Halt;

    fn step(&mut self) -> Result<Step, Halt> {
        Ok(self.session.step())
    }

    fn jump(&mut self) -> Result<bool, Halt> {
        Ok(self.session.jump())
    }

    fn standing(&self) -> Standing {
        self.session.standing()
    }
}

impl Engine for Lesson {
    fn time(&self) -> f64 {
        self.session.time()
    }

    fn end(&self) -> Option<End> {
        self.session.end()
    }

    fn idle(&self) -> Option<Idle> {
        self.session.idle()
    }

    fn pass_to(&mut self, deadline: f64) -> Result<(), Halt> {
        self.session.pass_to(deadline);
        Ok(())
    }

    fn press(&mut self, button: ButtonId, at: f64) -> Result<(), WorkerError> {
        let unknown = WorkerError::UnknownButton { button };
        if !self.session.offers(button) {
            return Err(unknown);
        }
        self.session.pass_to(at);
        self.session.press(button).map_err(|_| unknown)
    }

    fn has_news(&self) -> bool {
        !self.session.outbox().is_empty()
    }

    fn publish(&mut self) {
        self.publisher.publish(self.session.outbox());
    }

    fn set_speed(&self, speed: Option<f64>) {
        self.publisher.speed.set(speed);
    }
}
