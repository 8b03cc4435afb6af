//! Looking through a program: which statements, objects and coroutines it mentions, in order.

use crate::{
    ast::{
        AnySemaphore, Aw, BarrierVar, BoundedVar, Caught, ConditionVar, Coro, EventVar, FutureVar,
        GroupVar, HandleVar, Handler, How, Id, Line, LockVar, Lockable, QueueVar, Raised,
        SemaphoreVar, Target, TaskVar, TimeoutId, Until, Value,
    },
    words::Worded,
};

/// One thing that a program mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mention {
    /// A statement begins; what it mentions follows.
    Statement(Id, &'static str),
    /// The statement that began last and has not ended ends.
    End,
    /// Something is awaited; what it mentions follows.
    Awaitable(&'static str),
    /// A coroutine function is called.
    Coroutine(Coro),
    /// A `timeout` statement is named.
    Timeout(TimeoutId),
    /// A variable for a task.
    Task(TaskVar),
    /// A variable for a task group.
    Group(GroupVar),
    /// A variable for a timer's handle.
    Handle(HandleVar),
    /// A future.
    Future(FutureVar),
    /// An event.
    Event(EventVar),
    /// A lock.
    Lock(LockVar),
    /// A semaphore.
    Semaphore(SemaphoreVar),
    /// A bounded semaphore.
    Bounded(BoundedVar),
    /// A queue.
    Queue(QueueVar),
    /// A condition.
    Condition(ConditionVar),
    /// A barrier.
    Barrier(BarrierVar),
    /// What is raised.
    Raises(Raised),
    /// What is caught, and what becomes of it.
    Catches(Caught, How),
    /// What a `wait` waits for.
    Until(Until),
}

/// What can be looked through.
pub trait Tell {
    /// Tells everything that is mentioned, in the order of the text.
    fn tell(&self, tell: &mut dyn FnMut(Mention));
}

impl<T: Worded> Tell for Line<T> {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        tell(Mention::Statement(self.id, self.what.word()));
        self.what.tell_parts(tell);
        tell(Mention::End);
    }
}

impl Tell for Aw {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        tell(Mention::Awaitable(self.word()));
        self.tell_parts(tell);
    }
}

impl Tell for Handler {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        tell(Mention::Catches(self.class, self.how));
        self.body.tell(tell);
    }
}

impl<T: Tell> Tell for Vec<T> {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        for part in self {
            part.tell(tell);
        }
    }
}

impl<T: Tell> Tell for Option<T> {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        if let Some(part) = self {
            part.tell(tell);
        }
    }
}

impl<T: Tell> Tell for Box<T> {
    fn tell(&self, tell: &mut dyn FnMut(Mention)) {
        (**self).tell(tell);
    }
}

/// Parts that are a mention by themselves.
macro_rules! mentions {
    ($($type:ident $mention:ident,)*) => {$(
        impl Tell for $type {
            fn tell(&self, tell: &mut dyn FnMut(Mention)) {
                tell(Mention::$mention(*self));
            }
        }
    )*};
}

mentions! {
    Coro Coroutine,
    TimeoutId Timeout,
    TaskVar Task,
    GroupVar Group,
    HandleVar Handle,
    FutureVar Future,
    EventVar Event,
    LockVar Lock,
    SemaphoreVar Semaphore,
    BoundedVar Bounded,
    QueueVar Queue,
    ConditionVar Condition,
    BarrierVar Barrier,
    Raised Raises,
    Until Until,
}

/// Parts that are one of several kinds.
macro_rules! either {
    ($($type:ident { $($case:ident),* })*) => {$(
        impl Tell for $type {
            fn tell(&self, tell: &mut dyn FnMut(Mention)) {
                match self { $(Self::$case(part) => part.tell(tell),)* }
            }
        }
    )*};
}

either! {
    Target { Task, Future }
    Lockable { Lock, Semaphore, Bounded }
    AnySemaphore { Semaphore, Bounded }
}

/// Parts that mention nothing.
macro_rules! plain {
    ($($type:ty)*) => {$(
        impl Tell for $type {
            fn tell(&self, _: &mut dyn FnMut(Mention)) {}
        }
    )*};
}

plain! { bool u32 f64 String Value }
