//! The words of the panes that show the run: timeline, loop, tasks, inspector.

use coroscope_trace::decimal::short;

use crate::words;

use super::{Lang, grouped, plural};

words! {
    /// The words of timeline, loop, tasks and inspector.
    pub struct PaneWords;

    // ── states ──────────────────────────────────────────────────────────
    not_created: "not yet", "ещё нет";
    pending: "pending", "не готов";
    resolved: "done", "готов";

    // ── timeline ────────────────────────────────────────────────────────
    axis: "Axis", "Ось";
    axis_seconds: "Seconds", "Секунды";
    axis_steps: "Steps", "Шаги";
    axis_seconds_title: "One cell a callback; idle time in between", "Ячейка на колбэк, между ними простой";
    axis_steps_title: "One cell a step, without the time in between", "Ячейка на шаг, без простоев";
    lane_loop: "loop", "цикл";
    lane_iteration: "iteration", "итерация";
    legend: "Legend", "Обозначения";
    timer_fires: "timer fires", "таймер";
    wakes: "wakes", "будит";
    creates: "creates", "создаёт";
    cancels: "cancels", "отменяет";
    lanes_empty: "Each task gets a lane here as soon as it is created.", "Здесь у каждой задачи появится дорожка, как только задача будет создана.";
    lanes_none: "This program creates no task, so there is no lane to draw.", "Эта программа не создаёт задач, рисовать нечего.";
    idle: "idle", "простой";
    outside: "waits for you", "ждёт вас";
    blocks: "blocked", "заблокирован";

    // ── loop ────────────────────────────────────────────────────────────
    loop_long: "Event loop", "Цикл событий";
    loop_head: "Event loop", "Цикл";
    station_ready: "Ready", "Готовы";
    station_running: "Running", "Выполняется";
    station_waiting: "Waiting", "Ждут";
    its_turn: "its turn", "очередь";
    timer_due: "timer due,", "таймер или";
    result_in: "result in", "результат";
    awaits: "awaits", "ждёт";
    empty: "empty", "пусто";
    nobody_waits: "Nothing waits.", "Никто не ждёт.";
    iteration: "iteration", "итерация";
    due: "due", "срок";
    fired_at: "fired at", "сработали в";
    time_limit: "time limit", "лимит времени";
    rule: "An iteration runs what was ready when it began. Whatever becomes ready meanwhile is for the next one.", "Итерация выполняет то, что было готово к её началу. Что станет готово за это время, ждёт следующей.";
    module: "module", "модуль";
    by_hand: "driven by hand, without a loop", "продвигается вручную, без цикла";
    loop_itself: "the loop", "сам цикл";
    loop_picks: "takes the next callback", "берёт следующий колбэк";
    loop_looks: "looks at clock and queue", "смотрит на часы и очередь";
    not_started: "not started", "не запущен";
    before_loop: "There is no loop yet; asyncio.run makes one.", "Цикла пока нет, его создаст asyncio.run.";
    no_loop: "Nothing called asyncio.run: this program gets by without a loop.", "asyncio.run никто не вызвал: программа обходится без цикла.";
    deadlocked: "deadlock", "взаимная блокировка";
    deadlock_text: "Nothing is ready, no timer is set, and nothing can come from outside: asyncio would wait here for ever, without a word.", "Готовых нет, таймеров нет, и извне ничего не придёт: asyncio молча ждал бы здесь вечно.";
    stopped: "stopped", "остановлен";
    closed: "closed", "закрыт";
    idle_outside: "waits for something outside", "ждёт события извне";
    outside_buttons: "From outside", "Извне";
    has_suspended: "is suspended; control is back with the loop", "приостановлена; управление снова у цикла";
    has_ended: "has ended; control is back with the loop", "завершена; управление снова у цикла";
    is_resumed: "is about to run", "сейчас выполнится";
    starts: "starts", "начинает";
    goes_on: "goes on", "продолжает";
    receives: "receives", "получает";
    sets_result: "sets the result of the future behind it", "даёт результат своему Future";
    cancels_at_limit: "time is up: asks for cancellation", "время вышло: просит об отмене";
    counts_child: "counts one more child that is done", "считает ещё одну готовую часть";
    hands_through: "hands a result through", "передаёт результат дальше";
    stops_loop: "stop the loop", "остановка цикла";
    stops_loop_what: "main is done: the loop stops after this iteration", "main завершена: после этой итерации цикл остановится";
    user_callback: "a callback of the program’s own", "собственный колбэк программы";
    stage_new_loop: "make a loop and the main task", "создать цикл и главную задачу";
    stage_main: "run main to its end", "выполнить main до конца";
    stage_leftovers: "cancel what is left", "отменить оставшиеся задачи";
    stage_asyncgens: "close async generators", "закрыть асинхронные генераторы";
    stage_executor: "shut the executor down", "остановить пул потоков";
    stage_close: "close the loop, hand over the result", "закрыть цикл, отдать результат";
    run_duties: "Duties of asyncio.run", "Обязанности asyncio.run";
    program_finished: "The program has finished.", "Программа завершена.";
    program_failed: "The program ended with an exception.", "Программа завершилась исключением.";

    // ── tasks ───────────────────────────────────────────────────────────
    who_awaits: "who awaits whom", "кто кого ждёт";
    col_state: "State", "Состояние";
    col_waiting: "Waiting on", "Чего ждёт";
    col_since: "Since", "С";
    col_result: "Result", "Результат";
    none_yet: "none yet", "пока нет";
    cancel_on_its_way: "cancel on its way", "отмена в пути";
    awaited_by: "awaited by", "её ждёт";
    let_go_by: "let go by", "отпущена задачей";
    tasks_empty: "No task has been created yet.", "Пока не создано ни одной задачи.";
    tasks_scroll: "Tasks, scrollable", "Задачи, с прокруткой";

    // ── inspector ───────────────────────────────────────────────────────
    facts: "Facts", "Сведения";
    fact_coroutine: "Coroutine", "Корутина";
    fact_created: "Created", "Создана";
    fact_created_future: "Created", "Создан";
    fact_cancel: "Cancel asked", "Отмена";
    fact_result: "Result", "Результат";
    fact_exception: "Exception", "Исключение";
    fact_name: "Name", "Имя";
    fact_kind: "Kind", "Вид";
    fact_depends: "Made of", "Состоит из";
    fact_waiters: "Awaited by", "Ждут";
    fact_due: "Due", "Срок";
    fact_set: "Set", "Поставлен";
    fact_does: "Then", "Затем";
    fact_state: "State", "Состояние";
    fact_holder: "Held by", "У кого";
    fact_queue: "Queue", "Очередь";
    fact_task: "Task", "Задача";
    fact_called: "Called", "Вызвана";
    fact_defined: "Defined", "Определена";
    fact_awaited: "Awaited", "Ожидается";
    never: "never", "никогда";
    nobody: "nobody", "никто";
    by: "by", "—";
    delivered: "delivered", "доставлена";
    not_delivered: "not delivered yet", "ещё не доставлена";
    already_done: "too late: it was done", "поздно: уже завершена";
    waiting_chain: "Waiting chain", "Цепочка ожидания";
    history: "History", "История";
    history_earlier: "earlier", "раньше";
    history_later: "later", "позже";
    this_task: "this task", "эта задача";
    let_go_at: "let go at", "отпустила в";
    a_future: "a future, pending", "Future, не готов";
    several: "several at once", "несколько сразу";
    held_by: "held by", "держит";
    a_timer: "timer", "таймер";
    ready_queue: "ready queue", "очередь готовых";
    next_turn: "its next turn", "ближайшая очередь";
    in_a_circle: "back to the start: nobody in this circle will ever go on", "снова начало: никто в этом круге не сможет продолжить";
    inspect_hint: "Choose a task, a future or a timer anywhere to see what it is, what it waits for and what happened to it.", "Выберите где угодно задачу, Future или таймер, чтобы увидеть, что это, чего ждёт и что с ним было.";
    inspect_line: "This line belongs to no task at this moment.", "В этот момент на этой строке никого нет.";
    not_here_yet: "It does not exist yet at this moment.", "В этот момент этого ещё нет.";
    gone: "It is gone: its work is done or it was cancelled.", "Этого больше нет: сработал или отменён.";
    kind_plain: "made by hand, loop.create_future()", "создан вручную, loop.create_future()";
    kind_sleep: "made by sleep; a timer sets its result", "создан в sleep; результат даёт таймер";
    kind_gather: "made by gather; done when all its parts are", "создан в gather; готов, когда готовы все части";
    kind_shield: "made by shield; a cancel stops here", "создан в shield; дальше отмена не идёт";
    kind_waiter: "a library function waits on it", "на нём ждёт функция библиотеки";
    kind_foreign: "from outside asyncio", "извне asyncio";
    kind_task: "a task, seen as a future", "задача как Future";
    coroutine_created: "called; nothing of it has run", "вызвана; ещё ничего не выполнено";
    coroutine_running: "running", "выполняется";
    coroutine_suspended: "suspended at an await", "приостановлена на await";
    coroutine_finished: "finished", "завершена";
    coroutine_never: "never awaited", "её так и не дождались";
    moment: "Go to this moment", "К этому моменту";
}

