//! Python's `repr` of futures, tasks, handles and the loop.

use super::{Thing, abbreviate::abbreviate};
use crate::{
    event_loop::Loop,
    future::{
        Future, FutureRef,
        cell::{FutureCell, Kind},
        done::DoneCallback,
    },
    name::Name,
    observe::{HandleId, Place},
    peek::peek,
    task::{Task, TaskRef},
    value::Repr,
};
use alloc::{format, string::String, vec::Vec};
use core::{cell::Cell, fmt};

/// Of so many futures within each other the text is written; the next one is an
/// ellipsis. They may await each other, and one may be the result of another, in
/// a circle even. (CPython has no such limit but for the very same object, and
/// raises `RecursionError` at some hundred.)
const DEEPEST: usize = 8;

/// While it lives, a future is being written out.
struct Within<'a>(&'a Cell<usize>);

impl<'a> Within<'a> {
    fn enter(aio: &'a Loop) -> Option<Self> {
        let depth = aio.writing();
        (depth.get() < DEEPEST).then(|| {
            depth.set(depth.get() + 1);
            Self(depth)
        })
    }
}

impl Drop for Within<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// `<Future pending>`, `<Task finished name='Task-1' …>`.
pub(super) fn future(cell: &FutureCell) -> String {
    let Some(_within) = Within::enter(&cell.aio) else {
        return "...".into();
    };
    let class = match &cell.kind {
        Kind::Plain | Kind::Sleep(_) => "Future",
        Kind::Gather(_) => "_GatheringFuture",
        Kind::Task(_) => "Task",
    };
    let mut info: Vec<String> = Vec::new();
    let (state, outcome) = cell.state_and_outcome();
    info.push(match cell.task() {
        Some(part) if !cell.done() && part.cancels.get() > 0 => "cancelling".into(),
        _ => state.into(),
    });
    if let Some(part) = cell.task() {
        info.push(format!("name={}", cell.task_name().repr()));
        info.extend(coroutine(cell).map(|text| format!("coro=<{text}>")));
        if let Some(waiter) = part.waiter() {
            info.push(format!("wait_for={}", future(&waiter)));
        }
    }
    info.extend(outcome.map(|outcome| match outcome {
        Ok(value) => format!("result={}", abbreviate(&value.repr())),
        Err(error) => format!("exception={}", error.repr()),
    }));
    info.extend(callbacks(cell));
    info.extend(cell.aio.place_of(Thing::Future(cell.id)).map(created_at));
    format!("<{class} {}>", info.join(" "))
}

fn created_at(place: Place) -> String {
    format!("created at {}:{}", place.file(), place.line())
}

/// `main() running at src/main.rs:7`; without the place, when that was not
/// remembered.
fn coroutine(cell: &FutureCell) -> Option<String> {
    let made = cell.aio.place_of(Thing::Body(cell.id));
    let waits = cell.aio.place_of(Thing::Await(cell.id));
    let (doing, place) = if cell.done() {
        ("done, defined at", made)
    } else {
        ("running at", waits.or(made))
    };
    let name = cell.coroutine_name()?;
    Some(match place {
        Some(place) => format!("{name}() {doing} {}:{}", place.file(), place.line()),
        None => format!("{name}()"),
    })
}

/// `cb=[first(), <3 more>, last()]`.
fn callbacks(cell: &FutureCell) -> Option<String> {
    let names: Vec<Name> = peek(&cell.callbacks, |all| all.iter().map(called).collect());
    let list = match &names[..] {
        [] => return None,
        [one] => format!("{one}()"),
        [one, other] => format!("{one}(), {other}()"),
        [first, .., last] => format!("{first}(), <{} more>, {last}()", names.len() - 2),
    };
    Some(format!("cb=[{list}]"))
}

/// What CPython calls a done callback.
pub(super) fn called(callback: &DoneCallback) -> Name {
    let called = match callback {
        DoneCallback::Wakeup(_) => "Task.task_wakeup",
        DoneCallback::GatherChild(_) => "gather.<locals>._done_callback",
        DoneCallback::ShieldInner(_) => "shield.<locals>._inner_done_callback",
        DoneCallback::ShieldOuter(_) => "shield.<locals>._outer_done_callback",
        DoneCallback::ShieldLog => "_log_on_exception",
        DoneCallback::GroupChild(_) => "TaskGroup._on_task_done",
        DoneCallback::WaitChild(_) => "_wait.<locals>._on_completion",
        DoneCallback::Completion(_) => "_AsCompletedIterator._handle_completion",
        DoneCallback::Release(_) => "_release_waiter",
        DoneCallback::StopLoop => "_run_until_complete_cb",
        DoneCallback::User(user) => return user.name.clone(),
        DoneCallback::Waker(_) => "wake",
    };
    called.into()
}

/// `<TimerHandle when=1.5 f() created at src/main.rs:7>`.
pub(super) fn handle(aio: &Loop, name: &str, id: HandleId, when: Option<f64>) -> String {
    let mut text = match when {
        Some(when) => format!("<TimerHandle when={} {name}()", when.repr()),
        None => format!("<Handle {name}()"),
    };
    if let Some(place) = aio.place_of(Thing::Handle(id)) {
        text.push(' ');
        text.push_str(&created_at(place));
    }
    text.push('>');
    text
}

/// `<Loop running=False closed=False debug=True>`.
pub(super) fn event_loop(aio: &Loop) -> String {
    format!(
        "<Loop running={} closed={} debug={}>",
        aio.is_running().repr(),
        aio.is_closed().repr(),
        aio.debug().repr()
    )
}

impl FutureRef {
    /// Python's `repr`: how it stands, what it has to do when it is done, and in
    /// debug mode where it was made. Of a task also its name, its coroutine, and
    /// for what it waits. The coroutine of a task that is over is remembered if it
    /// failed, and in debug mode.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let future = aio.create_future::<i32>();
    /// future.set_result(3)?;
    /// assert_eq!(future.repr(), "<Future finished result=3>");
    /// let task = aio.create_task(aio.coroutine("brew", aio.sleep(1.0)));
    /// assert_eq!(task.repr(), "<Task pending name='Task-1' coro=<brew()>>");
    /// # aio.close()?;
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn repr(&self) -> String {
        future(&self.0)
    }
}

impl fmt::Debug for FutureRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

impl fmt::Debug for TaskRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

impl<T> fmt::Debug for Future<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&FutureRef::repr(self))
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&FutureRef::repr(self))
    }
}

impl fmt::Debug for Loop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&event_loop(self))
    }
}

impl<T: 'static> Repr for Future<T> {
    fn repr(&self) -> String {
        FutureRef::repr(self)
    }
}

impl<T: 'static> Repr for Task<T> {
    fn repr(&self) -> String {
        FutureRef::repr(self)
    }
}
