//! Handles and timers.

use crate::texts;

texts! {
    from super::futures::END;

    LOOP_RUNS_THE_NEXT_CALLBACK:
        "The loop runs the next callback.",
        "Цикл выполняет следующий колбэк.";
    CALLBACK_HAS_RETURNED_AND_CONTROL:
        "The callback has returned, and control is back in the loop.",
        "Колбэк отработал, и управление снова у цикла.";
    CALLBACK_IN_THE_READY_QUEUE:
        "A callback in the ready queue is cancelled: it keeps its place, but will be skipped.",
        "Колбэк в очереди готовых отменён: место он сохранит, но будет пропущен.";
    LOOP_COMES_TO_A_CANCELLED:
        "The loop comes to a cancelled callback and skips it.",
        "Цикл доходит до отменённого колбэка и пропускает его.";
    TIMER_IS_DUE_ITS_CALLBACK:
        "A timer is due: its callback joins the ready queue.",
        "Сработал таймер: его колбэк встаёт в очередь готовых.";
    GOES_TO_THE_END:
        "{0} goes to the end of the ready queue; it goes on in the next iteration.",
        "Задача {0} встаёт в конец очереди готовых и продолжит в следующей итерации.";
    JOINS_THE_READY_QUEUE:
        "{0} joins the ready queue. It will begin in the next iteration.",
        "Задача {0} встаёт в очередь готовых. Начнётся она в следующей итерации.";
    WAIT_FOR_IS_OVER_JOINS:
        "The wait for {1} is over: {0} joins the ready queue.",
        "Ожидание {1} закончено: задача {0} встаёт в очередь готовых.";
    CALLBACK_THAT_ENDS_JOINS:
        "The callback that ends {0} joins the ready queue.",
        "Колбэк, завершающий {0}, встаёт в очередь готовых.";
    HAS_NO_TIME_AT_ALL:
        "{0} has no time at all: its time limit joins the ready queue at once.",
        "У задачи {0} времени нет совсем: её лимит сразу встаёт в очередь готовых.";
    IS_DONE_A_CALLBACK:
        "{0} is done; a callback will tell `gather`.",
        "Готово: {0}. Об этом узнает `gather` — через колбэк в очереди.";
    CALLBACK_BETWEEN_AND_ITS_SHIELD:
        "A callback between {0} and its `shield` joins the ready queue.",
        "Колбэк, связывающий {0} с его `shield`, встаёт в очередь готовых.";
    IS_DONE_THE_CALLBACK:
        "{0} is done; the callback that stops the loop joins the ready queue.",
        "Готово: {0}. Колбэк, который остановит цикл, встаёт в очередь готовых.";
    CALLBACK_JOINS_THE_READY_QUEUE:
        "The callback {0} joins the ready queue.",
        "Колбэк {0} встаёт в очередь готовых.";
    LOOP_TAKES_FROM_THE_READY:
        "The loop takes {0} from the ready queue.",
        "Цикл берёт из очереди готовых задачу {0}.";
    TIME_OF_IS_UP:
        "The time of {0} is up: the loop runs the callback that ends it.",
        "Время {0} вышло: цикл выполняет колбэк, который его завершит.";
    TIME_LIMIT:
        "The time limit of {1} for {0} is over.",
        "Лимит времени задачи {0} ({1}) истёк.";
    ITS_TIME_LIMIT_IS_OVER:
        "The time limit of {0} is over.",
        "Лимит времени задачи {0} истёк.";
    SHIELD_HAS_NOTHING_TO_HAND:
        "`shield` has nothing to hand over any more: nobody waits for {0} through it.",
        "`shield` уже нечего передавать: через него {0} никто не ждёт.";
    SHIELD_HANDS_THE_OUTCOME:
        "`shield` hands the outcome of {0} over to whoever waits for it.",
        "`shield` передаёт итог {0} тому, кто его ждёт.";
    EVERYTHING_THAT_WAS_CANCELLED:
        "Everything that was cancelled has ended: `asyncio.run` lets the loop stop after this iteration.",
        "Всё, что было отменено, завершилось: после этой итерации `asyncio.run` остановит цикл.";
    ASYNCIO_RUN_HAS_BEEN_WAITING:
        "`asyncio.run` has been waiting for the end of {0}: it lets the loop stop after this iteration.",
        "`asyncio.run` дождался конца задачи {0}: после этой итерации он остановит цикл.";
    LOOP_CALLS:
        "The loop calls {0}.",
        "Цикл вызывает {0}.";
    GATHER_NOTES_THAT_IS_DONE:
        "`gather` notes that {0} is done.",
        "`gather` отмечает: {0} — готово.";
    GATHER_NOTES_THAT_IS_DONE_OF:
        "`gather` notes that {0} is done: {1} of {2}.",
        "`gather` отмечает: {0} — готово, уже {1} из {2}.";
    GETS_IF_IT_STILL_WAITS:
        "{0} gets {1}. If it still waits at t = {2}, the wait will be cancelled.",
        "Задаче {0} отпущено {1}. Если в t = {2} она ещё будет ждать, ожидание отменят.";
    TIMER_IS_SET:
        "A timer is set: {0} will be called at t = {1}.",
        "Поставлен таймер: {0} будет вызван в t = {1}.";
    TIMER_IS_SET_FOR_T:
        "A timer is set for t = {0}: ",
        "Поставлен таймер на t = {0}: ";
    ONLY_NOW_AT_T:
        "Only now, at t = {0}, the loop sees that the timer of {1} was due at t = {2}. Its callback joins the ready queue.",
        "Лишь теперь, в t = {0}, цикл замечает, что срок таймера {1} подошёл ещё в t = {2}. Его колбэк встаёт в очередь готовых.";
    IT_IS_T:
        "It is t = {0}, and the timer of {1} is due: its callback joins the ready queue.",
        "t = {0}: сработал таймер {1}, его колбэк встаёт в очередь готовых.";
    IT_IS_T_THE_TIME:
        "It is t = {0}: the time that {1} was given, {2}, is over. Its time limit joins the ready queue.",
        "t = {0}: время, отпущенное задаче {1} ({2}), вышло. Её лимит встаёт в очередь готовых.";
    IT_IS_T_AND:
        "It is t = {0}, and a timer is due: {1} joins the ready queue.",
        "t = {0}: сработал таймер, {1} встаёт в очередь готовых.";
    IS_IN_TIME_THE_TIMER:
        "{0} is in time: the timer of its time limit is cancelled.",
        "Задача {0} уложилась в срок: таймер лимита времени снят.";
    TIMER_OF_TIME_LIMIT:
        "The timer of {0}’s time limit is cancelled.",
        "Таймер лимита времени задачи {0} снят.";
    TIMER_OF_IS_CANCELLED_NOBODY:
        "The timer of {0} is cancelled: nobody waits for it any more.",
        "Таймер {0} снят: этого больше никто не ждёт.";
    TIMER_OF_IS_CANCELLED:
        "The timer of {0} is cancelled: it will not be called.",
        "Таймер {0} снят: вызова не будет.";
    TIMER_IS_CANCELLED:
        "A timer is cancelled.",
        "Таймер снят.";
}
