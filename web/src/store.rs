//! Holds the state: actions come in, commands go out, and the page is drawn
//! again.

use std::{
    cell::{Cell, Ref, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};

use yew::prelude::*;

use crate::{
    effects::World,
    state::{Action, Command, State},
};

/// The one place that holds the state.
pub struct Store {
    state: RefCell<State>,
    queue: RefCell<VecDeque<Action>>,
    busy: Cell<bool>,
    world: World,
    redraw: UseForceUpdateHandle,
    /// Where actions go; always the same callback.
    pub dispatch: Callback<Action>,
}

impl Store {
    fn new(state: State, redraw: UseForceUpdateHandle) -> Rc<Self> {
        Rc::new_cyclic(|store: &Weak<Self>| {
            let store = store.clone();
            let dispatch = Callback::from(move |action| {
                if let Some(store) = store.upgrade() {
                    store.take(action);
                }
            });
            Self {
                state: RefCell::new(state),
                queue: RefCell::default(),
                busy: Cell::new(false),
                world: World::default(),
                redraw,
                dispatch,
            }
        })
    }

    /// Applies an action, and whatever actions come of its commands, in order.
    fn take(&self, action: Action) {
        self.queue.borrow_mut().push_back(action);
        if self.busy.replace(true) {
            return;
        }
        loop {
            // The queue must not be borrowed while an action is applied.
            let next = self.queue.borrow_mut().pop_front();
            let Some(action) = next else { break };
            let commands = self.state.borrow_mut().apply(action);
            self.perform(commands);
        }
        self.busy.set(false);
        self.redraw.force_update();
    }

    fn perform(&self, commands: Vec<Command>) {
        for command in commands {
            self.world.perform(command, &self.dispatch);
        }
    }

    /// The state, to draw it.
    pub fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }
}

/// Makes the state once, does what it asks for first, and draws the calling
/// component again whenever it changes.
#[hook]
pub fn use_store(initial: impl FnOnce() -> (State, Vec<Action>)) -> Rc<Store> {
    let redraw = use_force_update();
    let store = use_memo((), move |()| {
        let (mut state, actions) = initial();
        for action in actions {
            // They only bring settings; what they would fetch is asked for below.
            drop(state.apply(action));
        }
        let commands = state.first_commands();
        let store = Store::new(state, redraw);
        store.perform(commands);
        store
    });
    Rc::clone(&store)
}
