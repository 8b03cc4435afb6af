//! Interpreters of several threads do not disturb each other: they take turns.

use std::{
    cell::RefCell,
    rc::Rc,
    sync::mpsc::{Sender, channel},
    thread,
};

use coroscope_python::{Bounds, End, Engine, Outbox, Program, Sink};

/// Says when a run has ended.
struct Tell(RefCell<Option<Sender<&'static str>>>);

impl Sink for Tell {
    fn recorded(&self, outbox: Outbox<'_>) {
        drop(outbox.take());
    }
    fn about_to_run(&self, _: Outbox<'_>) {}
    fn block(&self, _: f64, _: Outbox<'_>) {}
    fn ended(&self, _: Outbox<'_>) {
        let told = self.0.take().expect("a run ends once");
        told.send("the first has run").expect("somebody listens");
    }
}

#[test]
fn who_makes_an_engine_waits_for_those_of_other_threads() {
    let (sender, said) = channel();
    let first = Engine::new();
    let other = thread::spawn({
        let sender = sender.clone();
        move || {
            sender.send("the second begins").expect("somebody listens");
            let second = Engine::new();
            sender
                .send("the second is there")
                .expect("somebody listens");
            second.run(
                &Program::new("pass"),
                Bounds::PAGE,
                Rc::new(coroscope_python::Nobody),
            )
        }
    });
    assert_eq!(said.recv(), Ok("the second begins"));
    // Takes longer than to make an engine, of which the other thread has half of the machine.
    let long = Program::new("for each in range(1_000_000): pass");
    let end = first.run(
        &long,
        Bounds::PAGE,
        Rc::new(Tell(RefCell::new(Some(sender)))),
    );
    assert_eq!(end, End::Finished { exit_code: 0 });
    assert_eq!(said.recv(), Ok("the first has run"));
    assert_eq!(said.recv(), Ok("the second is there"));
    assert_eq!(
        other.join().expect("it ends"),
        End::Finished { exit_code: 0 }
    );
}
