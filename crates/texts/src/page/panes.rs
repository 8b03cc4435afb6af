//! The words of the panes that show the run: timeline, loop, tasks, inspector.

use crate::words;

words! {
    from super::frame::END;

    /// The words of timeline, loop, tasks and inspector, in a language.
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
    legend: "Legend", "Обозначения";
    timer_fires: "timer fires", "таймер";
    wakes: "wakes", "будит";
    creates: "creates", "создаёт";
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
    turn: "its turn", "очередь";
    timer_due: "timer due,", "таймер или";
    result_in: "result in", "результат";
    awaits: "awaits", "ждёт";
    empty: "empty", "пусто";
    nobody_waits: "Nothing waits.", "Никто не ждёт.";
    iteration: "iteration", "итерация";
    due: "due", "срок";
    fired_at: "fired at", "сработали в";
    rule: "An iteration runs what was ready when it began. Whatever becomes ready meanwhile is for the next one.", "Итерация выполняет то, что было готово к её началу. Что станет готово за это время, ждёт следующей.";
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
    stops_loop_what: "main is done: the loop stops after this iteration", "main завершена: после этой итерации цикл остановится";
    user_callback: "a callback that is no step of a task", "колбэк, который не шаг задачи";
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
    its_turn: "its turn", "своей очереди";
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
    never: "never", "не было";
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
