//! A lesson, which is driven.

use std::rc::Rc;

use coroscope_engine::{Course, End, Halt, Idle, Limits, Program, Session, Standing, Step};
use coroscope_lessons as lessons;
use coroscope_protocol::{Program as Asked, RunId, WorkerError};
use coroscope_trace::ButtonId;

use crate::{engine::Engine, publisher::Publisher, repertoire::Repertoire};

/// The lessons of this build.
#[derive(Debug, Default)]
pub struct Lessons {
    /// The page was told to load Python elsewhere, so somebody else runs it, or will.
    python_elsewhere: bool,
}

impl Repertoire for Lessons {
    type Engine = Lesson;

    fn speaks(&self) -> Option<Vec<String>> {
        let lessons = lessons::lessons().iter();
        Some(lessons.map(|lesson| lesson.slug.into()).collect())
    }

    fn engine(
        &mut self,
        _: RunId,
        program: Asked,
        publisher: &Rc<Publisher>,
    ) -> Result<Option<Lesson>, WorkerError> {
        match program {
            Asked::Lesson(lesson) => match lessons::find(&lesson) {
                Some(found) => Ok(Some(Lesson::new(Program::lesson(found), publisher))),
                None => Err(WorkerError::UnknownLesson { lesson }),
            },
            Asked::Python(_) if self.python_elsewhere => Ok(None),
            Asked::Python(_) => Err(WorkerError::NoPython),
        }
    }

    fn load(&mut self, _: String, _: String, _: u32) {
        self.python_elsewhere = true;
    }
}

/// A program in Rust. It is never halted: each step is made when it is asked for.
pub struct Lesson {
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
