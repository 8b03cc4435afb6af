//! Programs as data: one JSON object a program.

use serde_json::Value;
use std::rc::Rc;

/// The number of a statement, unique in its program; a transcript shows it.
pub(crate) type Id = u64;
pub(crate) type Body = Rc<[Stmt]>;

pub(crate) struct Program {
    pub(crate) seed: u64,
    /// How many futures exist before main starts.
    pub(crate) futures: usize,
    pub(crate) coros: Vec<Body>,
    pub(crate) main: Body,
}

pub(crate) struct Stmt {
    pub(crate) id: Id,
    pub(crate) what: What,
}

pub(crate) enum What {
    Print,
    Raise {
        class: String,
        message: String,
    },
    Cancel {
        task: String,
        message: Option<String>,
    },
    Uncancel(String),
    Cancelling(String),
    State(String),
    SetResult {
        future: String,
        value: i64,
    },
    SetException {
        future: String,
        message: String,
    },
    CancelFuture(String),
    CallSoon(Body),
    CallLater {
        handle: String,
        delay: f64,
        body: Body,
    },
    CancelHandle(String),
    OnDone {
        of: String,
        body: Body,
    },
    Spawn {
        task: String,
        coro: usize,
    },
    Sleep(f64),
    Await(Aw),
    Return(i64),
    Try(Rc<Try>),
    Timeout {
        seconds: Option<f64>,
        body: Body,
    },
    Reschedule {
        timeout: Id,
        seconds: Option<f64>,
    },
}

pub(crate) struct Try {
    pub(crate) body: Body,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) otherwise: Option<Body>,
    pub(crate) finally: Option<Body>,
}

pub(crate) struct Handler {
    pub(crate) class: String,
    pub(crate) body: Body,
    pub(crate) reraise: bool,
}

/// Something to await.
pub(crate) enum Aw {
    Task(String),
    Future(String),
    Call(usize),
    WaitFor(Box<Aw>, Option<f64>),
    Shield(Box<Aw>),
    Gather(Vec<Aw>, bool),
}

impl Aw {
    /// Whether every variable that it names satisfies `known`.
    pub(crate) fn names(&self, known: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Aw::Task(name) | Aw::Future(name) => known(name),
            Aw::Call(_) => true,
            Aw::WaitFor(inner, _) | Aw::Shield(inner) => inner.names(known),
            Aw::Gather(all, _) => all.iter().all(|aw| aw.names(known)),
        }
    }
}

/// Reads a program; an error names what it does not know.
pub(crate) fn program(line: &str) -> Result<Program, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    if value["opts"]["eager"] == true {
        return Err("eager tasks".into());
    }
    let coros = list(&value["coros"])?;
    Ok(Program {
        seed: value["seed"].as_u64().ok_or("no seed")?,
        futures: number(&value["objs"]["f"])? as usize,
        coros: coros.iter().map(body).collect::<Result<_, _>>()?,
        main: body(&value["main"])?,
    })
}

fn list(value: &Value) -> Result<&Vec<Value>, String> {
    value.as_array().ok_or(format!("no list: {value}"))
}

fn text(value: &Value) -> Result<String, String> {
    value
        .as_str()
        .map(Into::into)
        .ok_or(format!("no text: {value}"))
}

fn number(value: &Value) -> Result<f64, String> {
    value.as_f64().ok_or(format!("no number: {value}"))
}

fn integer(value: &Value) -> Result<i64, String> {
    value.as_i64().ok_or(format!("no integer: {value}"))
}

fn index(value: &Value) -> Result<usize, String> {
    Ok(integer(value)? as usize)
}

fn maybe<T>(value: &Value, read: fn(&Value) -> Result<T, String>) -> Result<Option<T>, String> {
    (!value.is_null()).then(|| read(value)).transpose()
}

fn body(value: &Value) -> Result<Body, String> {
    list(value)?.iter().map(stmt).collect()
}

fn stmt(value: &Value) -> Result<Stmt, String> {
    let parts = list(value)?;
    let [first, args @ .., id] = parts.as_slice() else {
        return Err(format!("too short: {value}"));
    };
    let id = id.as_u64().ok_or(format!("no id: {value}"))?;
    let what = match (text(first)?.as_str(), args) {
        ("print", []) => What::Print,
        ("raise", [class, message]) => What::Raise {
            class: text(class)?,
            message: text(message)?,
        },
        ("cancel", [task, message]) => What::Cancel {
            task: text(task)?,
            message: maybe(message, text)?,
        },
        ("uncancel", [task]) => What::Uncancel(text(task)?),
        ("cancelling", [task]) => What::Cancelling(text(task)?),
        ("state", [of]) => What::State(text(of)?),
        ("set_result", [future, value]) => What::SetResult {
            future: text(future)?,
            value: integer(value)?,
        },
        ("set_exc", [future, message]) => What::SetException {
            future: text(future)?,
            message: text(message)?,
        },
        ("fut_cancel", [future]) => What::CancelFuture(text(future)?),
        ("call_soon", [code]) => What::CallSoon(body(code)?),
        ("call_later", [handle, delay, code]) => What::CallLater {
            handle: text(handle)?,
            delay: number(delay)?,
            body: body(code)?,
        },
        ("hcancel", [handle]) => What::CancelHandle(text(handle)?),
        ("on_done", [of, code]) => What::OnDone {
            of: text(of)?,
            body: body(code)?,
        },
        ("spawn", [task, coro]) => What::Spawn {
            task: text(task)?,
            coro: index(coro)?,
        },
        ("sleep", [seconds]) => What::Sleep(number(seconds)?),
        ("await", [aw]) => What::Await(awaitable(aw)?),
        ("return", [value]) => What::Return(integer(value)?),
        ("try", [code, handlers, otherwise, finally]) => What::Try(Rc::new(Try {
            body: body(code)?,
            handlers: list(handlers)?
                .iter()
                .map(handler)
                .collect::<Result<_, _>>()?,
            otherwise: maybe(otherwise, body)?,
            finally: maybe(finally, body)?,
        })),
        ("timeout", [seconds, code]) => What::Timeout {
            seconds: maybe(seconds, number)?,
            body: body(code)?,
        },
        ("resched", [timeout, seconds]) => What::Reschedule {
            timeout: timeout.as_u64().ok_or(format!("no id: {value}"))?,
            seconds: maybe(seconds, number)?,
        },
        (other, _) => return Err(other.into()),
    };
    Ok(Stmt { id, what })
}

fn handler(value: &Value) -> Result<Handler, String> {
    Ok(Handler {
        class: text(&value[0])?,
        body: body(&value[1])?,
        reraise: value[2] == "reraise",
    })
}

fn awaitable(value: &Value) -> Result<Aw, String> {
    let parts = list(value)?;
    Ok(match (text(&value[0])?.as_str(), &parts[1..]) {
        ("t", [task]) => Aw::Task(text(task)?),
        ("f", [future]) => Aw::Future(text(future)?),
        ("call", [coro]) => Aw::Call(index(coro)?),
        ("wait_for", [aw, seconds]) => {
            Aw::WaitFor(Box::new(awaitable(aw)?), maybe(seconds, number)?)
        }
        ("shield", [aw]) => Aw::Shield(Box::new(awaitable(aw)?)),
        ("gather", [all, return_exceptions]) => Aw::Gather(
            list(all)?.iter().map(awaitable).collect::<Result<_, _>>()?,
            return_exceptions == true,
        ),
        (other, _) => return Err(format!("await {other}")),
    })
}
