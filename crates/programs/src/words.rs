//! How each statement is written: its word, then its parts in this order. One table is read by,
//! written by and looked through by, so that the three cannot differ.

use crate::{
    ast::{Aw, Sync, What},
    mention::{Mention, Tell},
    parse::{Error, Parse},
    write::Write,
};
use serde_json::Value as Json;

/// What an array stands for that begins with a word.
pub(crate) trait Worded: Sized {
    /// What it is; none when there is no such word.
    fn read(word: &str, parts: &[Json]) -> Result<Option<Self>, Error>;
    /// The word, and the parts after it.
    fn parts(&self) -> Vec<Json>;
    /// The word alone.
    fn word(&self) -> &'static str;
    /// Tells everything that its parts mention.
    fn tell_parts(&self, tell: &mut dyn FnMut(Mention));
}

fn part<T: Parse>(name: &str, json: &Json) -> Result<T, Error> {
    T::parse(json).map_err(|error| error.inside(name))
}

macro_rules! table {
    ($name:ident { $($word:literal $case:ident { $($part:ident),* })* } $($rest:ident)?) => {
        impl Worded for $name {
            fn read(word: &str, parts: &[Json]) -> Result<Option<Self>, Error> {
                Ok(Some(match (word, parts) {
                    $(
                        ($word, [$($part),*]) => Self::$case {
                            $($part: part(concat!($word, ".", stringify!($part)), $part)?,)*
                        },
                        ($word, _) => return Err(Error::new(format!(
                            "`{word}` takes ({}), not {} parts",
                            <[&str]>::join(&[$(stringify!($part)),*], ", "),
                            parts.len()
                        ))),
                    )*
                    _ => return Ok(None::<Self>$(.or($rest::read(word, parts)?.map(Self::$rest)))?),
                }))
            }

            fn parts(&self) -> Vec<Json> {
                match self {
                    $(Self::$case { $($part),* } => vec![$word.into(), $($part.write()),*],)*
                    $(Self::$rest(inner) => inner.parts(),)?
                }
            }

            fn tell_parts(&self, tell: &mut dyn FnMut(Mention)) {
                match self {
                    $(Self::$case { $($part),* } => { $($part.tell(tell);)* })*
                    $(Self::$rest(inner) => inner.tell_parts(tell),)?
                }
            }

            fn word(&self) -> &'static str {
                match self {
                    $(Self::$case { .. } => $word,)*
                    $(Self::$rest(inner) => inner.word(),)?
                }
            }
        }
    };
}

table! { Sync {
    "print" Print {}
    "raise" Raise { class, message }
    "cancel" Cancel { task, message }
    "uncancel" Uncancel { task }
    "cancelling" Cancelling { task }
    "state" State { of }
    "set_result" SetResult { future, value }
    "set_exc" SetException { future, message }
    "fut_cancel" CancelFuture { future }
    "event_set" EventSet { event }
    "event_clear" EventClear { event }
    "release" Release { of }
    "put_nowait" PutNowait { queue, value }
    "get_nowait" GetNowait { queue }
    "task_done" TaskDone { queue }
    "notify" Notify { condition, count }
    "call_soon" CallSoon { body }
    "call_later" CallLater { handle, delay, body }
    "hcancel" CancelHandle { handle }
    "on_done" OnDone { of, body }
    "spawn" Spawn { task, coroutine }
    "tg_spawn" GroupSpawn { group, task, coroutine }
    "shutdown_q" ShutDown { queue, immediate }
    "cv_set" SetContext { value }
    "cv_get" GetContext {}
} }

table! { What {
    "sleep" Sleep { seconds }
    "await" Await { what }
    "return" Return { value }
    "try" Try { body, handlers, otherwise, finally }
    "timeout" Timeout { seconds, body }
    "lock" Lock { lock, body }
    "sem" Semaphore { semaphore, body }
    "cond" Condition { condition, body }
    "tg" Group { group, body }
    "wait" Wait { tasks, timeout, until }
    "as_completed" AsCompleted { tasks, timeout }
    "as_completed_async" AsCompletedAsync { tasks, timeout }
    "resched" Reschedule { timeout, seconds }
} Sync }

table! { Aw {
    "t" Task { task }
    "f" Future { future }
    "call" Call { coroutine }
    "wait_for" WaitFor { inner, seconds }
    "shield" Shield { inner }
    "gather" Gather { all, return_exceptions }
    "e_wait" EventWait { event }
    "acquire" Acquire { of }
    "q_put" Put { queue, value }
    "q_get" Get { queue }
    "q_join" Join { queue }
    "c_wait" ConditionWait { condition }
    "b_wait" BarrierWait { barrier }
    "b_reset" BarrierReset { barrier }
    "b_abort" BarrierAbort { barrier }
} }
