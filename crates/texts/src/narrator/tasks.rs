//! The life of a task, apart from its cancellation.

use crate::texts;

texts! {
    from super::resources::END;

    WAITS_FOR_GATHER_UNTIL_ALL:
        "{0} waits for `gather`, until what it was given is done|{0} waits for `gather`, until all {1} that it was given are done",
        "Задача {0} ждёт `gather`: пока не завершится {1} переданный ему объект|Задача {0} ждёт `gather`: пока не завершатся все {1} переданных ему объекта|Задача {0} ждёт `gather`: пока не завершатся все {1} переданных ему объектов";
    TASKS_THAT_WAIT:
        ". {0} task that waits for it will be woken.|. {0} tasks that wait for it will be woken.",
        ". Её ждёт {0} задача: пора будить.|. Её ждут {0} задачи: пора будить.|. Её ждут {0} задач: пора будить.";
    TASK_IS_NOW_CALLED:
        "The task {0} is now called {1}.",
        "Задача {0} теперь называется {1}.";
    MAKES_THE_TASK_AND_GOES:
        "{0} makes the task {1} and goes on at once: {1} has to wait for the next iteration.",
        "Задача {0} создаёт задачу {1} и сразу идёт дальше: черёд {1} — в следующей итерации.";
    ASYNCIO_RUN_MAKES_THE_MAIN:
        "`asyncio.run` makes the main task, {0}.",
        "`asyncio.run` создаёт главную задачу, {0}.";
    TASK_IS_MADE:
        "The task {0} is made; it will begin when the loop comes to it.",
        "Создана задача {0}; она начнётся, когда до неё дойдёт цикл.";
    BEGINS_ITS_COROUTINE_RUNS:
        "{0} begins: its coroutine runs, from the first line to the first `await` that has to wait.",
        "Задача {0} начинается: её корутина выполняется с первой строки до первого `await`, на котором придётся ждать.";
    IT_IS_THE_TURN:
        "It is the turn of {0} again, and it goes on after its `await`.",
        "Снова очередь задачи {0}: она продолжает после своего `await`.";
    HAS_SLEPT_FOR_INSTEAD:
        "{0} has slept for {1} instead of {2}: the loop was busy when its time was up. It goes on after its `await`.",
        "Задача {0} проспала {1} вместо {2}: когда её время вышло, цикл был занят. Теперь она продолжает после своего `await`.";
    HAS_SLEPT_FOR_AND_GOES:
        "{0} has slept for {1} and goes on after its `await`.",
        "Задача {0} проспала {1} и продолжает после своего `await`.";
    IS_OVER_GOES_ON_AFTER:
        "{1} is over: {0} goes on after its `await`.",
        "Ожидание {1} закончено: задача {0} продолжает после своего `await`.";
    IS_DONE_THE_AWAIT:
        "{1} is done: the `await` in {0} gives {2}.",
        "Задача {1} завершена: `await` в задаче {0} даёт {2}.";
    IS_DONE_AND_GOES:
        "{1} is done, and {0} goes on after its `await`.",
        "Задача {1} завершена, и {0} продолжает после своего `await`.";
    HAS_ITS_RESULT_THE_AWAIT:
        "{1} has its result: the `await` in {0} gives {2}.",
        "У {1} есть результат: `await` в задаче {0} даёт {2}.";
    IS_DONE_AND_HOLDS_IT_NO_MORE:
        "{1} is done, and {0} goes on after its `await`.",
        "{1} больше не держит: задача {0} продолжает после своего `await`.";
    GOES_ON_BUT_ITS_AWAIT:
        "{0} goes on, but its `await` raises {1}.",
        "Задача {0} продолжает, но её `await` выбрасывает {1}.";
    WAS_CANCELLED_BEFORE_IT_BEGAN:
        "{0} was cancelled before it began: nothing of its body will run.",
        "Задачу {0} отменили ещё до начала: её тело выполняться не будет.";
    CANCELLATION_ARRIVES_THE_AWAIT:
        "The cancellation arrives: the `await` in {0} raises ^CancelledError^, and the time limit turns it into ^TimeoutError^.",
        "Отмена доставлена: `await` в задаче {0} выбрасывает ^CancelledError^, а лимит времени превращает его в ^TimeoutError^.";
    CANCELLATION_ARRIVES_THE_AWAIT_IN:
        "The cancellation arrives: the `await` in {0} raises ^CancelledError^. {0} may still clean up.",
        "Отмена доставлена: `await` в задаче {0} выбрасывает ^CancelledError^. Прибрать за собой {0} ещё успеет.";
    WAS_CANCELLED_SO_THE_AWAIT:
        "{1} was cancelled, so the `await` in {0} raises ^CancelledError^, though nobody cancelled {0}.",
        "Задача {1} отменена, поэтому `await` в задаче {0} выбрасывает ^CancelledError^, хотя саму {0} никто не отменял.";
    WHAT_IT_AWAITED_WAS_CANCELLED:
        "{1} was cancelled, so the `await` in {0} raises ^CancelledError^, though nobody cancelled {0}.",
        "Отменено то, чего она ждала ({1}), поэтому `await` в задаче {0} выбрасывает ^CancelledError^, хотя саму {0} никто не отменял.";
    AWAIT_IN_RAISES_CANCELLEDERROR:
        "The `await` in {0} raises ^CancelledError^.",
        "`await` в задаче {0} выбрасывает ^CancelledError^.";
    STEPS_ASIDE_SLEEP_LETS_EVERYBODY:
        "{0} steps aside: `sleep(0)` lets everybody else who is ready run first",
        "Задача {0} уступает: `sleep(0)` пропускает вперёд всех, кто уже готов";
    WAITS_FOR_SOMETHING_OUTSIDE_ASYNCIO:
        "{0} waits for something outside asyncio",
        "Задача {0} ждёт чего-то за пределами asyncio";
    WAITS_FOR:
        "{0} waits for {1}",
        "Задача {0} ждёт {1}";
    ASKS_TO_SLEEP_THE_LOOP:
        "{0} asks to sleep {1}. The loop sets a timer for t = {2}",
        "Задача {0} просит разбудить её через {1}. Цикл ставит таймер на t = {2}";
    AWAITS:
        "{0} awaits {1}",
        "Задача {0} ждёт {1}";
    AWAITS_WHICH_IS_NOT_DONE:
        "{0} awaits {1}, which is not done yet, and is suspended here",
        "Задача {0} ждёт задачу {1}, а та ещё не завершена. {0} приостановлена";
    WAITS_FOR_THROUGH_A_SHIELD:
        "{0} waits for {1} through a `shield`: should this wait be cancelled, {1} will not be",
        "Задача {0} ждёт {1} через `shield`: если отменят это ожидание, {1} отмена не коснётся";
    WAITS_FOR_WHICH_HAS_NO:
        "{0} waits for {1}, which has no result yet, and is suspended here",
        "Задача {0} ждёт {1}, а результата там ещё нет. {0} приостановлена";
    NEXT_IN_THE_QUEUE:
        ". Next in the queue is {0}.",
        ". Следующая в очереди — {0}.";
    LOOP_TURNS_TO_THE_NEXT:
        ". The loop turns to the next callback.",
        ". Цикл переходит к следующему колбэку.";
    HAS_RUN_TO_ITS_END:
        "{0} has run to its end and is finished",
        "Задача {0} дошла до конца и завершена";
    RETURNS_AND_IS_FINISHED:
        "{0} returns {1} and is finished",
        "Задача {0} возвращает {1} и завершена";
    ENDS_WITH_CANCELLEDERROR_NOW:
        "{0} ends with ^CancelledError^: now it is cancelled",
        "Задача {0} завершается с ^CancelledError^: теперь она отменена";
    ENDS_WITH_AN_EXCEPTION:
        "{0} ends with an exception: {1}",
        "Задача {0} завершается исключением {1}";
    TASK_KEEPS_IT_UNTIL_SOMEBODY:
        ". The task keeps it until somebody asks.",
        ". Задача хранит его, пока кто-нибудь не спросит.";
    WHICH_WAITS:
        ". {0}, which waits for it, will be woken.",
        ". Её ждёт {0}: пора будить.";
}
