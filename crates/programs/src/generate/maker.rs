//! What is remembered while a program is made, and the choice of names.

use super::{
    chance::Chance,
    kind::Kind,
    profile::{Profile, Trait},
    setting,
};
use crate::ast::{
    AnySemaphore, BarrierVar, BoundedVar, ConditionVar, Coro, EventVar, FutureVar, GroupVar,
    HandleVar, Id, Line, LockVar, Lockable, Objects, Options, QueueVar, SemaphoreVar, Sync, Target,
    TaskVar, Value, What,
};

/// How many coroutine objects one coroutine may lead to, and all of a program.
const COST: u64 = 12;
const TOTAL: u64 = 36;

/// How many statements make a program long enough.
const ROOM: usize = 44;

/// A program in the making.
pub(super) struct Maker {
    pub(super) chance: Chance,
    profile: &'static Profile,
    seed: u64,
    id: Id,
    options: Options,
    objects: Objects,
    /// What the tasks of each variable run.
    tasks: Vec<Coro>,
    /// What a call of each coroutine leads to; known for those that are made.
    costs: Vec<u64>,
    spent: u64,
    /// How many statements are left to be made before everything is kept short.
    pub(super) room: usize,
    delays: Vec<f64>,
    weights: Vec<(Kind, u32)>,
    handles: u32,
    groups: u32,
    /// Whose body is made: a coroutine's, or main's.
    me: Option<usize>,
    /// The statements around, as far as those inside can do something with them.
    pub(super) around: Around,
}

/// What is open where a statement stands.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) timeouts: Vec<Id>,
    pub(super) groups: Vec<GroupVar>,
    pub(super) held: Vec<Lockable>,
    pub(super) conditions: Vec<ConditionVar>,
}

impl Maker {
    pub(super) fn new(profile: &'static Profile, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let coroutines = chance.between(2, 4);
        let variables = coroutines + chance.between(1, 3);
        // Each coroutine has a task, and some have several.
        let tasks = (0..variables)
            .map(|index| {
                Coro(if index < coroutines {
                    index
                } else {
                    chance.below(coroutines)
                })
            })
            .collect();
        let options = Options {
            eager: profile.has(Trait::Eager) || chance.percent(6),
            debug: profile.has(Trait::Debug) || chance.percent(4),
        };
        let objects = setting::objects(&mut chance);
        let delays = setting::delays(&mut chance, profile.delays);
        Self {
            chance,
            profile,
            seed,
            id: 0,
            options,
            objects,
            tasks,
            costs: vec![0; coroutines],
            spent: 0,
            room: ROOM,
            delays,
            weights: Vec::new(),
            handles: 0,
            groups: 0,
            me: None,
            around: Around::default(),
        }
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn profile_name(&self) -> &'static str {
        self.profile.name
    }

    pub(super) fn exits(&self) -> bool {
        self.profile.has(Trait::Exits)
    }

    pub(super) fn setting(&self) -> (Options, Objects) {
        (self.options, self.objects.clone())
    }

    pub(super) fn coroutines(&self) -> usize {
        self.costs.len()
    }

    /// Begins the body of a coroutine, or of main.
    pub(super) fn begin(&mut self, me: Option<usize>) {
        self.me = me;
        self.spent = 1;
        self.around = Around::default();
        self.weights = self.profile.weights();
        // Its temperament.
        for _ in 0..self.chance.between(1, 2) {
            let fond = self.chance.weighted(&self.weights);
            let liked = self.weights.iter_mut().find(|(kind, _)| *kind == fond);
            if let Some((_, weight)) = liked {
                *weight *= 4;
            }
        }
        // Main comes last and may say something too.
        self.room = if me.is_none() {
            self.room.max(ROOM / 3)
        } else {
            self.room
        };
    }

    /// Ends the body of a coroutine.
    pub(super) fn end(&mut self, index: usize) {
        self.costs[index] = self.spent;
    }

    pub(super) fn kind(&mut self, allowed: impl Fn(Kind) -> bool) -> Kind {
        let weights: Vec<_> = self
            .weights
            .iter()
            .filter(|(kind, _)| allowed(*kind))
            .copied()
            .collect();
        self.chance.weighted(&weights)
    }

    pub(super) fn number(&mut self) -> Id {
        self.id += 1;
        self.room = self.room.saturating_sub(1);
        self.id
    }

    pub(super) fn line<T>(&mut self, what: T) -> Line<T> {
        Line {
            id: self.number(),
            what,
        }
    }

    /// A statement that a callback could hold too.
    pub(super) fn plain(&mut self, what: Sync) -> Line<What> {
        self.line(What::Sync(what))
    }

    /// Whether one more call of this coroutine is within the limits; it is counted if so.
    pub(super) fn afford(&mut self, Coro(index): Coro) -> bool {
        let limit = if self.me.is_none() { TOTAL } else { COST };
        let fits = self.spent + self.costs[index] <= limit;
        if fits {
            self.spent += self.costs[index];
        }
        fits
    }

    /// Whether this body may call the coroutine, and await its tasks.
    fn follows(&self, Coro(index): Coro) -> bool {
        self.me.is_none_or(|me| index > me)
    }

