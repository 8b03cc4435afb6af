//! The program, its loop and what it writes.

use crate::texts;

texts! {
    from super::handles::END;

    EVENT_LOOP_IS_CLOSED_CALLBACKS:
        "The event loop is closed. One callback that was left will never run.|The event loop is closed. {0} callbacks that were left will never run.",
        "Цикл событий закрыт. {0} оставшийся колбэк уже не выполнится.|Цикл событий закрыт. {0} оставшихся колбэка уже не выполнятся.|Цикл событий закрыт. {0} оставшихся колбэков уже не выполнятся.";
    RECORD_IS_FULL_EVENTS_AFTER:
        "The record is full: {0} event after this one was not kept.|The record is full: {0} events after this one were not kept.",
        "Запись заполнена: {0} следующее событие не сохранено.|Запись заполнена: {0} следующих события не сохранены.|Запись заполнена: {0} следующих событий не сохранено.";
    TASKS_ARE_NOT_DONE_YET:
        "One task is not done yet. `asyncio.run` cancels it and waits until it has ended.|{0} tasks are not done yet. `asyncio.run` cancels them and waits until all have ended.",
        "Ещё не завершена {0} задача. `asyncio.run` отменяет всё, что осталось, и ждёт, пока оно закончится.|{0} задачи ещё не завершены. `asyncio.run` отменяет их и ждёт, пока они закончатся.|{0} задач ещё не завершено. `asyncio.run` отменяет их и ждёт, пока они закончатся.";
    ITERATION_CALLBACKS_ARE_READY:
        "Iteration {0}: {1} callback is ready, and the loop runs it.|Iteration {0}: {1} callbacks are ready, and the loop runs exactly these, one after another.",
        "Итерация {0}: готов {1} колбэк, и цикл выполнит ровно то, что готово.|Итерация {0}: готовы {1} колбэка, и цикл выполнит по порядку именно их.|Итерация {0}: готово {1} колбэков, и цикл выполнит по порядку именно их.";
    PROGRAM_STARTS_AT_ITS_FIRST:
        "The program starts at its first line. There is no event loop yet.",
        "Программа начинается с первой строки. Цикла событий ещё нет.";
    EVENT_LOOP_STARTS_TO_RUN:
        "The event loop starts to run.",
        "Цикл событий начинает работу.";
    LATER_IT_IS_T:
        "{0} later: it is t = {1}.",
        "Спустя {0}: теперь t = {1}.";
    EVENT_LOOP_STOPS_RUNNING:
        "The event loop stops running.",
        "Цикл событий прекращает работу.";
    EVENT_LOOP_IS_CLOSED:
        "The event loop is closed and cannot be used again.",
        "Цикл событий закрыт; снова запустить его нельзя.";
    BUTTON_APPEARS_PRESS_WHENEVER_YOU:
        "A button appears: press “{0}” whenever you like.",
        "Появилась кнопка: нажмите «{0}», когда захотите.";
    YOU_PRESSED_SOMETHING_FROM_OUTSIDE:
        "You pressed “{0}”: something from outside reaches the loop.",
        "Вы нажали «{0}»: до цикла дошло событие извне.";
    ASYNCIO_RUN_MAKES_A_NEW:
        "`asyncio.run` makes a new event loop, and in it a task for the coroutine that it was given.",
        "`asyncio.run` создаёт новый цикл событий, а в нём — задачу для переданной корутины.";
    IS_DONE_SO_ASYNCIO_RUN:
        "{0} is done, so `asyncio.run` stops the loop. It keeps the outcome and tidies up first.",
        "Задача {0} завершена, и `asyncio.run` останавливает цикл. Итог он пока придержит: сначала уборка.";
    MAIN_TASK_IS_DONE_ASYNCIO:
        "The main task is done. `asyncio.run` keeps its outcome and tidies up first.",
        "Главная задача завершена. `asyncio.run` пока придержит её итог: сначала уборка.";
    NO_OTHER_TASK_IS_LEFT:
        "No other task is left, so `asyncio.run` has nothing to cancel.",
        "Других незавершённых задач нет: `asyncio.run` нечего отменять.";
    ASYNCIO_RUN_CLOSES_ASYNCHRONOUS_GENERATORS:
        "`asyncio.run` closes asynchronous generators, should any have been left half-way.",
        "`asyncio.run` закрывает асинхронные генераторы, если какие-то брошены на полпути.";
    ASYNCIO_RUN_SHUTS_DOWN:
        "`asyncio.run` shuts down the loop’s pool of threads, if there is one.",
        "`asyncio.run` останавливает пул потоков цикла, если он есть.";
    ASYNCIO_RUN_CLOSES_THE_LOOP:
        "`asyncio.run` closes the loop",
        "`asyncio.run` закрывает цикл";
    AND_RETURNS_WHAT_RETURNED:
        " and returns what {0} returned: {1}.",
        " и возвращает то, что вернула задача {0}: {1}.";
    AND_RAISES_THE_EXCEPTION:
        " and raises the exception with which {0} ended: {1}.",
        " и выбрасывает исключение, с которым завершилась задача {0}: {1}.";
    AND_RAISES_CANCELLEDERROR_BECAUSE:
        " and raises ^CancelledError^, because {0} was cancelled.",
        " и выбрасывает ^CancelledError^, потому что задача {0} отменена.";
    PROGRAM_ENDS:
        "The program ends.",
        "Программа завершается.";
    PROGRAM_ENDS_WITH_NOBODY_CAUGHT:
        "The program ends with {0}: nobody caught it.",
        "Программа завершается исключением {0}: его никто не перехватил.";
    PROGRAM_ENDS_WITH_CANCELLEDERROR_NOBODY:
        "The program ends with ^CancelledError^: nobody caught it.",
        "Программа завершается исключением ^CancelledError^: его никто не перехватил.";
    ITERATION_RUNS_WHAT_IS_READY:
        "Iteration {0} runs what is ready now: ",
        "Итерация {0} выполняет то, что готово сейчас: ";
    THEN:
        ", then ",
        ", затем ";
    END_OF:
        "the end of {0}",
        "конец {0}";
    TIME_LIMIT:
        "the time limit of {0}",
        "лимит времени задачи {0}";
    COUNTING_IN_GATHER:
        "the counting in `gather`",
        "подсчёт в `gather`";
    HANDING_OVER_IN_SHIELD:
        "the handing over in `shield`",
        "передача итога в `shield`";
    ASYNCIO_RUN_OWN_CALLBACK:
        "`asyncio.run`’s own callback",
        "колбэк самого `asyncio.run`";
    NOTHING_IS_READY_THE_LOOP:
        "Nothing is ready. The loop waits until t = {0}, when {1} is over.",
        "Выполнять сейчас нечего. Цикл ждёт до t = {0}: тогда закончится {1}.";
    NOTHING_IS_READY_THE_LOOP_WAITS:
        "Nothing is ready. The loop waits until t = {0}, when the time limit of {1} is over.",
        "Выполнять сейчас нечего. Цикл ждёт до t = {0}: тогда истечёт лимит времени задачи {1}.";
    NOTHING_IS_READY_THE_LOOP_WAITS_FOR:
        "Nothing is ready. The loop waits for its earliest timer, until t = {0}.",
        "Выполнять сейчас нечего. Цикл ждёт ближайшего таймера, до t = {0}.";
    NOTHING_IS_READY_AND_NO:
        "Nothing is ready and no timer is set. The loop waits for you: press “{0}”.",
        "Выполнять нечего, и таймеров нет. Цикл ждёт вас: нажмите «{0}».";
    NOTHING_IS_READY_AND_NO_TIMER:
        "Nothing is ready and no timer is set. Only something from outside can go on from here.",
        "Выполнять нечего, и таймеров нет. Дальше дело пойдёт, только если что-то случится снаружи.";
    EMPTY_LINE:
        "an empty line",
        "пустую строку";
    PRINTS:
        "{0} prints {1}.",
        "Задача {0} печатает {1}.";
    WRITES_TO_THE_ERROR_STREAM:
        "{0} writes to the error stream: {1}.",
        "Задача {0} пишет в поток ошибок: {1}.";
    PROGRAM_PRINTS:
        "The program prints {0}.",
        "Программа печатает {0}.";
    PROGRAM_WRITES_TO_THE_ERROR:
        "The program writes to the error stream: {0}.",
        "Программа пишет в поток ошибок: {0}.";
}
