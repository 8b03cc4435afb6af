//! A task's result may stay in the block of memory that was its coroutine's: nobody
//! must be able to tell.

use asyncio::{Erased, Live, Loop, Repr, Result, Run, Task};
use std::{cell::Cell, rc::Rc};

/// What a task of `values` comes to, asked in every way there is.
fn asked_in_every_way(frame: impl AsRef<[u8]> + 'static) {
    let aio = Loop::new();
    let it = aio.clone();
    let main = aio.coroutine("main", async move {
        let nap = it.clone();
        let values = it.coroutine("values", async move {
            nap.sleep(1.0).await?;
            Ok(vec![frame.as_ref().len(), 1])
        });
        let task = it.create_task(values);
        let pending = task.result().unwrap_err();
        assert_eq!(pending.message(), Some("Result is not set."));
        let first = (&task).await?;
        assert_eq!(task.result()?, first);
        let erased: Erased = (**task).clone().await?;
        assert_eq!(erased.get::<Vec<usize>>(), Some(first.clone()));
        assert_eq!(erased.get::<String>(), None);
        assert_eq!(erased.repr(), first.repr());
        let gathered = it.gather([&task, &task]).await?;
        assert_eq!(gathered, [first.clone(), first.clone()]);
        assert!(task.exception()?.is_none());
        assert!(!task.cancel());
        Ok(first)
    });
    let made = Run::new(&aio, main).complete();
    assert!(made.is_ok_and(|values| values[1] == 1));
}

#[test]
fn a_result_is_the_same_for_all_who_ask() {
    asked_in_every_way([0; 8]);
    // A block of this size is not kept.
    asked_in_every_way([0; 1_000]);
}

/// Counts when it goes.
#[derive(Clone)]
struct Leaves(Rc<Cell<u32>>);

impl Drop for Leaves {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

impl Repr for Leaves {
    fn repr(&self) -> String {
        "Leaves()".into()
    }
}

#[test]
fn the_coroutine_goes_at_its_end_and_the_result_with_the_last_handle() {
    let aio = Loop::new();
    let (frame, result) = (Leaves(Rc::default()), Leaves(Rc::default()));
    let (framed, resulted) = (frame.0.clone(), result.0.clone());
    let task = aio.create_task(aio.coroutine("leaves", async move {
        let _frame = frame;
        Ok(result)
    }));
    assert_eq!(aio.live().coroutines, 1);
    assert!(aio.run_until_complete(&task).is_ok());
    assert_eq!(aio.live().coroutines, 0);
    assert_eq!(framed.get(), 1);
    // The copy that was handed out just now.
    assert_eq!(resulted.get(), 1);
    drop(task);
    assert_eq!(resulted.get(), 2);
    assert_eq!(aio.live(), Live::default());
}

#[test]
fn a_cancellation_in_the_last_step_takes_the_place_of_the_result() {
    let aio = Loop::new();
    let me: Rc<Cell<Option<Task<i32>>>> = Rc::default();
    let own = me.clone();
    let task = aio.create_task(aio.coroutine("cancels itself", async move {
        if let Some(task) = own.take() {
            task.cancel();
        }
        Ok(1)
    }));
    me.set(Some(task.clone()));
    assert!(aio.run_until_complete(&task).unwrap_err().is_cancelled());
    assert!(task.cancelled());
}

/// A list of so many, each in the result of another's task.
#[derive(Clone)]
struct Link(#[expect(dead_code, reason = "it is there to be dropped")] Option<Task<Link>>);

impl Repr for Link {
    fn repr(&self) -> String {
        "Link()".into()
    }
}

#[test]
fn a_long_list_of_results_that_hold_tasks_is_dropped_without_recursion() {
    let many = if cfg!(miri) { 25 } else { 100_000 };
    let aio = Loop::new();
    let mut last: Option<Task<Link>> = None;
    for _ in 0..many {
        let before = last.take();
        let task = aio.create_task(aio.coroutine("link", async move { Ok(Link(before)) }));
        let ended: Result<Link> = aio.run_until_complete(&task);
        assert!(ended.is_ok());
        last = Some(task);
    }
    drop(last);
    assert_eq!(aio.live(), Live::default());
}
