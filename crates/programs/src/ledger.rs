//! What must hold of the events of any run: ids are given in order, and nothing
//! happens to a thing that is not there, or twice.

use asyncio::observe::{CoroutineId, Event, HandleId, TaskId};
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Debug)]
enum HandleState {
    Timer,
    Ready,
    Cancelled,
    Running,
    Over,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum CoroutineState {
    Fresh,
    Entered,
    Over,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum TaskState {
    Idle,
    Running,
    Done,
}

#[derive(Default)]
pub(crate) struct Ledger {
    time: f64,
    iteration: u32,
    running: bool,
    closed: bool,
    coroutines: Vec<CoroutineState>,
    futures: BTreeMap<u32, bool>,
    handles: BTreeMap<HandleId, HandleState>,
    last_handle: Option<HandleId>,
    tasks: BTreeMap<TaskId, TaskState>,
    resources: u32,
}

impl Ledger {
    /// Enters an event; panics when it cannot be.
    pub(crate) fn enter(&mut self, time: f64, event: &Event<'_>) {
        assert!(time >= self.time, "time went back to {time}: {event:?}");
        if let Event::ClockAdvanced { from } = event {
            assert!(*from == self.time && time > *from, "{event:?}");
        } else {
            assert!(time == self.time, "time moved by itself: {event:?}");
        }
        self.time = time;
        match event {
            Event::LoopStarted => assert!(!std::mem::replace(&mut self.running, true)),
            Event::LoopStopped => assert!(std::mem::replace(&mut self.running, false)),
            Event::LoopClosed { dropped } => {
                assert!(!self.running, "it was closed while it ran");
                assert!(!std::mem::replace(&mut self.closed, true), "closed twice");
                let left =
                    |state: &&HandleState| matches!(state, HandleState::Timer | HandleState::Ready);
                let left = self.handles.values().filter(left).count();
                assert!(left <= *dropped as usize, "{left} were left: {event:?}");
            }
            Event::IterationStarted { iteration, ready } => {
                assert!(*ready > 0);
                assert_eq!(*iteration, self.iteration + 1);
                self.iteration = *iteration;
            }
            Event::CoroutineCreated { coroutine, .. } => {
                assert_eq!(coroutine.0 as usize, self.coroutines.len());
                self.coroutines.push(CoroutineState::Fresh);
            }
            Event::CoroutineEntered { coroutine, .. } => {
                self.coroutine(*coroutine, CoroutineState::Fresh, CoroutineState::Entered);
            }
            Event::CoroutineNeverAwaited { coroutine } => {
                self.coroutine(*coroutine, CoroutineState::Fresh, CoroutineState::Over);
            }
            Event::CoroutineFinished { coroutine, .. } => {
                // One into which something is thrown first ends without having begun (rule E4).
                let state = &mut self.coroutines[coroutine.0 as usize];
                assert_ne!(*state, CoroutineState::Over, "{event:?}");
                *state = CoroutineState::Over;
            }
            Event::FutureCreated {
                future, children, ..
            } => {
                self.future(future.0);
                assert!(
                    children
                        .iter()
                        .all(|child| self.futures.contains_key(&child.0))
                );
            }
            Event::FutureResolved { future, .. } => self.resolve(future.0),
            Event::TaskCreated { task, future, .. } => {
                assert_eq!(task.0 as usize, self.tasks.len());
                self.future(future.0);
                self.tasks.insert(*task, TaskState::Idle);
            }
            Event::TaskStepped { task, .. } => {
                self.task(*task, TaskState::Idle, TaskState::Running);
            }
            Event::TaskSuspended { task, .. } => {
                self.task(*task, TaskState::Running, TaskState::Idle);
            }
            Event::TaskFinished { task, .. } => {
                self.task(*task, TaskState::Running, TaskState::Done);
            }
            Event::ResourceCreated { resource, .. } => {
                assert_eq!(resource.0, self.resources);
                self.resources += 1;
            }
            Event::ResourceAwaited { resource, future } => {
                assert!(resource.0 < self.resources, "{event:?}");
                assert_eq!(self.futures.get(&future.0), Some(&false), "{event:?}");
            }
            Event::ResourceChanged { resource, by, .. } => {
                assert!(resource.0 < self.resources, "{event:?}");
                if let Some(by) = by {
                    assert_eq!(self.tasks.get(by), Some(&TaskState::Running), "{event:?}");
                }
            }
            _ => self.handle(event),
        }
    }

    fn handle(&mut self, event: &Event<'_>) {
        use HandleState::{Cancelled, Over, Ready, Running, Timer};
        match event {
            Event::HandleScheduled { handle, .. } => self.new_handle(*handle, Ready),
            Event::TimerSet { handle, .. } => self.new_handle(*handle, Timer),
            Event::TimerFired { handle } => self.turn(*handle, Timer, Ready),
            Event::TimerCancelled { handle } => self.turn(*handle, Timer, Over),
            Event::HandleCancelled { handle } => self.turn(*handle, Ready, Cancelled),
            Event::HandleSkipped { handle } => self.turn(*handle, Cancelled, Over),
            Event::HandleStarted { handle } => {
                let busy = self.handles.values().any(|state| *state == Running);
                assert!(!busy, "two callbacks at once");
                self.turn(*handle, Ready, Running);
            }
            Event::HandleFinished { handle } => self.turn(*handle, Running, Over),
            _ => {}
        }
    }

    /// Not always in order: a `gather` has its number before the eager tasks made for it.
    fn future(&mut self, id: u32) {
        assert!(
            self.futures.insert(id, false).is_none(),
            "future {id} twice"
        );
    }

    fn resolve(&mut self, id: u32) {
        let done = self.futures.get_mut(&id).expect("the future was created");
        assert!(!std::mem::replace(done, true), "future {id} resolved twice");
    }

    fn coroutine(&mut self, id: CoroutineId, from: CoroutineState, to: CoroutineState) {
        let state = &mut self.coroutines[id.0 as usize];
        assert_eq!(*state, from, "{id:?}");
        *state = to;
    }

    fn task(&mut self, id: TaskId, from: TaskState, to: TaskState) {
        let state = self.tasks.get_mut(&id).expect("the task was created");
        assert_eq!(*state, from, "{id:?}");
        *state = to;
    }

    fn new_handle(&mut self, id: HandleId, state: HandleState) {
        assert!(self.last_handle < Some(id), "{id:?} is not new");
        self.last_handle = Some(id);
        self.handles.insert(id, state);
    }

    fn turn(&mut self, id: HandleId, from: HandleState, to: HandleState) {
        let state = self.handles.get_mut(&id).expect("the handle was scheduled");
        assert_eq!(*state, from, "{id:?}");
        *state = to;
    }
}
