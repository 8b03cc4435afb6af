//! The README of the executor core says what each public name of Python's asyncio is called
//! there. It must leave none out, and everything it names must exist.

use crate::{none, root, texts};
use std::{collections::BTreeMap, fs};

/// `asyncio.__all__` of CPython 3.14, by module.
const ASYNCIO: &str = "
    ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION
    AbstractEventLoop AbstractServer BaseEventLoop EventLoop SelectorEventLoop Server
    Handle TimerHandle get_event_loop get_event_loop_policy get_running_loop new_event_loop
    set_event_loop set_event_loop_policy _get_running_loop _set_running_loop
    Future isfuture wrap_future future_add_to_awaited_by future_discard_from_awaited_by
    Task all_tasks as_completed create_eager_task_factory create_task current_task
    eager_task_factory ensure_future gather run_coroutine_threadsafe shield sleep wait wait_for
    _enter_task _leave_task _register_task _unregister_task
    iscoroutine iscoroutinefunction Runner run TaskGroup Timeout timeout timeout_at to_thread
    Barrier BoundedSemaphore Condition Event Lock Semaphore
    LifoQueue PriorityQueue Queue QueueEmpty QueueFull QueueShutDown
    BrokenBarrierError CancelledError IncompleteReadError InvalidStateError LimitOverrunError
    SendfileNotAvailableError TimeoutError
    FrameCallGraphEntry FutureCallGraph capture_call_graph format_call_graph print_call_graph
    BaseProtocol BufferedProtocol DatagramProtocol Protocol SubprocessProtocol
    BaseTransport DatagramTransport ReadTransport SubprocessTransport Transport WriteTransport
    StreamReader StreamReaderProtocol StreamWriter open_connection start_server
    create_subprocess_exec create_subprocess_shell
";

/// The public methods of `AbstractEventLoop`; a family that has nothing to do with scheduling
/// is named by its pattern.
const LOOP: &str = "
    add_reader add_writer remove_reader remove_writer add_signal_handler remove_signal_handler
    call_at call_later call_soon call_soon_threadsafe call_exception_handler
    default_exception_handler get_exception_handler set_exception_handler
    close is_closed is_running run_forever run_until_complete stop time
    create_future create_task get_task_factory set_task_factory get_debug set_debug
    run_in_executor set_default_executor shutdown_default_executor shutdown_asyncgens
    connect_* create_connection create_*_endpoint create_server create_unix_* getaddrinfo
    getnameinfo sendfile sock_* start_tls subprocess_*
";

/// The rows of the tables that come after a heading: what stands in their two cells.
fn rows(readme: &str, heading: &str) -> Vec<(Vec<String>, String)> {
    let table = readme.split(heading).nth(1).unwrap_or_default();
    let lines = table.lines().skip_while(|line| !line.starts_with("|---"));
    lines
        .skip(1)
        .map_while(|line| line.strip_prefix("| ")?.strip_suffix('|'))
        .filter_map(|line| line.split_once(" | "))
        .map(|(theirs, ours)| (code(theirs), ours.to_owned()))
        .collect()
}

