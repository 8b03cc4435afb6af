//! Statements about several tasks at once.

use super::{World, body::Frame};
use crate::{
    ast::{Id, TaskVar, Until},
    transcript::{Shown, Val, joined},
};
use asyncio::{Family, FutureRef, Result, ReturnWhen, Task};

/// Tasks with the names by which they were given.
type Given = Vec<(TaskVar, Task<Val>)>;

/// The names of those tasks that are among `those`.
fn named(given: &Given, those: &[Task<Val>]) -> String {
    let names: Vec<TaskVar> = given
        .iter()
        .filter(|(_, task)| those.iter().any(|other| other.is_same(task)))
        .map(|(name, _)| *name)
        .collect();
    joined(&names)
}

impl World {
    /// The tasks; none when one of the variables is unset, which is logged.
    fn given(&self, frame: &Frame, id: Id, names: &[TaskVar]) -> Option<Given> {
        let given = names.iter().map(|name| Some((*name, self.task(*name)?)));
        let given: Option<Given> = given.collect();
        if given.is_none() {
            self.say(frame, id, " unset");
        }
        given
    }

    pub(super) async fn wait_for_many(
        &self,
        frame: &Frame,
        id: Id,
        names: &[TaskVar],
        timeout: Option<f64>,
        until: Until,
    ) -> Result<()> {
        let Some(given) = self.given(frame, id, names) else {
            return Ok(());
        };
        let tasks: Vec<Task<Val>> = given.into_iter().map(|(_, task)| task).collect();
        let when = match until {
            Until::All => ReturnWhen::AllCompleted,
            Until::First => ReturnWhen::FirstCompleted,
            Until::Exception => ReturnWhen::FirstException,
        };
        let waited = self.aio.wait(&tasks, timeout, when).await?;
        // Other coroutines may have given the variables other tasks meanwhile.
        let now = names.iter().map(|name| Some((*name, self.task(*name)?)));
        let now: Given = now.flatten().collect();
        let (done, pending) = (named(&now, &waited.done), named(&now, &waited.pending));
        self.say(
            frame,
            id,
            format_args!(" done=[{done}] pending=[{pending}]"),
        );
        Ok(())
    }

    pub(super) async fn as_completed(
        &self,
        frame: &Frame,
        id: Id,
        names: &[TaskVar],
        timeout: Option<f64>,
    ) -> Result<()> {
        let Some(given) = self.given(frame, id, names) else {
            return Ok(());
        };
        let tasks = given.into_iter().map(|(_, task)| task);
        for coming in self.aio.as_completed(tasks, timeout) {
            match coming.await {
                Ok(value) => self.say(frame, id, format_args!(" got {value}")),
                Err(error) if error.family() == Family::Exception => {
                    self.say(frame, id, format_args!(" got {}", Shown(&error)));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    pub(super) async fn as_completed_stream(
        &self,
        frame: &Frame,
        id: Id,
        names: &[TaskVar],
        timeout: Option<f64>,
    ) -> Result<()> {
        let Some(given) = self.given(frame, id, names) else {
            return Ok(());
        };
        let tasks = given.iter().map(|(_, task)| task.clone());
        let mut completed = self.aio.as_completed(tasks, timeout).stream();
        while let Some(next) = completed.next().await {
            match next {
                Ok(future) => {
                    let is_it = |task: &Task<Val>| FutureRef::is_same(task, &future);
                    let name = given.iter().find(|(_, task)| is_it(task));
                    let name = name.map(|(name, _)| name.to_string()).unwrap_or_default();
                    let state = self.witness.state(future.id());
                    self.say(frame, id, format_args!(" got {name} {state}"));
                }
                Err(error) if error.is("TimeoutError") => {
                    self.say(frame, id, " timeout");
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
