//! Futures.

use crate::texts;

texts! {
    from super::eager::END;

    GATHER_MAKES_ONE_FUTURE_OUT:
        "`gather` makes one future that will be done when what it was given is done.|`gather` makes one future out of {0}: it will be done when all of them are.",
        "`gather` сводит {0} ожидание в один future: он будет готов, когда закончится всё, что ему передали.|`gather` сводит {0} ожидания в один future: он будет готов, когда закончатся все.|`gather` сводит {0} ожиданий в один future: он будет готов, когда закончатся все.";
    TASKS_THAT_WAIT:
        ". {0} task that waits for it joins the ready queue.|. {0} tasks that wait for it join the ready queue, in the order in which they began to wait.",
        ". {0} задача, которая этого ждала, встаёт в очередь готовых.|. {0} задачи, которые этого ждали, встают в очередь готовых в том порядке, в каком начали ждать.|. {0} задач, которые этого ждали, встают в очередь готовых в том порядке, в каком начали ждать.";
    FUTURE_IS_MADE:
        "A future is made.",
        "Создан future.";
    EMPTY_FUTURE_IS_MADE_WHOEVER:
        "An empty future is made: {0}. Whoever awaits it waits until somebody sets its result.",
        "Создан пустой future: {0}. Кто его ждёт, будет ждать, пока кто-то не задаст результат.";
    MAKES_A_FUTURE:
        "{0} makes a future that a timer will complete.",
        "{0} создаёт future, который завершит таймер.";
    SHIELD_PUTS_A_FUTURE:
        "`shield` puts a future of its own in front of {0}: a cancellation ends there and does not reach {0}.",
        "`shield` заслоняет {0} своим future: отмена дойдёт до него, но не до {0}.";
    FUTURE_IS_MADE_TO_WAIT:
        "A future is made to wait on: {0}.",
        "Создан future, которого можно ждать: {0}.";
    IS_OVER:
        "{0} is over",
        "{0}: время вышло";
    EVERYTHING_GATHER_WAS_GIVEN:
        "Everything `gather` was given is done. Its result is {0}",
        "Всё, что передали `gather`, завершено. Его результат — {0}";
    GATHER_ENDS_WITH_THE_FIRST:
        "`gather` ends with the first exception it met, {0}; the others keep running",
        "`gather` завершается первым же исключением, {0}; остальные продолжают работу";
    CANCELLATION_ENDS_AT_THE_SHIELD:
        "The cancellation ends at the `shield`; {0} knows nothing of it",
        "Отмена останавливается на `shield`; {0} о ней и не узнает";
    WHAT_STOOD_BEHIND_THE_SHIELD:
        "What stood behind the `shield` was cancelled, and so is the wait for it",
        "То, что стояло за `shield`, отменено, а с ним и его ожидание";
    WAIT_FOR_IS_CANCELLED:
        "The wait for {0} is cancelled",
        "Ожидание {0} отменено";
    IS_DONE_WITH_AN_EXCEPTION:
        "{0} is done, with an exception: {1}",
        "{0} завершается исключением {1}";
    SHIELD_HAS_THE_RESULT:
        "`shield` has the result, {0}",
        "У `shield` есть результат: {0}";
    SETS_THE_RESULT:
        "{0} sets the result of {1}: {2}",
        "Задача {0} задаёт результат {1}: {2}";
    IS_DONE_ITS_RESULT:
        "{0} is done: its result is {1}",
        "У {0} теперь есть результат: {1}";
    WHICH_WAITED_THERE_JOINS:
        ". {0}, which waited there, joins the ready queue.",
        ". Задача {0}, которая там ждала, встаёт в очередь готовых.";
    NOBODY_WAITS_FOR_IT_YET:
        ". Nobody waits for it yet.",
        ". Пока его никто не ждёт.";
    WHICH_WAITS_FOR_IT_JOINS:
        ". {0}, which waits for it, joins the ready queue.",
        ". Задача {0}, которая этого ждала, встаёт в очередь готовых.";
}
