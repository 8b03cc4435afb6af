//! Runs a file and prints what it writes.
use std::rc::Rc;

use coroscope_python::{Bounds, Outbox, Program, Sink, run};
use coroscope_trace::{EventKind, Stream};

struct Print(bool);
impl Sink for Print {
    fn recorded(&self, outbox: Outbox<'_>) {
        let (_, events) = outbox.take();
        for event in events.unpack().expect("they are whole") {
            match event.kind {
                EventKind::Output {
                    stream: Stream::Stdout,
                    text,
                    ..
                } => print!("{text}"),
                EventKind::Output { text, .. } => eprint!("{text}"),
                other if self.0 => println!("    {:.3} {other:?}", event.time),
                _ => {}
            }
        }
    }
    fn about_to_run(&self, _: Outbox<'_>) {}
    fn block(&self, _: f64, _: Outbox<'_>) {}
}

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("a file");
    let mut program = Program::new(std::fs::read_to_string(&file).expect("it is read"));
    program.filename = file;
    let events = args.next().is_some();
    println!("{:?}", run(&program, Bounds::NONE, Rc::new(Print(events))));
}
