//! Each event as one short line.

use asyncio::observe::{Awaited, Callback, CancelEffect, Event, Outcome};

fn callback(callback: Callback<'_>) -> String {
    match callback {
        Callback::TaskStep(task) => format!("step t{}", task.0),
        Callback::TaskWakeup(task, future) => format!("wake t{} by f{}", task.0, future.0),
        Callback::SleepOver(future) => format!("sleep over f{}", future.0),
        Callback::TimeLimit(task) => format!("limit t{}", task.0),
        Callback::GatherChild(child, outer) => format!("gather f{} into f{}", child.0, outer.0),
        Callback::ShieldLink(inner, outer) => format!("shield f{} f{}", inner.0, outer.0),
        Callback::StopLoop(future) => format!("stop on f{}", future.0),
        Callback::User(name) => format!("call {name}"),
    }
}

fn ended(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Result(value) => value.repr(),
        Outcome::Exception(error) => error.repr(),
        Outcome::Cancelled(message) => format!("cancelled {message:?}"),
    }
}

pub(crate) fn everything(event: &Event<'_>) -> String {
    match event {
        Event::RunStage { stage, tasks } => format!("{stage:?} {tasks}"),
        Event::LoopStarted => "loop starts".into(),
        Event::IterationStarted { iteration, ready } => format!("iteration {iteration} of {ready}"),
        Event::ClockAdvanced { from } => format!("clock from {from}"),
        Event::Idle { until } => format!("idle until {until:?}"),
        Event::LoopStopped => "loop stops".into(),
        Event::LoopClosed { dropped } => format!("loop closed, {dropped} dropped"),
        Event::HandleScheduled {
            handle,
            callback: what,
        } => {
            format!("h{} = {}", handle.0, callback(*what))
        }
        Event::HandleStarted { handle } => format!("h{} {{", handle.0),
        Event::HandleFinished { handle } => format!("}} h{}", handle.0),
        Event::HandleCancelled { handle } => format!("h{} cancelled", handle.0),
        Event::HandleSkipped { handle } => format!("h{} skipped", handle.0),
        Event::TimerSet {
            handle,
            deadline,
            callback: what,
            ..
        } => {
            format!("h{} at {deadline} = {}", handle.0, callback(*what))
        }
        Event::TimerFired { handle } => format!("h{} due", handle.0),
        Event::TimerCancelled { handle } => format!("h{} no more", handle.0),
        Event::CoroutineCreated {
            coroutine, name, ..
        } => format!("c{} = {name}()", coroutine.0),
        Event::CoroutineEntered {
            coroutine, task, ..
        } => {
            format!("c{} begins in {:?}", coroutine.0, task.map(|task| task.0))
        }
        Event::CoroutineSuspended { coroutine, .. } => format!("c{} suspended", coroutine.0),
        Event::CoroutineResumed { coroutine, .. } => format!("c{} resumed", coroutine.0),
        Event::CoroutineFinished { coroutine, outcome } => {
            format!("c{} ends: {}", coroutine.0, ended(outcome))
        }
        Event::CoroutineNeverAwaited { coroutine } => format!("c{} never awaited", coroutine.0),
        Event::TaskCreated {
            task,
            future,
            name,
            coroutine,
            parent,
            eager,
            ..
        } => format!(
            "t{} = f{} = {name} of c{} by {:?}{}",
            task.0,
            future.0,
            coroutine.0,
            parent.map(|parent| parent.0),
            if *eager { ", eager" } else { "" }
        ),
        Event::TaskRenamed { task, name } => format!("t{} is {name}", task.0),
        Event::TaskStepped { task, exception } => match exception {
            None => format!("t{} steps", task.0),
            Some(error) => format!("t{} steps with {}", task.0, error.repr()),
        },
        Event::TaskSuspended { task, on, .. } => match on {
            Awaited::Future(future) => format!("t{} waits for f{}", task.0, future.0),
            Awaited::NextIteration => format!("t{} yields", task.0),
            Awaited::Foreign => format!("t{} waits", task.0),
        },
        Event::TaskCancelRequested {
            task, by, effect, ..
        } => {
            let effect = match effect {
                CancelEffect::AlreadyDone => "in vain".into(),
                CancelEffect::PassedTo(future) => format!("through f{}", future.0),
                CancelEffect::Remembered => "later".into(),
            };
            format!("cancel t{} {effect}, by {:?}", task.0, by.map(|by| by.0))
        }
        Event::TaskUncancelled { task, remaining } => format!("uncancel t{}: {remaining}", task.0),
        Event::TaskFinished { task, outcome } => format!("t{} done: {}", task.0, ended(outcome)),
        Event::FutureCreated {
            future,
            kind,
            label,
            children,
            ..
        } => {
            let children: Vec<u32> = children.iter().map(|child| child.0).collect();
            format!("f{} = {kind:?} {label} {children:?}", future.0)
        }
        Event::FutureResolved { future, outcome } => {
            format!("f{} done: {}", future.0, ended(outcome))
        }
        Event::ExceptionHandler { message, .. } => (*message).into(),
        Event::ResourceCreated {
            resource,
            kind,
            name,
            ..
        } => format!("r{} {kind:?} {name}", resource.0),
        Event::ResourceAwaited { resource, future } => {
            format!("r{} awaited by f{}", resource.0, future.0)
        }
        Event::ResourceChanged {
            resource,
            by,
            state,
        } => {
            let by = by.map_or("a callback".into(), |task| format!("t{}", task.0));
            format!("r{} {state:?} by {by}", resource.0)
        }
        Event::SlowCallback { handle, seconds } => format!("h{} took {seconds}", handle.0),
    }
}
