//! Queues against plain lists, and against what may be said of any queue.

use crate::{dice::Dice, stage::Stage};
use asyncio::{LifoQueue, PriorityQueue, Queue, Result};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// In what order items come out.
#[derive(Clone, Copy, Debug)]
enum Order {
    First,
    Last,
    Least,
}

struct Model {
    order: Order,
    maxsize: usize,
    items: VecDeque<usize>,
    unfinished: usize,
    shut_down: bool,
}

impl Model {
    fn full(&self) -> bool {
        self.maxsize > 0 && self.items.len() >= self.maxsize
    }

    fn put(&mut self, item: usize) -> Result<(), &'static str> {
        if self.shut_down {
            return Err("QueueShutDown");
        }
        if self.full() {
            return Err("QueueFull");
        }
        self.items.push_back(item);
        self.unfinished += 1;
        Ok(())
    }

    fn get(&mut self) -> Result<usize, &'static str> {
        let item = match self.order {
            Order::First => self.items.pop_front(),
            Order::Last => self.items.pop_back(),
            Order::Least => {
                let items = self.items.iter().enumerate();
                let least = items.min_by_key(|(_, item)| **item);
                least
                    .map(|(index, _)| index)
                    .and_then(|index| self.items.remove(index))
            }
        };
        item.ok_or(if self.shut_down {
            "QueueShutDown"
        } else {
            "QueueEmpty"
        })
    }

    fn task_done(&mut self) -> Result<(), &'static str> {
        self.unfinished = self.unfinished.checked_sub(1).ok_or("ValueError")?;
        Ok(())
    }

    fn shutdown(&mut self, immediate: bool) {
        self.shut_down = true;
        if immediate {
            self.unfinished = self.unfinished.saturating_sub(self.items.len());
            self.items.clear();
        }
    }
}

/// The class of the exception, if it is one.
fn class<T>(result: Result<T>) -> Result<T, String> {
    result.map_err(|error| error.type_name().to_owned())
}

fn named<T>(result: Result<T, &'static str>) -> Result<T, String> {
    result.map_err(str::to_owned)
}

#[test]
fn i13_i14_what_does_not_wait_is_as_with_a_plain_list() {
    for seed in 1..=if cfg!(miri) { 6 } else { 600 } {
        let stage = Stage::new();
        let mut dice = Dice::new(seed);
        let order = dice.pick(&[Order::First, Order::Last, Order::Least]);
        let maxsize = dice.pick(&[0, 1, 2, 3, 10]);
        let queue: Queue<usize> = match order {
            Order::First => Queue::new(&stage, maxsize),
            Order::Last => LifoQueue::new(&stage, maxsize).into(),
            Order::Least => PriorityQueue::new(&stage, maxsize).into(),
        };
        let mut model = Model {
            order,
            maxsize,
            items: VecDeque::new(),
            unfinished: 0,
            shut_down: false,
        };
        for step in 0..(seed * 4).min(400) {
            let context = format!("seed {seed}, step {step}, {order:?}");
            match dice.roll(10) {
                0..4 => {
                    let item = dice.roll(20);
                    let refused = queue.try_put(item).map_err(|(error, back)| {
                        assert_eq!(back, item, "{context}");
                        error
                    });
                    assert_eq!(class(refused), named(model.put(item)), "{context}");
                }
                4..7 => {
                    let got = class(queue.get_nowait());
                    assert_eq!(got, named(model.get()), "{context}");
                }
                7..9 => {
                    let done = class(queue.task_done());
                    assert_eq!(done, named(model.task_done()), "{context}");
                }
                _ if dice.roll(30) == 0 => {
                    let immediate = dice.roll(2) == 0;
                    queue.shutdown(immediate);
                    model.shutdown(immediate);
                }
                _ => {}
            }
            let is = (queue.qsize(), queue.empty(), queue.full());
            let size = model.items.len();
            assert_eq!(is, (size, size == 0, model.full()), "{context}");
            let tasks = format!(" tasks={}", model.unfinished);
            let shown = format!("{queue:?}").contains(&tasks);
            assert_eq!(shown, model.unfinished > 0, "{context}");
        }
    }
}

/// What came of a random crowd at one queue.
#[derive(Default)]
struct Ledger {
    put: Vec<usize>,
    got: Vec<usize>,
    /// Gets and puts that ended with a timeout or a cancellation.
    given_up: usize,
}

/// Some put, some get, some out of time, some cancelled at any moment.
async fn crowd(stage: Stage, seed: u64, ledger: Rc<RefCell<Ledger>>) -> Result<()> {
    const PAUSES: [f64; 6] = [0.0, 0.0, 0.5, 1.0, 1.5, 2.0];
    let mut dice = Dice::new(seed);
    let queue = Queue::named(&stage, "crowd", dice.pick(&[0, 1, 2, 5]));
    let mut tasks = Vec::new();
    for who in 0..4 + dice.roll(8) {
        let (queue, ledger) = (queue.clone(), ledger.clone());
        let mut dice = Dice::new(seed * 1000 + who as u64);
        let puts = dice.roll(2) == 0;
        tasks.push(
            stage.create_task(stage.coro("somebody", async move |stage: Stage| {
                for turn in 0..6 {
                    if dice.roll(3) > 0 {
                        stage.sleep(dice.pick(&PAUSES)).await?;
                    }
                    let limit = [None, Some(dice.pick(&PAUSES))][dice.roll(2)];
                    let item = who * 100 + turn;
                    let ended = if puts {
                        let ended = stage.wait_for(queue.put(item), limit).await;
                        ended.map(|()| ledger.borrow_mut().put.push(item))
                    } else {
                        let ended = stage.wait_for(queue.get(), limit).await;
                        ended.and_then(|item| {
                            ledger.borrow_mut().got.push(item);
                            queue.task_done()
                        })
                    };
                    if let Err(error) = ended {
                        assert!(
                            error.is("TimeoutError") || error.is_cancelled(),
                            "{error:?}"
                        );
                        ledger.borrow_mut().given_up += 1;
                        if error.is_cancelled() {
                            return Err(error);
                        }
                    }
                }
                Ok(())
            })),
        );
    }
    for _ in 0..dice.roll(6) {
        stage.sleep(dice.pick(&PAUSES)).await?;
        tasks[dice.roll(tasks.len())].cancel();
    }
    stage.sleep(20.0).await?;
    for task in &tasks {
        task.cancel();
    }
    stage.gather_return_exceptions(&tasks).await?;
    // Nobody waits any more; what is left is taken out.
    while let Ok(item) = queue.get_nowait() {
        ledger.borrow_mut().got.push(item);
        queue.task_done()?;
    }
    queue.join().await
}

#[test]
fn i11_i12_no_item_is_lost_or_doubled_or_overtaken() {
    let (mut items, mut given_up) = (0, 0);
    for seed in 1..=if cfg!(miri) { 3 } else { 600 } {
        let ledger: Rc<RefCell<Ledger>> = Rc::default();
        let stage = Stage::new();
        let told = ledger.clone();
        assert_eq!(
            stage.run(|stage| crowd(stage, seed, told)),
            Ok(()),
            "seed {seed}"
        );
        let ledger = ledger.borrow();
        assert_eq!(ledger.got, ledger.put, "seed {seed}");
        items += ledger.put.len();
        given_up += ledger.given_up;
    }
    if !cfg!(miri) {
        assert!(items > 4000 && given_up > 2000, "{items}, {given_up}");
    }
}
