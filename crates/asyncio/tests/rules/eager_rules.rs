//! Rules K1 to K4: eager tasks.

use crate::stage::{Stage, shown};
use asyncio::{ContextVar, Exception, Result};

#[test]
fn k1_the_first_step_runs_inside_the_caller() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        let var = ContextVar::new("v");
        let _ = var.set(&stage, 1);
        let inside = var.clone();
        let coroutine = stage.coro("eager", async move |stage: Stage| {
            let name = stage.current_task().map(|task| task.name());
            stage.say(format_args!("{name:?} {:?}", inside.get(&stage)));
            let _ = inside.set(&stage, 2);
            stage.sleep(0.0).await?;
            stage.say(format_args!("goes on {:?}", inside.get(&stage)));
            Ok(())
        });
        stage.say("before");
        let task = stage.task().name("t").eager(true).spawn(coroutine);
        let current = stage.current_task().map(|task| task.name());
        stage.say(format_args!(
            "{current:?} {:?} {}",
            var.get(&stage),
            task.done()
        ));
        task.await
    });
    stage.said(&[
        "1 0 before",
        "1 0 Some(\"t\") Some(1)",
        "1 0 Some(\"Task-1\") Some(1) false",
        "2 0 goes on Some(2)",
    ]);
}

#[test]
fn k1_only_a_running_loop_starts_eagerly() {
    let stage = Stage::new();
    stage.set_eager(true);
    let task = stage.create_task(stage.worker("a", 0.0));
    stage.said(&[]);
    assert_eq!(stage.run_until_complete(&task), Ok("a"));
    stage.said(&["1 0 a starts", "2 0 a ends"]);
}

#[test]
fn k2_what_ends_in_its_first_step_is_done_on_return() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.set_eager(true);
        let inside = stage.coro("one", async |stage: Stage| {
            stage.say(stage.all_tasks().len());
            Ok(1)
        });
        let one = stage.create_task(inside);
        stage.say(shown(&one.result()));
        stage.say(stage.all_tasks().len());
        let failed = stage.create_task(
            stage.coro::<(), _>("bad", async |_| Err(Exception::new("ValueError", "bad"))),
        );
        stage.say(shown(&failed.result()));
        one.await?;
        stage.say("no iteration has passed");
        Ok(())
    });
    stage.said(&[
        "1 0 2",
        "1 0 1",
        "1 0 1",
        "1 0 ValueError('bad')",
        "1 0 no iteration has passed",
    ]);
}

#[test]
fn k1_an_exit_out_of_the_first_step_leaves_wait_for_once() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.set_eager(true);
        let exits = stage.coro("exits", async |_| -> Result<()> {
            Err(Exception::system_exit(3))
        });
        stage.say(shown(&stage.wait_for(exits, 0.0).await));
        stage.say(shown(&stage.sleep(0.0).await));
        Ok(())
    });
    stage.said(&["1 0 SystemExit(3)", "2 0 ()"]);
}

/// Each child has its callback before the next one is made: what an eager task does to the
/// children before it comes as late as if it had been done later.
#[test]
fn k3_gather_expects_each_child_before_the_next_one_takes_its_first_step() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.set_eager(true);
        let parcel = stage.create_future::<&str>();
        let given = parcel.clone();
        let eager = stage.coro("eager", async move |stage: Stage| {
            given.set_result("tea")?;
            stage.call_soon("after", {
                let stage = stage.clone();
                move || stage.say("after")
            });
            Ok("done")
        });
        let mut given = Some(eager);
        let all = stage.gather((0..2).map(|place| match given.take_if(|_| place == 1) {
            Some(eager) => (**stage.create_task(eager)).clone(),
            None => (*parcel).clone(),
        }));
        stage.say(all.done());
        all.add_done_callback("all", {
            let stage = stage.clone();
            move |_| stage.say("all")
        });
        stage.sleep(0.0).await?;
        stage.say(all.done());
        stage.sleep(0.0).await?;
        all.await?;
        Ok(())
    });
    stage.said(&["1 0 false", "2 0 after", "2 0 true", "3 0 all"]);
}

#[test]
fn k3_gather_of_what_ends_eagerly_is_done_on_return() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.set_eager(true);
        let quick = |value: i32| stage.coro("quick", async move |_| Ok(value));
        let all = stage.gather([quick(1), quick(2)]);
        stage.say(format_args!("{} {:?}", all.done(), all.await?));
        Ok(())
    });
    stage.said(&["1 0 true [1, 2]"]);
}

#[test]
fn k4_a_name_is_there_in_the_first_step_and_numbers_count_on() {
    let stage = Stage::new();
    stage.play(async |stage: Stage| {
        stage.set_eager(true);
        let tell = || {
            stage.coro("tell", async move |stage: Stage| {
                stage.say(stage.current_task().map_or(String::new(), |it| it.name()));
                Ok(())
            })
        };
        stage.create_task(tell());
        stage.task().name("given").spawn(tell());
        stage.create_task(tell());
        stage.task().eager(false).spawn(tell()).await
    });
    stage.said(&["1 0 Task-2", "1 0 given", "1 0 Task-3", "2 0 Task-4"]);
}

#[test]
fn k1_an_exit_out_of_an_eager_step_comes_back_to_the_caller() {
    let stage = Stage::new();
    let ended = stage.run(async |stage: Stage| {
        let exits = || stage.coro::<(), _>("exits", async |_| Err(Exception::system_exit(3)));
        let tried = stage.task().eager(true).try_spawn(exits());
        stage.say(format_args!("{:?}", tried.err()));
        stage.task().eager(true).spawn(exits());
        stage.say("goes on to the next await");
        stage.say(shown(&stage.sleep(0.0).await));
        stage.task().eager(true).spawn(exits());
        Ok(())
    });
    stage.said(&[
        "1 0 Some(SystemExit(3))",
        "1 0 goes on to the next await",
        "2 0 SystemExit(3)",
    ]);
    assert_eq!(shown(&ended), "SystemExit(3)");
}
