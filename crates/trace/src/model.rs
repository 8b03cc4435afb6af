//! The model: what is true of a run after a prefix of its events.
//!
//! Everything a page draws comes from here. [`apply`] is pure and total: the
//! same events give the same model, and an event that makes no sense (a damaged
//! trace) changes nothing rather than failing. A clone copies pointers, so a
//! snapshot is cheap ([`Table`]).

mod apply;
mod chain;
mod event_loop;
mod future;
mod queries;
mod resource;
mod table;
mod task;

use alloc::{collections::VecDeque, rc::Rc, vec::Vec};

use crate::{HandleId, RunStage, TaskId};

pub use apply::apply;
pub use chain::Link;
pub use event_loop::{
    Button, Fired, Handle, HandleState, LoopState, Module, ProgramState, Report, TimerKey, Totals,
};
pub use future::{Coroutine, CoroutineState, Future};
pub use resource::Resource;
pub use table::Table;
pub use task::{CancelRequest, Colour, Frame, LetGo, Task, TaskState};

/// What is true of a run after a prefix of its events.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// How many events were applied.
    pub position: usize,
    /// Loop time in seconds.
    pub now: f64,
    /// The program around the loop.
    pub program: ProgramState,
    /// What the loop does.
    pub state: LoopState,
    /// Which duty `asyncio.run` is at.
    pub stage: Option<RunStage>,
    /// The number of the iteration, from 1; 0 before the first.
    pub iteration: u32,
    /// How many callbacks this iteration runs.
    pub planned: u32,
    /// How many of them have begun, the current one included; so the current
    /// callback is number `begun` of `planned`.
    pub begun: u32,
    /// Handles that are behind a timer, ready or running, by number.
    pub handles: Table<Handle>,
    /// The ready queue, in order. Its first [`Model::left_now`] handles run in
    /// this iteration, the others in the next.
    pub ready: VecDeque<HandleId>,
    /// Timers, earliest first.
    pub timers: VecDeque<TimerKey>,
    /// Timers that fired at the present time, in order.
    pub fired: Vec<Fired>,
    /// The handle the loop is in.
    pub current: Option<HandleId>,
    /// The handle that ran last, once it is over.
    pub previous: Option<Rc<Handle>>,
    /// The task whose step runs.
    pub running: Option<TaskId>,
    /// The tasks whose step is interrupted by the first one of an eager task that
    /// they made, outermost first; the last of them goes on after `running`.
    pub outer: Vec<TaskId>,
    /// The task that `asyncio.run` drives.
    pub main: Option<TaskId>,
    /// The module's top level.
    pub module: Module,
    /// Tasks.
    pub tasks: Table<Task>,
    /// Futures; tasks have a record here too.
    pub futures: Table<Future>,
    /// Coroutine objects.
    pub coroutines: Table<Coroutine>,
    /// Locks, queues and their like.
    pub resources: Table<Resource>,
    /// Buttons on offer, in order.
    pub buttons: Vec<Button>,
    /// How many lines, or unfinished parts of lines, were written.
    pub outputs: u32,
    /// What the exception handler was told, in order.
    pub reports: Rc<Vec<Report>>,
    /// How many tasks there are.
    pub totals: Totals,
    /// How many events were dropped after the end of the trace.
    pub dropped: u32,
    /// How often each name was used as a label, by name.
    labels: Rc<Vec<(Rc<str>, u32)>>,
}

impl Default for Model {
    fn default() -> Self {
        Self::new()
    }
}

impl Model {
    /// Nothing happened yet.
    pub fn new() -> Self {
        Self {
            position: 0,
            now: 0.0,
            program: ProgramState::NotStarted,
            state: LoopState::NotStarted,
            stage: None,
            iteration: 0,
            planned: 0,
            begun: 0,
            handles: Table::default(),
            ready: VecDeque::new(),
            timers: VecDeque::new(),
            fired: Vec::new(),
            current: None,
            previous: None,
            running: None,
            outer: Vec::new(),
            main: None,
            module: Module::default(),
            tasks: Table::default(),
            futures: Table::default(),
            coroutines: Table::default(),
            resources: Table::default(),
            buttons: Vec::new(),
            outputs: 0,
            reports: Rc::default(),
            totals: Totals::default(),
            dropped: 0,
            labels: Rc::default(),
        }
    }
}
