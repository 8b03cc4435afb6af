//! A small world for a lesson: virtual time, scripted presses, everything noted.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    panic::Location,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use asyncio::{
    Loop, Observer, Progress,
    observe::{Event, Place},
};
use coroscope_lessons::{Env, Host, Lesson, Press, Steps, Stream};

/// What a run left behind.
pub(crate) struct Run {
    /// Loop time, standard output.
    pub(crate) written: Vec<(f64, String)>,
    /// What was observed, and where.
    pub(crate) places: Vec<(String, Place)>,
    /// How many coroutines nobody awaited.
    pub(crate) never_awaited: usize,
    /// Names of the coroutine functions that were called.
    pub(crate) called: Vec<String>,
}

#[derive(Default)]
struct Notes {
    written: RefCell<Vec<(f64, String)>>,
    places: RefCell<Vec<(String, Place)>>,
    called: RefCell<Vec<String>>,
    never_awaited: Cell<usize>,
}

impl Observer for Notes {
    fn observe(&self, _: f64, event: &Event<'_>) {
        let place = match event {
            Event::CoroutineCreated { name, place, .. } => {
                self.called.borrow_mut().push((*name).into());
                Some(*place)
            }
            Event::CoroutineNeverAwaited { .. } => {
                self.never_awaited.set(self.never_awaited.get() + 1);
                None
            }
            Event::TimerSet { place, .. }
            | Event::TaskCreated { place, .. }
            | Event::TaskCancelRequested { place, .. }
            | Event::FutureCreated { place, .. } => Some(*place),
            Event::CoroutineEntered { place, .. } | Event::TaskSuspended { place, .. } => *place,
            _ => None,
        };
        if let Some(place) = place {
            self.places.borrow_mut().push((format!("{event:?}"), place));
        }
    }
}

type Button = (String, Box<dyn Fn()>);

struct World {
    aio: Loop,
    notes: Rc<Notes>,
    steps: RefCell<Option<Steps>>,
    buttons: RefCell<Vec<Button>>,
}

impl World {
    fn note(&self, what: &str, place: Place) {
        self.notes.places.borrow_mut().push((what.into(), place));
    }

    /// Time passes, until a deadline or a press.
    fn wait(&self, deadline: Option<f64>, presses: &[Press]) {
        let press = presses.iter().find_map(|press| {
            let buttons = self.buttons.borrow();
            let at = buttons.iter().position(|(label, _)| label == press.label)?;
            Some((press.at, at))
        });
        match (press, deadline) {
            (Some((at, button)), _) if deadline.is_none_or(|deadline| at <= deadline) => {
                self.aio.advance_to(at);
                let (_, press) = self.buttons.borrow_mut().remove(button);
                press();
            }
            (_, Some(deadline)) => self.aio.advance_to(deadline),
            (_, None) => panic!("deadlock"),
        }
    }
}

impl Host for World {
    fn write(&self, stream: Stream, text: &str, place: &'static Location<'static>) {
        assert_eq!(stream, Stream::Stdout);
        self.note("output", place);
        self.notes
            .written
            .borrow_mut()
            .push((self.aio.time(), text.into()));
    }

    fn block(&self, seconds: f64, place: &'static Location<'static>) {
        self.note("time.sleep", place);
        self.aio.advance_to(self.aio.time() + seconds);
    }

    fn offer_button(&self, label: &str, press: Box<dyn Fn()>, place: &'static Location<'static>) {
        self.note("button", place);
        self.buttons.borrow_mut().push((label.into(), press));
    }

    fn run(&self, steps: Steps) {
        *self.steps.borrow_mut() = Some(steps);
    }
}

fn poll(program: &mut Pin<Box<dyn Future<Output = asyncio::Result<()>>>>) -> bool {
    match program
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(outcome) => {
            outcome.expect("no lesson ends with an exception");
            true
        }
        Poll::Pending => false,
    }
}

/// Runs a lesson to its end.
pub(crate) fn run(lesson: &Lesson) -> Run {
    let notes = Rc::new(Notes::default());
    let aio = Loop::with_observer(Rc::clone(&notes) as _);
    let world = Rc::new(World {
        aio: aio.clone(),
        notes: Rc::clone(&notes),
        steps: RefCell::default(),
        buttons: RefCell::default(),
    });
    let mut program = (lesson.start)(Env::new(aio, Rc::clone(&world) as _));
    while !poll(&mut program) {
        let mut steps = world.steps.take().expect("only `run` suspends a program");
        loop {
            match steps() {
                Progress::Ran => {}
                Progress::Idle { deadline } => world.wait(deadline, lesson.presses),
                Progress::Finished => break,
            }
        }
    }
    drop(program);
    Run {
        written: notes.written.take(),
        places: notes.places.take(),
        never_awaited: notes.never_awaited.get(),
        called: notes.called.take(),
    }
}
