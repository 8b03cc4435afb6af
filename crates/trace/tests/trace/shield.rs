//! The run that the page's design shows.

use coroscope_trace::{Callback, CancelEffect, EventKind, FutureKind, Outcome};

use crate::support::{Nap, Script, cancelled, line};

/// The lesson on `shield`, as the page's design shows it: `main` waits at most
/// 2 s for `slow_request`, which takes 3, while `ticker` ticks every second.
pub(crate) fn shield() -> Script {
    let (mut s, mut main) = Script::started("main");
    s.iteration(1);
    let (mut request, mut ticker, mut outer, mut limit) = (main, main, main.future, main.step);
    s.step(main, |s| {
        s.enter(main.coroutine, 0);
        request = s.spawn("slow_request", 15);
        ticker = s.spawn("ticker", 16);
        outer = s.future(FutureKind::Shield, "shield(request)", &[request.future]);
        limit = s.timer(2.0, Callback::TimeLimit { task: main.task });
        s.suspend(outer, 18);
    });
    s.iteration(2);
    let mut long = Nap {
        future: outer,
        timer: limit,
    };
    s.step(request, |s| {
        s.enter(request.coroutine, 0);
        s.print("request: sent", 4);
        long = s.sleep(3.0, 5);
    });
    let mut tick = long;
    s.step(ticker, |s| {
        s.enter(ticker.coroutine, 0);
        tick = s.sleep(1.0, 11);
    });
    s.idle(1.0);
    s.fire(tick.timer);
    s.iteration(1);
    s.wake_from(tick, &mut ticker);
    s.iteration(1);
    s.step(ticker, |s| {
        s.print("tick 1", 12);
        tick = s.sleep(1.0, 11);
    });
    s.idle(2.0);
    s.fire(limit);
    s.fire(tick.timer);
    s.iteration(2);
    s.run(limit, |s| {
        s.push(EventKind::TaskCancelRequested {
            task: main.task,
            by: None,
            message: None,
            effect: CancelEffect::PassedTo(outer),
            place: line(18),
        });
        s.resolve(outer, Outcome::Cancelled(None));
        main.step = s.wakeup(main.task, outer);
    });
    s.wake_from(tick, &mut ticker);
    s.iteration(2);
    s.throw(main, cancelled(), |s| {
        s.push(EventKind::TaskUncancelled {
            task: main.task,
            remaining: 0,
        });
        s.print("main: still waiting", 20);
        s.suspend(request.future, 21);
    });
    s.step(ticker, |s| {
        s.print("tick 2", 12);
        tick = s.sleep(1.0, 11);
    });
    s.idle(3.0);
    s.fire(long.timer);
    s.fire(tick.timer);
    s.iteration(2);
    s.wake_from(long, &mut request);
    s.wake_from(tick, &mut ticker);
    s.iteration(2);
    s.step(request, |s| {
        s.print("request: saved", 6);
        s.finish(request, "'saved'");
        main.step = s.wakeup(main.task, request.future);
    });
    s.step(ticker, |s| {
        s.print("tick 3", 12);
        s.finish(ticker, "None");
    });
    s.iteration(1);
    s.step(main, |s| {
        s.print("main: saved", 21);
        s.finish(main, "None");
    });
    s.tidy_up(0);
    s.close();
    s
}
