//! What stands outside asyncio, as a program meets it.

use std::{
    cell::RefCell,
    fmt::Display,
    future::{Future, poll_fn},
    ops::Deref,
    panic::Location,
    rc::Rc,
    task::Poll,
};

use asyncio::{CallbackOutcome, Coroutine, Drive, Loop, Progress, Result, Run, Value};

/// An output stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// One step of what `asyncio.run` does, with each call; see [`Host::run`].
pub type Steps = Box<dyn FnMut() -> Progress>;

/// The world in which a program runs. Places are in the program's Rust edition.
pub trait Host {
    /// The program wrote `text`, line break included.
    fn write(&self, stream: Stream, text: &str, place: &'static Location<'static>);

    /// The program blocks its thread for `seconds`: loop time passes and nothing
    /// else happens meanwhile.
    fn block(&self, seconds: f64, place: &'static Location<'static>);

    /// Shows a button that says `label`. When it is pressed, between two callbacks
    /// of the loop, `press` is to be called, at most once.
    fn offer_button(&self, label: &str, press: Box<dyn Fn()>, place: &'static Location<'static>);

    /// `asyncio.run` was called at the top level, whose code is suspended until
    /// `steps` has said [`Progress::Finished`]. Then the program is to be polled
    /// again. When a step is [`Progress::Idle`] it is for the host to move time.
    fn run(&self, steps: Steps);
}

/// What a program is given: the loop, and the world around it. It stands for the
/// loop wherever one is needed. Cloning gives another reference to the same.
#[derive(Clone)]
pub struct Env {
    aio: Loop,
    host: Rc<dyn Host>,
}

impl Deref for Env {
    type Target = Loop;
    fn deref(&self) -> &Loop {
        &self.aio
    }
}

impl Env {
    /// A loop in a world.
    pub fn new(aio: Loop, host: Rc<dyn Host>) -> Self {
        Self { aio, host }
    }

    /// The coroutine object that calling an `async def` function gives: nothing of
    /// `body` runs yet. Mark the function that returns it `#[track_caller]`, so
    /// that its callers' lines count as the places of the calls.
    #[track_caller]
    pub fn async_def<T, F>(&self, name: &'static str, body: impl FnOnce(Env) -> F) -> Coroutine<T>
    where
        T: Value,
        F: Future<Output = Result<T>> + 'static,
    {
        self.coroutine(name, body(self.clone()))
    }

    /// `print`: writes a line to standard output.
    #[track_caller]
    pub fn print(&self, line: impl Display) {
        let text = format!("{line}\n");
        self.host.write(Stream::Stdout, &text, Location::caller());
    }

    /// `time.sleep`: blocks the whole thread for `seconds`, other tasks included.
    #[track_caller]
    pub fn time_sleep(&self, seconds: f64) {
        self.host.block(seconds, Location::caller());
    }

    /// `playground.button`: shows a button, and calls `press` when somebody presses
    /// it. An error that `press` returns goes to the loop's exception handler.
    #[track_caller]
    pub fn button<R: CallbackOutcome>(&self, label: &str, press: impl Fn() -> R + 'static) {
        let aio = self.aio.clone();
        let name = label.to_owned();
        let press = Box::new(move || {
            if let Err(error) = press().into_result() {
                let message = format!("Exception in the callback of the button {name:?}");
                if let Err(exit) = aio.call_exception_handler(&message, Some(&error)) {
                    aio.call_soon("exit", move || Err(exit));
                }
            }
        });
        self.host.offer_button(label, press, Location::caller());
    }

    /// `asyncio.run(main)`, at the top level: suspends the program until `main` is
    /// done, what is left is cancelled and the loop is closed.
    ///
    /// # Errors
    /// The exception with which `main` ended. `RuntimeError` when called a second
    /// time, as this loop is closed by then.
    ///
    /// # Cancellation
    /// Dropping the program while it waits here abandons the loop with all tasks.
    #[track_caller]
    pub fn run<T: Value>(&self, main: Coroutine<T>) -> impl Future<Output = Result<T>> + use<T> {
        let run = Rc::new(RefCell::new(Run::new(&self.aio, main)));
        let host = Rc::clone(&self.host);
        async move {
            let finished = Rc::new(std::cell::Cell::new(false));
            host.run(Box::new({
                let (run, finished) = (Rc::clone(&run), Rc::clone(&finished));
                move || {
                    let progress = run.borrow_mut().step();
                    finished.set(progress == Progress::Finished);
                    progress
                }
            }));
            // The host polls again when it is over; there is nobody to be woken.
            poll_fn(|_| {
                if finished.get() {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
            run.borrow().outcome()
        }
    }
}
