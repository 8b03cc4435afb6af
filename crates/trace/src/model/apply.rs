//! The step of the fold.

mod coroutines;
mod handles;
mod resources;
mod tasks;

use alloc::rc::Rc;

use crate::{
    CoroutineId, Event, EventKind, FutureId, FutureKind, Outcome, Place, RunStage, TaskId,
};

use super::{Button, Future, LetGo, LoopState, Model, ProgramState, Report};

/// Takes one more event into the model.
///
/// Pure and total: an event that does not fit (it names a record that does not
/// exist) changes as much as makes sense and never fails.
pub fn apply(model: &mut Model, event: &Event) {
    model.position += 1;
    if event.time > model.now {
        model.now = event.time;
        model.fired.clear();
    }
    match &event.kind {
        EventKind::ProgramStarted => model.program = ProgramState::Running,
        EventKind::RunStage { stage, .. } => enter_stage(model, *stage),
        EventKind::ProgramFinished { outcome } => {
            model.program = ProgramState::Finished(outcome.clone());
            model.module.frames.clear();
        }

        EventKind::LoopStarted | EventKind::ClockAdvanced { .. } => {
            model.state = LoopState::Running;
        }
        EventKind::IterationStarted { iteration, ready } => {
            model.state = LoopState::Running;
            model.iteration = *iteration;
            model.planned = *ready;
            model.begun = 0;
        }
        EventKind::Idle { until } => {
            end_batch(model);
            model.state = LoopState::Idle { until: *until };
        }
        EventKind::Deadlocked { waiting } => {
            end_batch(model);
            model.state = LoopState::Deadlocked {
                waiting: waiting.as_slice().into(),
            };
        }
        EventKind::LoopStopped => {
            end_batch(model);
            model.state = LoopState::Stopped;
        }
        EventKind::LoopClosed { .. } => handles::close(model),

        EventKind::HandleScheduled { handle, callback } => {
            handles::schedule(model, *handle, callback);
        }
        EventKind::HandleStarted { handle } => handles::start(model, *handle),
        EventKind::HandleFinished { handle } => handles::finish(model, *handle),
        EventKind::HandleCancelled { handle } => handles::cancel(model, *handle),
        EventKind::HandleSkipped { handle } => handles::skip(model, *handle),
        EventKind::TimerSet {
            handle,
            deadline,
            callback,
            place,
        } => handles::set_timer(model, *handle, *deadline, callback, *place),
        EventKind::TimerFired { handle } => handles::fire(model, *handle),
        EventKind::TimerCancelled { handle } => handles::drop_timer(model, *handle),

        EventKind::CoroutineCreated {
            coroutine,
            name,
            place,
            definition,
        } => coroutines::create(model, *coroutine, name, *place, *definition),
        EventKind::CoroutineEntered {
            coroutine,
            task,
            place,
        } => coroutines::enter(model, *coroutine, *task, *place),
        EventKind::CoroutineSuspended { coroutine, place } => {
            coroutines::suspend(model, *coroutine, *place);
        }
        EventKind::CoroutineResumed { coroutine, place } => {
            coroutines::resume(model, *coroutine, *place);
        }
        EventKind::CoroutineFinished { coroutine, outcome } => {
            coroutines::finish(model, *coroutine, outcome);
        }
        EventKind::CoroutineNeverAwaited { coroutine } => {
            coroutines::never_awaited(model, *coroutine);
        }

        EventKind::TaskCreated { .. } => tasks::create(model, &event.kind),
        EventKind::TaskRenamed { task, name } => tasks::rename(model, *task, name),
        EventKind::TaskStepped { task, exception } => tasks::step(model, *task, exception.as_ref()),
        EventKind::TaskSuspended { task, on, place } => tasks::suspend(model, *task, *on, *place),
        EventKind::TaskCancelRequested { .. } => tasks::cancel(model, &event.kind),
        EventKind::TaskUncancelled { task, remaining } => {
            if let Some(task) = model.tasks.get_mut(task.0) {
                task.cancelling = *remaining;
            }
        }
        EventKind::TaskFinished { task, outcome } => tasks::finish(model, *task, outcome),

        EventKind::FutureCreated {
            future,
            kind,
            label,
            children,
            place,
        } => {
            here(model, *place);
            create_future(model, *future, *kind, label, children, *place);
        }
        EventKind::FutureResolved { future, outcome } => resolve(model, *future, outcome),

        EventKind::ResourceCreated {
            resource,
            kind,
            name,
            place,
        } => resources::create(model, *resource, *kind, name, *place),
        EventKind::ResourceAwaited { resource, future } => {
            resources::enter(model, *resource, *future);
        }
        EventKind::ResourceChanged {
            resource,
            by,
            state,
        } => resources::change(model, *resource, *by, *state),

        EventKind::Output { task, place, .. } => {
            model.outputs += 1;
            at(model, *task, *place);
        }
        EventKind::BlockingCalled { task, place, .. } | EventKind::Blocked { task, place, .. } => {
            at(model, *task, *place);
        }
        EventKind::ButtonOffered {
            button,
            label,
            place,
        } => {
            here(model, *place);
            model.buttons.push(Button {
                id: *button,
                label: label.as_str().into(),
                place: *place,
                presses: 0,
            });
        }
        EventKind::ButtonPressed { button } => {
            if let Some(found) = model.buttons.iter_mut().find(|it| it.id == *button) {
                found.presses += 1;
            }
        }

        EventKind::ExceptionHandler {
            complaint,
            message,
            future,
            exception,
        } => {
            let report = Report {
                position: model.position,
                time: model.now,
                complaint: *complaint,
                message: message.clone(),
                future: *future,
                exception: exception.clone(),
            };
            Rc::make_mut(&mut model.reports).push(report);
        }
        EventKind::SlowCallback { .. } => {}
        EventKind::Truncated { dropped } => model.dropped = model.dropped.saturating_add(*dropped),
    }
}