/// What is set as code.
fn code(text: &str) -> Vec<String> {
    let parts = text.split('`').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

/// What the core shows to the outside: the names that it exports, and the functions of each.
struct Surface {
    exported: Vec<String>,
    functions: BTreeMap<String, Vec<String>>,
}

impl Surface {
    fn read() -> Self {
        let mut functions: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for text in texts("crates/asyncio/src", &[".rs"]) {
            let mut owner = String::new();
            for line in text.content.lines() {
                if line.starts_with("impl") || line.starts_with("pub trait ") {
                    owner = owner_of(line);
                }
                let function = line.trim_start().trim_start_matches("pub ");
                if let Some(name) = function.strip_prefix("fn ") {
                    let name = word(name);
                    functions.entry(owner.clone()).or_default().push(name);
                }
            }
        }
        let lib = root().join("crates/asyncio/src/lib.rs");
        let lib = fs::read_to_string(lib).expect("the crate is there");
        let uses = lib.split("pub use ").skip(1);
        let exported = uses
            .flat_map(|line| {
                line.split(';')
                    .next()
                    .unwrap_or_default()
                    .split(['{', ',', ':'])
            })
            .map(|name| word(name.trim()))
            .collect();
        Self {
            exported,
            functions,
        }
    }

    /// What of this code does not exist. A word in lower case is a function of the type named
    /// before it.
    fn missing(&self, code: &[String]) -> Vec<String> {
        let mut owner = String::new();
        let mut missing = Vec::new();
        for code in code {
            let (first, rest) = code.split_once("::").unwrap_or((code, ""));
            let is_type = first.starts_with(char::is_uppercase);
            let exists = if is_type {
                owner = word(first);
                let function = word(rest);
                self.exported.contains(&owner) && (rest.is_empty() || self.has(&owner, &function))
            } else if owner.is_empty() {
                self.exported.contains(&word(first))
            } else {
                self.has(&owner, &word(first))
            };
            if !exists {
                missing.push(code.clone());
            }
        }
        missing
    }

    fn has(&self, owner: &str, function: &str) -> bool {
        let functions = self.functions.get(owner);
        functions.is_some_and(|functions| functions.iter().any(|name| name == function))
    }
}

/// The type whose functions follow: `Task` in `impl<T: Value> Drop for Task<T> {`.
fn owner_of(line: &str) -> String {
    let line = line.trim_start_matches("pub trait ");
    let line = line.split(" for ").last().unwrap_or(line);
    let mut rest = line.strip_prefix("impl").unwrap_or(line);
    if rest.starts_with('<') {
        // Past the end of the generic parameters; the arrow of `Fn() -> T` closes nothing.
        let (mut depth, mut before) = (0, ' ');
        let end = rest.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '<') - i32::from(*c == '>' && before != '-');
            before = *c;
            depth == 0
        });
        rest = end.map_or(rest, |(end, _)| &rest[end + 1..]);
    }
    word(rest.trim_start())
}

/// The identifier at the beginning of a text.
fn word(text: &str) -> String {
    let part = |c: &char| c.is_alphanumeric() || *c == '_';
    text.chars().take_while(part).collect()
}

fn check(heading: &str, all: &str) {
    let readme = root().join("crates/asyncio/README.md");
    let readme = fs::read_to_string(readme).expect("the README is there");
    let surface = Surface::read();
    let rows = rows(&readme, heading);
    let mut breaches = Vec::new();
    for name in all.split_whitespace() {
        let count = rows
            .iter()
            .filter(|(theirs, _)| theirs.iter().any(|n| n == name));
        match count.count() {
            1 => {}
            0 => breaches.push(format!("`{name}` is left out")),
            count => breaches.push(format!("`{name}` stands in {count} rows")),
        }
    }
    for (theirs, ours) in &rows {
        let known = |name: &&String| !all.split_whitespace().any(|known| known == *name);
        breaches.extend(
            theirs
                .iter()
                .filter(known)
                .map(|n| format!("`{n}` is no name of asyncio's")),
        );
        if ours.starts_with("none: ") {
            let there =
                |name: &&String| surface.exported.contains(name) || surface.has("Loop", name);
            let there = theirs.iter().filter(there);
            breaches.extend(there.map(|name| format!("`{name}` is there after all")));
            continue;
        }
        let code = code(ours);
        if code.is_empty() {
            breaches.push(format!(
                "{theirs:?}: neither a name nor `none: ` and a reason"
            ));
        }
        let missing = surface.missing(&code);
        breaches.extend(
            missing
                .iter()
                .map(|name| format!("{theirs:?}: there is no `{name}`")),
        );
    }
    none(&breaches, "correct the table in crates/asyncio/README.md");
}

#[test]
fn every_name_of_asyncio_has_its_row() {
    check("## Every name of Python's asyncio", ASYNCIO);
}

#[test]
fn every_method_of_the_loop_has_its_row() {
    check("And the methods of the loop:", LOOP);
}

#[test]
fn functions_are_found_by_their_type() {
    assert_eq!(owner_of("impl<T: Value> Drop for Task<T> {"), "Task");
    assert_eq!(owner_of("impl<T, F: Fn() -> Vec<T>> Queue<T> {"), "Queue");
    assert_eq!(owner_of("impl Loop {"), "Loop");
    assert_eq!(
        owner_of("pub trait Awaitable<T: Value>: Sealed {"),
        "Awaitable"
    );
    let surface = Surface::read();
    let code = |text: &str| code(text);
    assert_eq!(
        surface.missing(&code(
            "`Loop::gather`, `Task`: `result`, `cancelling`, `Run::new(&aio)`"
        )),
        ["cancelling"]
    );
    assert_eq!(
        surface.missing(&code("`Lop`, `Loop::gathers`")),
        ["Lop", "Loop::gathers"]
    );
}