/// The words of a language.
pub const fn pane_words(lang: Lang) -> &'static PaneWords {
    match lang {
        Lang::En => &EN,
        Lang::Ru => &RU,
    }
}

/// `iteration 6`.
pub fn iteration(lang: Lang, number: u32) -> String {
    format!("{} {number}", pane_words(lang).iteration)
}

/// `callback 2`.
pub fn callback(lang: Lang, number: usize) -> String {
    match lang {
        Lang::En => format!("callback {number}"),
        Lang::Ru => format!("вызов {number}"),
    }
}

/// `1 of 2`.
pub fn of(lang: Lang, number: usize, all: u32) -> String {
    format!("{number} {} {all}", super::words(lang).of)
}

/// `iteration 6, callback 1 of 2`.
pub fn in_iteration(lang: Lang, number: u32, begun: u32, planned: u32) -> String {
    let iteration = iteration(lang, number);
    match lang {
        _ if planned == 0 => iteration,
        Lang::En if begun == 0 => {
            let noun = plural(
                lang,
                planned as usize,
                ["callback", "callbacks", "callbacks"],
            );
            format!("{iteration}, {planned} {noun}")
        }
        Lang::En => format!("{iteration}, callback {begun} of {planned}"),
        Lang::Ru if begun == 0 => {
            let noun = plural(lang, planned as usize, ["вызов", "вызова", "вызовов"]);
            format!("{iteration}, {planned} {noun}")
        }
        Lang::Ru => format!("{iteration}, вызов {begun} из {planned}"),
    }
}

