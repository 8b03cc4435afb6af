//! A trace without that in which the two sides may differ.

use std::collections::{HashMap, HashSet};

use coroscope_trace::{
    Callback, Complaint, CoroutineId, Event, EventKind, FutureId, FutureKind, HandleId, Outcome,
    Place, ResourceKind, RunStage, Stream,
};

/// What is left out, or made the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// A lesson: each has its lines in both editions.
    Lesson,
    /// A program that is data: on the Rust side its lines are those of an interpreter.
    Program,
}

/// One line for each event that counts.
pub(crate) fn skeleton(events: &[Event], of: Of) -> Vec<String> {
    let mut coroutines = Coroutines::default();
    let mut waiters = Waiters::default();
    let mut handles = Handles::of(events);
    let lines = events.iter().filter_map(|event| {
        let mut kind = event.kind.clone();
        let counts = reduce(&mut kind)
            && handles.number(&mut kind)
            && (of == Of::Lesson || reduce_program(&mut kind))
            && coroutines.number(&mut kind);
        waiters.forget(&mut kind, of);
        counts.then(|| format!("{} {kind:?}", event.time))
    });
    lines.collect()
}

/// Whether the event counts; what it says is made the same.
fn reduce(kind: &mut EventKind) -> bool {
    use EventKind as E;
    match kind {
        // CPython shows the line of the source, too.
        E::Output {
            stream: Stream::Stderr,
            ..
        } => return false,
        // A method of a future's has its class before it in Python.
        E::HandleScheduled {
            callback: Callback::User { name },
            ..
        }
        | E::TimerSet {
            callback: Callback::User { name },
            ..
        } => name.clear(),
        // A future that the program makes is called as its variable; in Rust, as somebody chose.
        E::FutureCreated {
            kind: FutureKind::Plain,
            label,
            ..
        } => label.clear(),
        E::CoroutineCreated { definition, .. } => definition.rust = 0,
        _ => {}
    }
    if let Some(place) = place(kind) {
        place.rust = 0;
    }
    true
}

/// Whether the event of a program that is data counts.
fn reduce_program(kind: &mut EventKind) -> bool {
    use EventKind as E;
    if let Some(place) = place(kind) {
        *place = Place::default();
    }
    match kind {
        E::Output { .. }
        | E::ProgramStarted
        | E::ProgramFinished { .. }
        // There the loop exists before it runs.
        | E::RunStage { stage: RunStage::NewLoop, .. }
        // These come when memory is given back, which each side does in its own time.
        | E::ExceptionHandler {
            complaint: Complaint::NeverRetrieved | Complaint::DestroyedPending,
            ..
        } => return false,
        E::CoroutineCreated { definition, name, .. } => {
            *definition = Place::default();
            cut(name, "#");
        }
        // In Python a group is called as its variable.
        E::ResourceCreated { kind: ResourceKind::TaskGroup, name, .. } => name.clear(),
        E::FutureCreated { label, .. } if label.ends_with(".exit()") => *label = "exit()".into(),
        E::FutureCreated { label, .. } if label.contains('#') => {
            cut(label, "#");
            label.push(')');
        }
        E::FutureCreated { kind: FutureKind::Sleep, label, .. } => label.clear(),
        // In Python it says which, and where.
        E::ExceptionHandler { message, .. } => cut(message, "("),
        E::TaskFinished { outcome, .. }
        | E::FutureResolved { outcome, .. }
        | E::CoroutineFinished { outcome, .. } => shorten(outcome),
        _ => {}
    }
    if let E::ExceptionHandler { message, .. } = kind {
        cut(message, " cb");
    }
    true
}

/// Values are of its own there, and shown in its own way.
fn shorten(outcome: &mut Outcome) {
    if let Outcome::Exception(error) = outcome
        && ["SystemExit", "KeyboardInterrupt"].contains(&&*error.type_name)
    {
        error.message.clear();
    }
    if let Outcome::Result(text) = outcome {
        *text = text.replace(", ", ",").replace('\'', "");
    }
}

fn cut(text: &mut String, at: &str) {
    text.truncate(text.find(at).unwrap_or(text.len()));
}

/// Futures on which the library waits by itself: what their result is, nobody is told.
#[derive(Default)]
struct Waiters(HashSet<FutureId>);

impl Waiters {
    fn forget(&mut self, kind: &mut EventKind, of: Of) {
        match kind {
            EventKind::FutureCreated {
                kind: FutureKind::Waiter,
                future,
                ..
            } => {
                self.0.insert(*future);
            }
            // Of the leftovers' end the core makes no list.
            EventKind::FutureCreated {
                kind: FutureKind::Gather,
                future,
                ..
            } if of == Of::Program => {
                self.0.insert(*future);
            }
            EventKind::FutureResolved { future, outcome } => {
                if let Outcome::Result(text) = outcome
                    && self.0.contains(future)
                {
                    text.clear();
                }
            }
            _ => {}
        }
    }
}

