//! From JSON to a program. An error names what is not known, and where.

use crate::{
    ast::{
        AnySemaphore, Aw, BarrierVar, BoundedVar, Caught, ConditionVar, Coro, EventVar, FutureVar,
        GroupVar, HandleVar, Handler, How, Line, LockVar, Lockable, Objects, Options, Program,
        QueueVar, Raised, SemaphoreVar, Target, TaskVar, TimeoutId, Until, Value, What,
    },
    check,
    words::Worded,
};
use serde_json::Value as Json;
use std::fmt;

/// Why a text is not a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    at: Vec<String>,
    what: String,
}

impl Error {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            at: Vec::new(),
            what: what.into(),
        }
    }

    /// The same, seen from the part that holds the one with the error.
    pub(crate) fn inside(mut self, part: impl Into<String>) -> Self {
        self.at.insert(0, part.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at.join("/"))?;
        }
        f.write_str(&self.what)
    }
}

impl std::error::Error for Error {}

impl Program {
    /// Reads a program from one JSON object.
    ///
    /// # Errors
    /// When the text is no JSON, says something that the format does not know, names an
    /// object that is not there, or might not end by itself; see [`check`](crate::check).
    ///
    /// # Examples
    /// ```
    /// use coroscope_programs::ast::Program;
    ///
    /// let text = r#"{"v":1,"seed":1,"profile":"x","coros":[],"main":[["jump",1]]}"#;
    /// let error = Program::parse(text).unwrap_err();
    /// assert_eq!(error.to_string(), "main/statement 1: there is no statement `jump`");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let json: Json = serde_json::from_str(text).map_err(|e| Error::new(e.to_string()))?;
        let program = Self::parse_json(&json)?;
        check::program(&program)?;
        Ok(program)
    }

    fn parse_json(json: &Json) -> Result<Self, Error> {
        let known = ["v", "seed", "profile", "opts", "objs", "coros", "main"];
        only(json, &known)?;
        if json["v"] != 1 {
            return Err(wrong("version 1", &json["v"]).inside("v"));
        }
        Ok(Self {
            seed: field(json, "seed")?,
            profile: field(json, "profile")?,
            options: field(json, "opts")?,
            objects: field(json, "objs")?,
            coroutines: field(json, "coros")?,
            main: field(json, "main")?,
        })
    }
}

/// What can be read from JSON.
pub(crate) trait Parse: Sized {
    fn parse(json: &Json) -> Result<Self, Error>;
}

fn wrong(wanted: &str, found: &Json) -> Error {
    Error::new(format!("{found} is not {wanted}"))
}

fn field<T: Parse>(of: &Json, name: &str) -> Result<T, Error> {
    T::parse(&of[name]).map_err(|error| error.inside(name))
}

/// Refuses an object with a field that nobody would look at.
fn only(json: &Json, known: &[&str]) -> Result<(), Error> {
    let object = json.as_object().ok_or_else(|| wrong("an object", json))?;
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(Error::new(format!("there is no `{key}` in the format"))),
        None => Ok(()),
    }
}

impl Parse for Options {
    fn parse(json: &Json) -> Result<Self, Error> {
        if json.is_null() {
            return Ok(Self::default());
        }
        only(json, &["eager", "debug"])?;
        Ok(Self {
            eager: field::<Option<_>>(json, "eager")?.unwrap_or_default(),
            debug: field::<Option<_>>(json, "debug")?.unwrap_or_default(),
        })
    }
}

impl Parse for Objects {
    fn parse(json: &Json) -> Result<Self, Error> {
        fn some<T: Parse + Default>(json: &Json, name: &str) -> Result<T, Error> {
            Ok(field::<Option<T>>(json, name)?.unwrap_or_default())
        }
        if json.is_null() {
            return Ok(Self::default());
        }
        only(json, &["f", "e", "l", "s", "bs", "q", "c", "b"])?;
        Ok(Self {
            futures: some(json, "f")?,
            events: some(json, "e")?,
            locks: some(json, "l")?,
            semaphores: some(json, "s")?,
            bounded: some(json, "bs")?,
            queues: some(json, "q")?,
            conditions: some(json, "c")?,
            barriers: some(json, "b")?,
        })
    }
}

impl<T: Worded> Parse for Line<T> {
    fn parse(json: &Json) -> Result<Self, Error> {
        let array = json.as_array().ok_or_else(|| wrong("a statement", json))?;
        let [Json::String(word), parts @ .., id] = array.as_slice() else {
            return Err(wrong("a statement", json));
        };
        let id = id
            .as_u64()
            .ok_or_else(|| wrong("a statement's number", id))?;
        let part = || format!("statement {id}");
        let read = T::read(word, parts).map_err(|error| error.inside(part()))?;
        let Some(what) = read else {
            let known = !matches!(What::read(word, parts), Ok(None));
            let what = if known {
                format!("a callback cannot `{word}`")
            } else {
                format!("there is no statement `{word}`")
            };
            return Err(Error::new(what).inside(part()));
        };
        Ok(Self { id, what })
    }
}

