//! What goes wrong.

use crate::texts;

texts! {
    from super::tasks::END;

    MAKES_A_CALL_THAT_BLOCKS:
        "{0} makes a call that blocks for {1}. It is no `await`: control does not go back to the loop.",
        "Задача {0} делает вызов, который блокирует поток на {1}. Это не `await`: управление циклу не возвращается.";
    PROGRAM_MAKES_A_CALL:
        "The program makes a call that blocks for {0}.",
        "Программа делает вызов, который блокирует поток на {0}.";
    HAS_BLOCKED_THE_THREAD:
        "{0} has blocked the thread for {1} without an `await`: nobody else could run meanwhile.",
        "Задача {0} заняла поток на {1}, ни разу не дойдя до `await`: все остальные это время стояли.";
    PROGRAM_HAS_BLOCKED_THE_THREAD:
        "The program has blocked the thread for {0}: no task could run meanwhile.",
        "Программа заняла поток на {0}: ни одна задача в это время не работала.";
    THIS_STEP_OF_TOOK_ALL:
        "This step of {0} took {1}. All that time the loop could do nothing else.",
        "Этот шаг задачи {0} занял {1}. Всё это время цикл не мог делать ничего другого.";
    THIS_CALLBACK_TOOK_ALL:
        "This callback took {0}. All that time the loop could do nothing else.",
        "Этот колбэк занял {0}. Всё это время цикл не мог делать ничего другого.";
    DEADLOCK:
        "Deadlock: ",
        "Взаимная блокировка: ";
    WAITS_FOR:
        "{0} waits for ",
        "{0} ждёт ";
    WAITS_FOR_IT:
        "{0} waits for {1}",
        "{0} ждёт {1}";
    WAITS:
        "{0} waits",
        "{0} ждёт";
    LOOP_WAITS:
        "the loop waits",
        "цикл ждёт";
    AND_MORE:
        "; and {0} more",
        "; и ещё {0}";
    AND_NOTHING_IS_LEFT:
        ", and nothing is left that could wake anybody. Python would hang here for ever, without a word.",
        ", и разбудить кого-либо уже нечему. Python молча завис бы здесь навсегда.";
    ENDED_WITH_AND_NOBODY_EVER:
        "{0} ended with {1}, and nobody ever asked how it ended. All asyncio can do is write that to its log.",
        "{0} завершается исключением {1}, но об итоге так никто и не спросил. Всё, что может asyncio, — записать это в журнал.";
    WAS_THROWN_AWAY_WHILE:
        "{0} was thrown away while it was still waiting. asyncio writes that to its log.",
        "{0}: задача выброшена, хотя ещё ждала. asyncio записывает это в журнал.";
    CALLBACK_RAISED_THE_LOOP_WRITES:
        "A callback raised {0}. The loop writes that to its log and goes on.",
        "Колбэк выбросил {0}. Цикл записывает это в журнал и работает дальше.";
    FAILED_BEHIND_ITS_SHIELD:
        "{0} failed behind its `shield`, when nobody waited for it any more: {1}. asyncio writes that to its log.",
        "{0}: ошибка за `shield`, когда этого уже никто не ждал, — {1}. asyncio записывает её в журнал.";
    WHILE_ASYNCIO_RUN_WAS_TIDYING:
        "While `asyncio.run` was tidying up, {0} ended with {1}. That goes to the log only.",
        "Пока `asyncio.run` прибирался, случилось исключение {1} ({0}). Оно попадёт только в журнал.";
    LOOP_EXCEPTION_HANDLER_IS_CALLED:
        "The loop’s exception handler is called: {0}",
        "Вызван обработчик исключений цикла: {0}";
}