/// `0 of 3 done`.
pub fn tasks_done(lang: Lang, done: u32, all: u32) -> String {
    let (done, all) = (grouped(lang, done as usize), grouped(lang, all as usize));
    match lang {
        Lang::En => format!("{done} of {all} done"),
        Lang::Ru => format!("завершено {done} из {all}"),
    }
}

/// `+ 9,990 more`.
pub fn more(lang: Lang, count: usize) -> String {
    let count = grouped(lang, count);
    match lang {
        Lang::En => format!("+ {count} more"),
        Lang::Ru => format!("и ещё {count}"),
    }
}

/// A moment in time as short as it can be said without losing what tells it from
/// the next one: `0.8 s`, `224.87 s`.
pub fn moment(lang: Lang, time: f64) -> String {
    if !time.is_finite() {
        return "∞".into();
    }
    format!("{} {}", short(time, 2), unit_seconds(lang))
}

/// A length of time as short as it can be said: `1 s`, `0.25 s`, `2 min`.
pub fn duration(lang: Lang, seconds: f64) -> String {
    let (value, unit) = if !seconds.is_finite() {
        return "∞".into();
    } else if seconds < 120.0 {
        (seconds, ["s", "с"])
    } else if seconds < 7_200.0 {
        (seconds / 60.0, ["min", "мин"])
    } else if seconds < 172_800.0 {
        (seconds / 3_600.0, ["h", "ч"])
    } else {
        (seconds / 86_400.0, ["d", "сут"])
    };
    let mut text = short(value, if value >= 100.0 { 1 } else { 2 });
    if text == "0" && seconds > 0.0 {
        text = "<0.01".into();
    }
    format!("{text} {}", unit[lang as usize])
}

/// `1 s idle`.
pub fn idle(lang: Lang, seconds: f64) -> String {
    match lang {
        Lang::En => format!("{} idle", duration(lang, seconds)),
        Lang::Ru => format!("простой {}", duration(lang, seconds)),
    }
}