impl Parse for Aw {
    fn parse(json: &Json) -> Result<Self, Error> {
        let array = json.as_array().map(Vec::as_slice);
        let Some([Json::String(word), parts @ ..]) = array else {
            return Err(wrong("something to await", json));
        };
        Self::read(word, parts)?
            .ok_or_else(|| Error::new(format!("there is no awaitable `{word}`")))
    }
}

impl Parse for Handler {
    fn parse(json: &Json) -> Result<Self, Error> {
        let array = json.as_array().map(Vec::as_slice);
        let Some([class, body, how]) = array else {
            return Err(wrong("an except clause", json));
        };
        Ok(Self {
            class: Parse::parse(class)?,
            body: Parse::parse(body)?,
            how: Parse::parse(how)?,
        })
    }
}

impl Parse for Value {
    fn parse(json: &Json) -> Result<Self, Error> {
        Ok(match json {
            Json::Null => Self::None,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(_) => Self::Int(Parse::parse(json)?),
            Json::String(text) => Self::Str(text.clone()),
            Json::Array(_) => Self::List(Parse::parse(json)?),
            Json::Object(_) => return Err(wrong("a value", json)),
        })
    }
}

impl<T: Parse> Parse for Vec<T> {
    fn parse(json: &Json) -> Result<Self, Error> {
        let array = json.as_array().ok_or_else(|| wrong("a list", json))?;
        array.iter().map(T::parse).collect()
    }
}

impl<T: Parse> Parse for Option<T> {
    fn parse(json: &Json) -> Result<Self, Error> {
        (!json.is_null()).then(|| T::parse(json)).transpose()
    }
}

impl<T: Parse> Parse for Box<T> {
    fn parse(json: &Json) -> Result<Self, Error> {
        T::parse(json).map(Box::new)
    }
}

/// What serde's own accessors read.
macro_rules! plain {
    ($($type:ty, $wanted:literal, $read:expr;)*) => {$(
        impl Parse for $type {
            fn parse(json: &Json) -> Result<Self, Error> {
                let read: fn(&Json) -> Option<$type> = $read;
                read(json).ok_or_else(|| wrong($wanted, json))
            }
        }
    )*};
}

plain! {
    bool, "true or false", Json::as_bool;
    u64, "a number from 0", Json::as_u64;
    u32, "a small number from 0", |json| json.as_u64()?.try_into().ok();
    Coro, "the number of a coroutine", |json| Some(Coro(json.as_u64()?.try_into().ok()?));
    TimeoutId, "the number of a statement", |json| json.as_u64().map(TimeoutId);
    i64, "a whole number", Json::as_i64;
    f64, "a number", Json::as_f64;
    String, "a text", |json| json.as_str().map(Into::into);
}

/// The number in a variable's name.
fn number(json: &Json, prefix: &str) -> Option<u32> {
    let digits = json.as_str()?.strip_prefix(prefix)?;
    digits
        .parse()
        .ok()
        .filter(|number: &u32| number.to_string() == digits)
}

macro_rules! variables {
    ($($name:ident)*) => {$(
        impl Parse for $name {
            fn parse(json: &Json) -> Result<Self, Error> {
                let number = number(json, Self::PREFIX).ok_or_else(|| {
                    wrong(concat!("a name for a ", stringify!($name)), json)
                })?;
                Ok(Self(number))
            }
        }
    )*};
}

variables! {
    TaskVar GroupVar HandleVar FutureVar EventVar LockVar SemaphoreVar BoundedVar QueueVar
    ConditionVar BarrierVar
}

/// One of several kinds of variables.
macro_rules! either {
    ($($name:ident { $($case:ident),* } $wanted:literal;)*) => {$(
        impl Parse for $name {
            fn parse(json: &Json) -> Result<Self, Error> {
                $(if let Ok(found) = Parse::parse(json) {
                    return Ok(Self::$case(found));
                })*
                Err(wrong($wanted, json))
            }
        }
    )*};
}

either! {
    Target { Task, Future } "a task or a future";
    Lockable { Lock, Semaphore, Bounded } "a lock or a semaphore";
    AnySemaphore { Semaphore, Bounded } "a semaphore";
}

macro_rules! words {
    ($($name:ident)*) => {$(
        impl Parse for $name {
            fn parse(json: &Json) -> Result<Self, Error> {
                let found = Self::ALL.iter().find(|case| json == case.word());
                found.copied().ok_or_else(|| {
                    let words: Vec<_> = Self::ALL.iter().map(|case| case.word()).collect();
                    wrong(&format!("one of {}", words.join(", ")), json)
                })
            }
        }
    )*};
}

words! { Raised Caught How Until }
