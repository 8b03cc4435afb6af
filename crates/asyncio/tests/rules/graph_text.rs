//! Call graphs written out, and those that have no end or a far one.

use crate::{
    graph_rules::{debugged, waits, waits_for},
    stage::Stage,
};
use asyncio::{Result, Task, Turn, capture_call_graph};
use std::rc::Rc;

#[test]
fn written_out_as_print_call_graph_does() {
    let stage = debugged();
    let text: Result<String> = stage.run(async |stage: Stage| {
        let future = stage.create_future::<i32>();
        let a = waits(&stage, "a", &future);
        let b = waits_for(&stage, "b", &a);
        let new = waits_for(&stage, "new", &b);
        let graph = capture_call_graph(&new).to_string();
        stage.sleep(0.0).await?;
        Ok(format!("{graph}\n{}", capture_call_graph(&future)))
    });
    // With the text of a line in place of its number.
    let text = text.expect("it succeeds");
    let mut lines = text.split("File ");
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let (place, rest) = line.split_once(", in ").expect("a coroutine");
        let (file, number) = place.split_once(", line ").expect("a line");
        assert!(file.ends_with("graph_rules.rs'"));
        let number: usize = number.parse().expect("a number");
        let source = include_str!("graph_rules.rs").lines().nth(number - 1);
        let (_, source) = source
            .unwrap_or_default()
            .split_once("_| ")
            .expect("a body");
        text.extend([source, " in ", rest]);
    }
    assert_eq!(
        text,
        "* Task(name='new', id=0x4)
  + Call stack:
  |   in async waits()
* Future(id=0x1)
  + Awaited by:
    * Task(name='a', id=0x2)
      + Call stack:
      |   future.await); in async waits()
      + Awaited by:
        * Task(name='b', id=0x3)
          + Call stack:
          |   task.await); in async waits()
          + Awaited by:
            * Task(name='new', id=0x4)
              + Call stack:
              |   task.await); in async waits()"
    );
}

#[test]
fn tasks_that_await_each_other_are_shown_once() {
    let stage = Stage::new();
    let shared: Rc<std::cell::OnceCell<Task<i32>>> = Rc::default();
    let known = shared.clone();
    let a = stage.coro("a", async move |_| {
        let b = known.get().expect("it is made below").clone();
        b.await
    });
    let a = stage.task().name("a").spawn(a);
    let b = waits_for(&stage, "b", &a);
    assert!(shared.set(b.clone()).is_ok());
    let both = stage.gather([&a, &b]);
    let c = stage.coro("c", async move |_| both.await);
    stage.task().name("c").spawn(c);
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    let text = capture_call_graph(&a).to_string();
    let heads = text.lines().filter(|line| line.contains("* Task"));
    let heads: Vec<_> = heads
        .map(|line| line.split(", id=").collect::<Vec<_>>())
        .collect();
    assert_eq!(
        heads,
        [
            ["* Task(name='a'", "0x0)"],
            ["    * Task(name='b'", "0x1)"],
            ["        * Task(name='a'", "0x0) (see above)"],
            ["        * Task(name='c'", "0x3)"],
            ["    * Task(name='c'", "0x3) (see above)"],
        ]
    );
}

#[test]
#[cfg_attr(miri, ignore = "writing a hundred levels takes Miri many minutes")]
fn a_long_chain_is_captured_whole_and_shown_in_part() {
    let many = 20_000;
    let stage = Stage::new();
    let future = stage.create_future::<i32>();
    let first = waits(&stage, "first", &future);
    let mut last = first.clone();
    for _ in 1..many {
        last = waits_for(&stage, "next", &last);
    }
    assert!(matches!(stage.run_until_stalled(), Turn::Idle { .. }));
    let graph = capture_call_graph(&future);
    let mut entry = graph.entry();
    let mut levels = 0;
    while let Some(waiter) = entry.awaited_by().next() {
        entry = waiter;
        levels += 1;
    }
    assert_eq!(levels, many);
    assert!(entry.future().is_same(&last));
    let text = graph.to_string();
    assert_eq!(text.matches("* Task").count(), 100);
    assert!(text.ends_with("    and more"));
}