/// Handles, by the order in which they are told of; none in a run with a `shield`, where CPython has one callback more,
/// which does nothing that shows: handles have other numbers from there on, and iterations run one more.
struct Handles(Option<HashMap<HandleId, u32>>);

impl Handles {
    fn of(events: &[Event]) -> Self {
        let is_shield = |event: &Event| {
            let kind = &event.kind;
            matches!(
                kind,
                EventKind::FutureCreated {
                    kind: FutureKind::Shield,
                    ..
                }
            )
        };
        let counts = !events.iter().any(is_shield);
        Self(counts.then(HashMap::new))
    }

    fn number(&mut self, kind: &mut EventKind) -> bool {
        use EventKind as E;
        match kind {
            E::HandleScheduled { handle, .. }
            | E::HandleStarted { handle }
            | E::HandleFinished { handle }
            | E::HandleCancelled { handle }
            | E::HandleSkipped { handle }
            | E::TimerFired { handle }
            | E::TimerCancelled { handle } => {
                let Some(handles) = &mut self.0 else {
                    return false;
                };
                let next = handles.len() as u32;
                handle.0 = *handles.entry(*handle).or_insert(next);
            }
            E::TimerSet { handle, .. } => {
                let next = |handles: &mut HashMap<_, _>| {
                    let next = handles.len() as u32;
                    *handles.entry(*handle).or_insert(next)
                };
                handle.0 = self.0.as_mut().map_or(0, next);
            }
            E::IterationStarted { .. } => return self.0.is_some(),
            _ => {}
        }
        true
    }
}

/// The program's coroutines, by the order in which they were made. On the core, those of asyncio's own
/// are no coroutines, except where a program makes them so.
#[derive(Default)]
struct Coroutines(HashMap<CoroutineId, u32>);

impl Coroutines {
    fn number(&mut self, kind: &mut EventKind) -> bool {
        use EventKind as E;
        if let E::CoroutineCreated {
            coroutine, name, ..
        } = kind
            && !name.contains('.')
            && !["wait_for", "sleep", "_wait_for_one"].contains(&&**name)
        {
            let next = self.0.len() as u32;
            self.0.insert(*coroutine, next);
        }
        match kind {
            E::TaskCreated { coroutine, .. } => {
                let number = self.0.get(coroutine).copied();
                coroutine.0 = number.unwrap_or(u32::MAX);
            }
            E::CoroutineCreated { coroutine, .. }
            | E::CoroutineEntered { coroutine, .. }
            | E::CoroutineSuspended { coroutine, .. }
            | E::CoroutineResumed { coroutine, .. }
            | E::CoroutineFinished { coroutine, .. }
            | E::CoroutineNeverAwaited { coroutine } => {
                let Some(number) = self.0.get(coroutine) else {
                    return false;
                };
                coroutine.0 = *number;
            }
            _ => {}
        }
        true
    }
}

fn place(kind: &mut EventKind) -> Option<&mut Place> {
    use EventKind as E;
    match kind {
        E::CoroutineCreated { place, .. }
        | E::TimerSet { place, .. }
        | E::CoroutineEntered { place, .. }
        | E::CoroutineSuspended { place, .. }
        | E::CoroutineResumed { place, .. }
        | E::TaskCreated { place, .. }
        | E::TaskSuspended { place, .. }
        | E::TaskCancelRequested { place, .. }
        | E::FutureCreated { place, .. }
        | E::ResourceCreated { place, .. }
        | E::Output { place, .. }
        | E::BlockingCalled { place, .. }
        | E::Blocked { place, .. }
        | E::ButtonOffered { place, .. } => Some(place),
        _ => None,
    }
}

/// Where two skeletons part, with what is around.
pub(crate) fn difference(rust: &[String], python: &[String]) -> Option<String> {
    let same = rust.iter().zip(python).take_while(|(a, b)| a == b).count();
    if same == rust.len() && same == python.len() {
        return None;
    }
    let show = |lines: &[String]| {
        let from = same.saturating_sub(3);
        let lines = lines.iter().skip(from).take(8);
        lines.fold(String::new(), |text, line| text + "    " + line + "\n")
    };
    Some(format!("Rust\n{}Python\n{}", show(rust), show(python)))
}

/// Of results that are lists of exceptions the core says less.
pub(crate) fn nothing_of(outcome: &mut Outcome) {
    *outcome = Outcome::Result(String::new());
}
