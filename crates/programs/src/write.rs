//! From a program to JSON, on one line, in the format's own order.

use crate::{
    ast::{
        AnySemaphore, Aw, BarrierVar, BoundedVar, Caught, ConditionVar, Coro, EventVar, FutureVar,
        GroupVar, HandleVar, Handler, How, Line, LockVar, Lockable, Program, QueueVar, Raised,
        SemaphoreVar, Target, TaskVar, TimeoutId, Until, Value,
    },
    words::Worded,
};
use serde_json::{Value as Json, json};

impl Program {
    /// The program as one line of JSON; [`Program::parse`] reads it.
    ///
    /// # Examples
    /// ```
    /// use coroscope_programs::ast::Program;
    ///
    /// let text = concat!(
    ///     r#"{"v":1,"seed":7,"profile":"core","opts":{"eager":false,"debug":false},"#,
    ///     r#""objs":{"f":0,"e":0,"l":0,"s":[],"bs":[],"q":[],"c":0,"b":[]},"#,
    ///     r#""coros":[],"main":[["sleep",0.25,1]]}"#,
    /// );
    /// assert_eq!(Program::parse(text)?.to_json(), text);
    /// # Ok::<(), coroscope_programs::parse::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        // One by one, because serde's map would sort the fields.
        let objects = &self.objects;
        let fields = [
            ("v", json!(1)),
            ("seed", json!(self.seed)),
            ("profile", json!(self.profile)),
        ];
        let options = [
            ("eager", json!(self.options.eager)),
            ("debug", json!(self.options.debug)),
        ];
        let objects = [
            ("f", json!(objects.futures)),
            ("e", json!(objects.events)),
            ("l", json!(objects.locks)),
            ("s", json!(objects.semaphores)),
            ("bs", json!(objects.bounded)),
            ("q", json!(objects.queues)),
            ("c", json!(objects.conditions)),
            ("b", json!(objects.barriers)),
        ];
        format!(
            "{{{},\"opts\":{{{}}},\"objs\":{{{}}},\"coros\":{},\"main\":{}}}",
            joined(&fields),
            joined(&options),
            joined(&objects),
            self.coroutines.write(),
            self.main.write(),
        )
    }
}

fn joined(fields: &[(&str, Json)]) -> String {
    let fields = fields
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"));
    fields.collect::<Vec<_>>().join(",")
}

/// What can be written as JSON.
pub(crate) trait Write {
    fn write(&self) -> Json;
}

impl<T: Worded> Write for Line<T> {
    fn write(&self) -> Json {
        let mut parts = self.what.parts();
        parts.push(self.id.into());
        Json::Array(parts)
    }
}

impl Write for Aw {
    fn write(&self) -> Json {
        Json::Array(self.parts())
    }
}

impl Write for Handler {
    fn write(&self) -> Json {
        Json::Array(vec![
            self.class.write(),
            self.body.write(),
            self.how.write(),
        ])
    }
}

impl Write for Value {
    fn write(&self) -> Json {
        match self {
            Self::None => Json::Null,
            Self::Bool(value) => json!(value),
            Self::Int(value) => json!(value),
            Self::Str(text) => json!(text),
            Self::List(items) => items.write(),
        }
    }
}

impl Write for f64 {
    fn write(&self) -> Json {
        // Whole seconds are written without a point, as people do.
        let whole = *self as i64;
        if whole as f64 == *self {
            json!(whole)
        } else {
            json!(self)
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Json {
        Json::Array(self.iter().map(Write::write).collect())
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self) -> Json {
        self.as_ref().map_or(Json::Null, Write::write)
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self) -> Json {
        (**self).write()
    }
}

macro_rules! plain {
    ($($type:ty)*) => {$(
        impl Write for $type {
            fn write(&self) -> Json {
                json!(self)
            }
        }
    )*};
}

plain! { bool u32 String }

impl Write for Coro {
    fn write(&self) -> Json {
        json!(self.0)
    }
}

impl Write for TimeoutId {
    fn write(&self) -> Json {
        json!(self.0)
    }
}

macro_rules! variables {
    ($($name:ident)*) => {$(
        impl Write for $name {
            fn write(&self) -> Json {
                Json::String(self.to_string())
            }
        }
    )*};
}

variables! {
    TaskVar GroupVar HandleVar FutureVar EventVar LockVar SemaphoreVar BoundedVar QueueVar
    ConditionVar BarrierVar Target Lockable AnySemaphore
}

macro_rules! words {
    ($($name:ident)*) => {$(
        impl Write for $name {
            fn write(&self) -> Json {
                json!(self.word())
            }
        }
    )*};
}

words! { Raised Caught How Until }