    /// A coroutine that this body may call, already counted.
    pub(super) fn callee(&mut self) -> Option<Coro> {
        let first = self.me.map_or(0, |me| me + 1);
        let all: Vec<_> = (first..self.costs.len()).map(Coro).collect();
        if all.is_empty() {
            return None;
        }
        let callee = self.chance.pick(&all);
        self.afford(callee).then_some(callee)
    }

    pub(super) fn coroutine_of(&self, TaskVar(task): TaskVar) -> Coro {
        self.tasks[task as usize]
    }

    pub(super) fn all_tasks(&self) -> Vec<TaskVar> {
        (0..self.tasks.len() as u32).map(TaskVar).collect()
    }

    /// Any variable for tasks.
    pub(super) fn task(&mut self) -> TaskVar {
        let all = self.all_tasks();
        self.chance.pick(&all)
    }

    /// A task that this very body may be running in.
    pub(super) fn own_task(&mut self) -> Option<TaskVar> {
        let me = Coro(self.me?);
        let mut own = self.all_tasks();
        own.retain(|task| self.coroutine_of(*task) == me);
        (!own.is_empty()).then(|| self.chance.pick(&own))
    }

    /// Those whose tasks this body may spawn and await.
    pub(super) fn later_tasks(&self) -> Vec<TaskVar> {
        let mut tasks = self.all_tasks();
        tasks.retain(|task| self.follows(self.coroutine_of(*task)));
        tasks
    }

    /// One of those, if there is one.
    pub(super) fn later_task(&mut self) -> Option<TaskVar> {
        let tasks = self.later_tasks();
        (!tasks.is_empty()).then(|| self.chance.pick(&tasks))
    }

    /// One of these many objects, mostly the first: sharing makes programs interesting.
    fn index(&mut self, count: usize) -> u32 {
        if self.chance.percent(60) {
            0
        } else {
            self.chance.below(count) as u32
        }
    }

    pub(super) fn future(&mut self) -> FutureVar {
        FutureVar(self.index(self.objects.futures as usize))
    }

    pub(super) fn event(&mut self) -> EventVar {
        EventVar(self.index(self.objects.events as usize))
    }

    pub(super) fn lock(&mut self) -> LockVar {
        LockVar(self.index(self.objects.locks as usize))
    }

    pub(super) fn semaphore(&mut self) -> AnySemaphore {
        if self.chance.percent(65) {
            AnySemaphore::Semaphore(SemaphoreVar(self.index(self.objects.semaphores.len())))
        } else {
            AnySemaphore::Bounded(BoundedVar(self.index(self.objects.bounded.len())))
        }
    }

    pub(super) fn lockable(&mut self) -> Lockable {
        if self.chance.percent(50) {
            return Lockable::Lock(self.lock());
        }
        match self.semaphore() {
            AnySemaphore::Semaphore(name) => Lockable::Semaphore(name),
            AnySemaphore::Bounded(name) => Lockable::Bounded(name),
        }
    }

    pub(super) fn condition(&mut self) -> ConditionVar {
        ConditionVar(self.index(self.objects.conditions as usize))
    }

    pub(super) fn queue(&mut self) -> QueueVar {
        QueueVar(self.index(self.objects.queues.len()))
    }

    pub(super) fn barrier(&mut self) -> BarrierVar {
        BarrierVar(self.index(self.objects.barriers.len()))
    }

    pub(super) fn target(&mut self) -> Target {
        if self.chance.percent(60) {
            Target::Task(self.task())
        } else {
            Target::Future(self.future())
        }
    }

    /// A variable for a handle; there are three, so that they are set again.
    pub(super) fn new_handle(&mut self) -> HandleVar {
        self.handles += 1;
        HandleVar(self.handles % 3)
    }

    pub(super) fn handle(&mut self) -> HandleVar {
        HandleVar(self.chance.below(3) as u32)
    }

    /// A variable for a group that is opened now.
    pub(super) fn new_group(&mut self) -> GroupVar {
        self.groups += 1;
        GroupVar(self.groups - 1)
    }

    /// A group: the one around, or another that somebody may have opened.
    pub(super) fn group(&mut self) -> GroupVar {
        match self.around.groups.last() {
            Some(&group) if self.chance.percent(85) => group,
            _ => GroupVar(self.chance.below(self.groups as usize + 1) as u32),
        }
    }

    pub(super) fn delay(&mut self) -> f64 {
        let delays = self.delays.clone();
        self.chance.pick(&delays)
    }

    /// A deadline, or now and then none.
    pub(super) fn deadline(&mut self) -> Option<f64> {
        if self.chance.percent(10) {
            return None;
        }
        if self.chance.percent(3) {
            Some(-1.0)
        } else {
            Some(self.delay())
        }
    }

    pub(super) fn value(&mut self) -> Value {
        match self.chance.below(20) {
            0 => Value::None,
            1 => Value::Bool(self.chance.percent(50)),
            2 => Value::Str(format!("v{}", self.chance.digit())),
            3 => Value::List(vec![Value::Int(self.chance.digit().into()), Value::None]),
            _ => Value::Int(self.chance.digit().into()),
        }
    }
}
