//! What one may ask of a loop, and tell it.

use super::{Live, Loop};
use crate::task::TaskRef;
use alloc::vec::Vec;

impl Loop {
    /// Loop time, in seconds; it moves only by [`advance_to`](Self::advance_to).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.run_until_complete(aio.sleep(2.5))?;
    /// assert_eq!(aio.time(), 2.5);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn time(&self) -> f64 {
        self.0.time.get()
    }

    /// How many iterations have begun that had anything to run.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.run_until_complete(aio.sleep(0.0))?;
    /// // It starts, it goes on, and an iteration later the loop stops.
    /// assert_eq!(aio.iteration(), 3);
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn iteration(&self) -> u32 {
        self.0.iteration.get()
    }

    /// Whether the loop is running: between the start and the end of
    /// `run_forever` in asyncio's words.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let inside = aio.clone();
    /// let main = aio.coroutine("main", async move { Ok(inside.is_running()) });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// assert!(!aio.is_running());
    /// ```
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Whether the loop was closed.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.close()?;
    /// assert!(aio.is_closed());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn is_closed(&self) -> bool {
        self.0.closed.get()
    }

    /// The task whose step is running; `None` in plain callbacks (rule D13).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let inside = aio.clone();
    /// let main = aio.coroutine("main", async move { Ok(inside.current_task().map(|me| me.name())) });
    /// assert_eq!(aio.run_until_complete(main)?.as_deref(), Some("Task-1"));
    /// assert!(aio.current_task().is_none());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn current_task(&self) -> Option<TaskRef> {
        self.0.current.borrow().clone().map(TaskRef::from_cell)
    }

    /// The tasks that are not done, in creation order (rules D13, D14).
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// for name in ["tea", "egg"] {
    ///     aio.task().name(name).spawn(aio.coroutine("brew", aio.sleep(1.0)));
    /// }
    /// let names: Vec<String> = aio.all_tasks().iter().map(|task| task.name()).collect();
    /// assert_eq!(names, ["tea", "egg"]);
    /// # aio.close().unwrap();
    /// ```
    pub fn all_tasks(&self) -> Vec<TaskRef> {
        let tasks = self.tasks_in_order().into_iter();
        tasks.map(TaskRef::from_cell).collect()
    }

    /// How many futures, coroutines and remembered places there are.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.run_until_complete(aio.sleep(1.0))?;
    /// assert_eq!(aio.live(), asyncio::Live::default());
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    pub fn live(&self) -> Live {
        Live {
            places: self.watch().map_or(0, |watch| watch.len()),
            ..self.0.live.get()
        }
    }

    /// Has every task start eagerly that is not told otherwise: its first step
    /// runs inside `create_task`, and only what it leaves undone is scheduled
    /// (rule K1). asyncio's `eager_task_factory`.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// aio.set_eager(true);
    /// let inside = aio.clone();
    /// let main = aio.coroutine("main", async move {
    ///     let quick = inside.coroutine("quick", async { Ok(()) });
    ///     Ok(inside.create_task(quick).done())
    /// });
    /// assert_eq!(aio.run_until_complete(main), Ok(true));
    /// ```
    pub fn set_eager(&self, eager: bool) {
        self.0.eager.set(eager);
    }

    /// Whether tasks start eagerly unless they are told otherwise.
    ///
    /// ```
    /// assert!(!asyncio::Loop::new().is_eager());
    /// ```
    pub fn is_eager(&self) -> bool {
        self.0.eager.get()
    }

    /// Asks the loop to stop after the iteration in progress (rule A10).
    ///
    /// ```
    /// use asyncio::{Loop, Turn};
    /// let aio = Loop::new();
    /// aio.call_later(9.0, "late", || ());
    /// aio.stop();
    /// assert_eq!(aio.run_until_stalled(), Turn::Stopped);
    /// # aio.close().unwrap();
    /// ```
    pub fn stop(&self) {
        self.0.stopping.set(true);
    }

    /// Sets a callback that takes longer than `seconds` of loop time to be
    /// reported as slow; 0.1 unless set (rule W5).
    ///
    /// ```
    /// asyncio::Loop::new().set_slow_callback_duration(0.5);
    /// ```
    pub fn set_slow_callback_duration(&self, seconds: f64) {
        self.0.slow_after.set(seconds);
    }
}
