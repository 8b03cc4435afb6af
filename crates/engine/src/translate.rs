//! From what the executor core observes to what a trace says.
//!
//! The two vocabularies mirror each other; here the borrowed is packed, so that no
//! event asks for memory of its own, and a location in the Rust source becomes a
//! line in both editions.

mod values;

use asyncio::observe as core;
use coroscope_trace::{Packer, Place, Tag};

use crate::{lines::Lines, notes::Notes};

pub(crate) use values::Raised;
use values::{
    awaited, callback, complaint, coroutine, effect, future, future_kind, handle, outcome,
    resource, resource_kind, resource_state, stage, task,
};

/// What is to be done when an event is written down.
pub(crate) enum After {
    Nothing,
    /// The program is about to get control.
    Control,
    /// `CPython` would write of it on standard error.
    Complaint,
}

/// Packs one event, with places looked up in `lines`, and takes note of it.
#[inline]
pub(crate) fn event(
    out: &mut Packer,
    time: f64,
    event: &core::Event<'_>,
    lines: &Lines,
    notes: &mut Notes,
) -> After {
    use core::Event as E;
    let at = |place: core::Place| lines.place(place);
    let maybe = |place: Option<core::Place>| place.map_or_else(Place::default, at);
    match *event {
        E::RunStage { stage: s, tasks } => {
            out.begin(time, Tag::RunStage).put(stage(s)).put(tasks);
        }
        E::LoopStarted => {
            out.begin(time, Tag::LoopStarted);
        }
        E::IterationStarted { iteration, ready } => {
            let out = out.begin(time, Tag::IterationStarted);
            out.put(iteration).put(ready);
        }
        E::ClockAdvanced { from } => {
            out.begin(time, Tag::ClockAdvanced).put(from);
        }
        E::Idle { until } => {
            out.begin(time, Tag::Idle).put(until);
        }
        E::LoopStopped => {
            out.begin(time, Tag::LoopStopped);
        }
        E::LoopClosed { dropped } => {
            out.begin(time, Tag::LoopClosed).put(dropped);
        }
        E::HandleScheduled {
            handle: h,
            callback: ref c,
        } => {
            notes.will_call(h, c);
            let out = out.begin(time, Tag::HandleScheduled).put(handle(h));
            callback(out, c);
        }
        E::HandleStarted { handle: h } => {
            out.begin(time, Tag::HandleStarted).put(handle(h));
            if notes.calls(h) {
                return After::Control;
            }
        }
        E::HandleFinished { handle: h } => {
            notes.handle_finished();
            out.begin(time, Tag::HandleFinished).put(handle(h));
        }
        E::HandleCancelled { handle: h } => {
            out.begin(time, Tag::HandleCancelled).put(handle(h));
        }
        E::HandleSkipped { handle: h } => {
            out.begin(time, Tag::HandleSkipped).put(handle(h));
        }
        E::TimerSet {
            handle: h,
            deadline,
            callback: ref c,
            place,
        } => {
            notes.will_call(h, c);
            let out = out.begin(time, Tag::TimerSet).put(handle(h)).put(deadline);
            callback(out, c);
            out.put(at(place));
        }
        E::TimerFired { handle: h } => {
            out.begin(time, Tag::TimerFired).put(handle(h));
        }
        E::TimerCancelled { handle: h } => {
            out.begin(time, Tag::TimerCancelled).put(handle(h));
        }
        E::CoroutineCreated {
            coroutine: c,
            name,
            place,
        } => {
            let (c, place) = (coroutine(c), at(place));
            let definition = notes.names.called(c, name, place, lines);
            let out = out.begin(time, Tag::CoroutineCreated).put(c).put(name);
            out.put(place).put(definition);
        }
        E::CoroutineEntered {
            coroutine: c,
            task: t,
            place,
        } => {
            let out = out.begin(time, Tag::CoroutineEntered);
            out.put(coroutine(c)).put(t.map(task)).put(maybe(place));
        }
        E::CoroutineSuspended {
            coroutine: c,
            place,
        } => {
            let out = out.begin(time, Tag::CoroutineSuspended);
            out.put(coroutine(c)).put(maybe(place));
        }
        E::CoroutineResumed {
            coroutine: c,
            place,
        } => {
            let out = out.begin(time, Tag::CoroutineResumed);
            out.put(coroutine(c)).put(at(place));
        }
        E::CoroutineFinished {
            coroutine: c,
            outcome: ref o,
        } => {
            let out = out.begin(time, Tag::CoroutineFinished);
            outcome(out.put(coroutine(c)), o, notes.repr(o).0);
        }
        E::CoroutineNeverAwaited { coroutine: c } => {
            out.begin(time, Tag::CoroutineNeverAwaited)
                .put(coroutine(c));
            return After::Complaint;
        }
        E::TaskCreated {
            task: t,
            future: f,
            name,
            named,
            coroutine: c,
            parent,
            eager,
            place,
        } => {
            let (t, f, c) = (task(t), future(f), coroutine(c));
            notes.names.created(t, f, name, c);
            let out = out.begin(time, Tag::TaskCreated).put(t);
            out.put(f).put(name).put(named).put(c);
            out.put(parent.map(task)).put(eager).put(at(place));
        }
        E::TaskRenamed { task: t, name } => {
            notes.names.renamed(task(t), name);
            out.begin(time, Tag::TaskRenamed).put(task(t)).put(name);
        }
        E::TaskStepped {
            task: t,
            exception: e,
        } => {
            let out = out.begin(time, Tag::TaskStepped);
            out.put(task(t)).put(e.map(Raised));
            notes.stepped(task(t));
            return After::Control;
        }
        E::TaskSuspended { task: t, on, place } => {
            let (t, place) = (task(t), maybe(place));
            notes.stopped(t);
            notes.names.suspended(t, place);
            let out = out.begin(time, Tag::TaskSuspended);
            out.put(t).put(awaited(on)).put(place);
        }
        E::TaskCancelRequested {
            task: t,
            by,
            message,
            effect: e,
            place,
        } => {
            let out = out.begin(time, Tag::TaskCancelRequested).put(task(t));
            let out = out.put(by.map(task)).put(message);
            out.put(effect(e)).put(at(place));
        }
        E::TaskUncancelled { task: t, remaining } => {
            let out = out.begin(time, Tag::TaskUncancelled);
            out.put(task(t)).put(remaining);
        }
        E::TaskFinished {
            task: t,
            outcome: ref o,
        } => {
            let t = task(t);
            notes.stopped(t);
            let (repr, names) = notes.repr(o);
            names.finished(t, o, repr);
            outcome(out.begin(time, Tag::TaskFinished).put(t), o, repr);
        }
        E::FutureCreated {
            future: f,
            kind,
            label,
            children,
            place,
        } => {
            let out = out.begin(time, Tag::FutureCreated).put(future(f));
            let out = out.put(future_kind(kind)).put(label);
            out.list(children.iter().copied().map(future));
            out.put(at(place));
        }
        E::FutureResolved {
            future: f,
            outcome: ref o,
        } => {
            let f = future(f);
            let (repr, names) = notes.repr(o);
            names.resolved(f, o);
            outcome(out.begin(time, Tag::FutureResolved).put(f), o, repr);
        }
        E::ExceptionHandler {
            complaint: c,
            message,
            future: f,
            exception: e,
        } => {
            let out = out.begin(time, Tag::ExceptionHandler).put(complaint(c));
            out.put(message).put(f.map(future)).put(e.map(Raised));
            return After::Complaint;
        }
        E::SlowCallback { handle: h, seconds } => {
            let out = out.begin(time, Tag::SlowCallback);
            out.put(handle(h)).put(seconds);
        }
        E::ResourceCreated {
            resource: r,
            kind,
            name,
            place,
        } => {
            let out = out.begin(time, Tag::ResourceCreated).put(resource(r));
            out.put(resource_kind(kind)).put(name).put(at(place));
        }
        E::ResourceAwaited {
            resource: r,
            future: f,
        } => {
            let out = out.begin(time, Tag::ResourceAwaited);
            out.put(resource(r)).put(future(f));
        }
        E::ResourceChanged {
            resource: r,
            by,
            state,
        } => {
            let out = out.begin(time, Tag::ResourceChanged).put(resource(r));
            out.put(by.map(task)).put(resource_state(state));
        }
    }
    After::Nothing
}

#[cfg(test)]
mod tests;