/// The loop does not look at the ready queue before its next iteration.
fn end_batch(model: &mut Model) {
    model.planned = 0;
    model.begun = 0;
}

fn enter_stage(model: &mut Model, stage: RunStage) {
    model.stage = Some(stage);
    if stage == RunStage::NewLoop {
        // A program may call `run` again: its new loop starts from nothing.
        model.state = LoopState::NotStarted;
        model.main = None;
        model.iteration = 0;
        end_batch(model);
    }
}

/// The running task, or the module, stands at this line.
fn here(model: &mut Model, place: Place) {
    at(model, model.running, place);
}

/// The task, or the module, stands at this line.
fn at(model: &mut Model, task: Option<TaskId>, place: Place) {
    if place == Place::default() {
        return;
    }
    match task {
        Some(task) => {
            if let Some(task) = model.tasks.get_mut(task.0) {
                task.line = place;
                if let Some(frame) = task.frames.last_mut() {
                    frame.line = place;
                }
            }
        }
        None => match model.module.frames.last_mut() {
            Some(frame) => frame.line = place,
            // A plain callback is not the module: its lines move nothing.
            None if model.current.is_some() => {}
            None => model.module.line = place,
        },
    }
}

fn create_future(
    model: &mut Model,
    id: FutureId,
    kind: FutureKind,
    label: &str,
    children: &[FutureId],
    place: Place,
) {
    for child in children {
        if let Some(child) = model.futures.get_mut(child.0)
            && child.parents.last() != Some(&id)
        {
            child.parents.push(id);
        }
    }
    let future = Future {
        id,
        kind,
        label: label.into(),
        task: None,
        children: children.into(),
        parents: alloc::vec::Vec::new(),
        waiters: alloc::vec::Vec::new(),
        resource: None,
        created_by: model.running,
        created: model.now,
        place,
        timer: None,
        due: None,
        outcome: None,
        resolved: None,
    };
    model.futures.insert(id.0, future);
}

fn resolve(model: &mut Model, id: FutureId, outcome: &Outcome) {
    let now = model.now;
    let Some(future) = model.futures.get_mut(id.0) else {
        return;
    };
    if future.outcome.is_some() {
        return;
    }
    future.outcome = Some(outcome.clone());
    future.resolved = Some(now);
    if let Some(resource) = future.resource {
        return resources::leave(model, resource, id);
    }
    if future.kind == FutureKind::Shield && matches!(outcome, Outcome::Cancelled(_)) {
        let children = Rc::clone(&future.children);
        let waiters = future.waiters.clone();
        for child in &*children {
            let_go(model, *child, &waiters);
        }
    }
}

/// The waiters of a shield's outer future stop waiting for the task inside.
fn let_go(model: &mut Model, child: FutureId, waiters: &[TaskId]) {
    let time = model.now;
    let Some(task) = model.future(child).and_then(|it| it.task) else {
        return;
    };
    if let Some(task) = model.tasks.get_mut(task.0)
        && !task.is_done()
    {
        task.let_go
            .extend(waiters.iter().map(|&task| LetGo { task, time }));
    }
}

/// The coroutine's name, or nothing if it is unknown.
fn coroutine_name(model: &Model, id: CoroutineId) -> Rc<str> {
    model
        .coroutine(id)
        .map_or_else(|| Rc::from(""), |it| Rc::clone(&it.name))
}