/// The unit of every time on the page.
pub const fn unit_seconds(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "s",
        Lang::Ru => "с",
    }
}

/// `idle until 3.00 s`.
pub fn idle_until(lang: Lang, time: f64) -> String {
    let time = super::seconds(time);
    match lang {
        Lang::En => format!("idle until {time} s"),
        Lang::Ru => format!("простой до {time} с"),
    }
}

/// `until 3.00 s`.
pub fn until(lang: Lang, time: f64) -> String {
    let time = super::seconds(time);
    match lang {
        Lang::En => format!("until {time} s"),
        Lang::Ru => format!("до {time} с"),
    }
}

/// `due 3.00, in 1.00 s`.
pub fn due_in(lang: Lang, deadline: f64, now: f64) -> String {
    let (at, left) = (
        super::seconds(deadline),
        super::seconds((deadline - now).max(0.0)),
    );
    match lang {
        Lang::En => format!("due {at}, in {left} s"),
        Lang::Ru => format!("срок {at}, через {left} с"),
    }
}

/// `2.00 of 3.00 seconds gone`: a timer's bar in words.
pub fn gone(lang: Lang, start: f64, deadline: f64, now: f64) -> String {
    let gone = super::seconds((now - start).max(0.0));
    let whole = super::seconds(deadline - start);
    match lang {
        Lang::En => format!("{gone} of {whole} seconds gone"),
        Lang::Ru => format!("прошло {gone} из {whole} секунды"),
    }
}

/// What the lanes show, for those who cannot see them.
pub fn lanes(lang: Lang, tasks: usize, until: f64, now: f64) -> String {
    let (until, now) = (super::seconds(until), super::seconds(now));
    let tasks_text = grouped(lang, tasks);
    match lang {
        Lang::En => format!(
            "{tasks_text} {} from 0 to {until} seconds; the run stands at {now} seconds. The table of tasks says the same in words.",
            plural(lang, tasks, ["task", "tasks", "tasks"])
        ),
        Lang::Ru => format!(
            "{tasks_text} {} от 0 до {until} секунды; показан момент {now} секунды. То же словами есть в таблице задач.",
            plural(lang, tasks, ["задача", "задачи", "задач"])
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_panes_is_empty_and_russian_is_russian() {
        for (name, en, ru) in ALL {
            assert!(!en.trim().is_empty() && !ru.trim().is_empty(), "{name}");
            let cyrillic = ru.chars().any(|c| ('А'..='я').contains(&c));
            assert!(cyrillic || *name == "by", "{name} is not translated: {ru}");
            assert!(!en.chars().any(|c| ('А'..='я').contains(&c)), "{name}");
        }
    }

    #[test]
    fn lengths_of_time_are_short() {
        let said = [1.0, 0.25, 0.1 + 0.2, 0.001, 90.0, 150.0, 10_800.0, 1e9];
        assert_eq!(
            said.map(|it| duration(Lang::En, it)),
            [
                "1 s",
                "0.25 s",
                "0.3 s",
                "<0.01 s",
                "90 s",
                "2.5 min",
                "3 h",
                "11574.1 d"
            ]
        );
        assert_eq!(duration(Lang::Ru, f64::INFINITY), "∞");
        assert_eq!(duration(Lang::En, 100.0), "100 s");
        assert_eq!(moment(Lang::En, 224.870_000_001), "224.87 s");
        assert_eq!(moment(Lang::Ru, 0.0), "0 с");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(Lang::En, 9_990), "9,990");
        assert_eq!(grouped(Lang::En, 1_000_000), "1,000,000");
        assert_eq!(grouped(Lang::En, 100), "100");
        assert_eq!(grouped(Lang::Ru, 12_345), "12\u{a0}345");
    }

    #[test]
    fn an_iteration_says_how_far_it_is() {
        assert_eq!(
            in_iteration(Lang::En, 6, 1, 2),
            "iteration 6, callback 1 of 2"
        );
        assert_eq!(in_iteration(Lang::En, 6, 0, 1), "iteration 6, 1 callback");
        assert_eq!(in_iteration(Lang::Ru, 6, 0, 0), "итерация 6");
    }
}
