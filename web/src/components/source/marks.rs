//! Which tasks stand at which line.

use coroscope_trace::{
    TaskId,
    model::{LoopState, ProgramState, TaskState},
};

use crate::state::View;

/// So many tasks are named at a line; the others are counted.
pub(super) const NAMED: usize = 3;

/// The tasks at one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The line.
    pub(super) line: u32,
    /// The first few, the running one before all others.
    pub(super) tasks: Vec<TaskId>,
    /// How many more there are.
    pub(super) more: usize,
    /// Whether the first of them runs.
    pub(super) running: bool,
}

/// The tasks at every line at which any stands.
pub(super) fn marks(view: &View) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for task in view.model.tasks.iter() {
        if task.internal || task.is_done() || !task.started {
            continue;
        }
        let Some(line) = view.line(task.line) else {
            continue;
        };
        // A program has few lines; a list is found through as fast as any map.
        let known = marks.iter().position(|mark| mark.line == line);
        let at = known.unwrap_or_else(|| {
            marks.push(Mark {
                line,
                ..Mark::default()
            });
            marks.len() - 1
        });
        let mark = &mut marks[at];
        if task.state == TaskState::Running {
            mark.running = true;
            mark.tasks.insert(0, task.id);
            if mark.tasks.len() > NAMED {
                mark.tasks.pop();
                mark.more += 1;
            }
        } else if mark.tasks.len() < NAMED {
            mark.tasks.push(task.id);
        } else {
            mark.more += 1;
        }
    }
    marks
}

/// Where the module's top level stands: its line, and whether it runs or waits
/// for the loop.
pub(super) fn module(view: &View) -> Option<(u32, bool)> {
    let model = &view.model;
    if model.program != ProgramState::Running {
        return None;
    }
    let line = view.line(model.module.line)?;
    let waits = matches!(
        model.state,
        LoopState::Running | LoopState::Idle { .. } | LoopState::Deadlocked { .. }
    );
    Some((line, !waits && model.running.is_none()))
}
