//! What a learner ought to be told about a run.

use crate::texts;

texts! {
    from super::callbacks::END;

    OTHER_TASKS_HAD_TO_WAIT:
        "one other task had to wait although it had nothing to do with it|{2} other tasks had to wait although they had nothing to do with it",
        "ещё {2} задача ждала, хотя была ни при чём|ещё {2} задачи ждали, хотя были ни при чём|ещё {2} задач ждали, хотя были ни при чём";
    HELD_THE_THREAD_FOR_WITHOUT:
        "{0} held the thread for {1} without an `await`: ",
        "Задача {0} держала поток {1} без единого `await`: ";
    LOOP_HAS_ONE_THREAD:
        ". A loop has one thread, and only an `await` hands it over.",
        ". Поток у цикла один, и уступает его только `await`.";
    NO_TIMER_IS_SET:
        ". No timer is set, and nothing outside can happen. Python would hang here without a word; we stop and say so.",
        ". Таймеров нет, и снаружи ничего не случится. Python молча завис бы; мы останавливаемся и говорим об этом.";
    AND_MORE_TASKS:
        "{0} and one more task were not done when the main coroutine returned, so `asyncio.run` cancelled them. |{0} and {1} more tasks were not done when the main coroutine returned, so `asyncio.run` cancelled them. ",
        "{0} и ещё {1} задача не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. |{0} и ещё {1} задачи не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. |{0} и ещё {1} задач не успели завершиться до возврата из главной корутины, и `asyncio.run` их отменил. ";
    WAS_NOT_DONE:
        "{0} was not done when the main coroutine returned, so `asyncio.run` cancelled it. ",
        "Задача {0} не успела завершиться до возврата из главной корутины, и `asyncio.run` её отменил. ";
    IF_THEIR_WORK_MATTERS_AWAIT:
        "If their work matters, `await` them before you return.",
        "Если их работа важна, дождитесь их через `await` до возврата.";
    ONLY_MAKES_A_COROUTINE_OBJECT:
        "{0} only makes a coroutine object; its body runs when somebody awaits it or makes a task of it. Nobody did. Did you mean `await` {0}?",
        "{0} лишь создаёт объект корутины; тело выполнится, когда к нему применят `await` или сделают из него задачу. Этого не случилось. Может быть, нужно `await` {0}?";
    EXCEPTION:
        "an exception",
        "исключение";
    ENDED_WITH_BUT_NOTHING_EVER:
        "{0} ended with {1}, but nothing ever awaited it or asked for its result. The program went on without knowing. Keep the task and `await` it.",
        "{0} — здесь случилось {1}, но никто не применил к задаче `await` и не спросил о результате. Программа продолжала работу, ничего не зная. Сохраните задачу и дождитесь её.";
    AWAITED_TWICE_IN_A_ROW:
        "{0} awaited {1} twice in a row: {2} and then {3}. If the second does not need the first, make tasks of them, and both take {4} together.",
        "Задача {0} дважды подряд ждала {1}: {2}, а потом {3}. Если второму вызову не нужен первый, сделайте из них задачи — вместе они займут {4}.";
    WAS_CANCELLED_CAUGHT_CANCELLEDERROR:
        "{0} was cancelled, caught ^CancelledError^ and returned as usual, so whoever cancelled it cannot tell. After cleaning up, a coroutine should `raise` it again.",
        "Задачу {0} отменили, но она перехватила ^CancelledError^ и вернулась как ни в чём не бывало: тот, кто отменял, этого не узнает. Прибрав за собой, корутине следует выбросить его снова — `raise`.";
    NEVER_AWAITED:
        "Never awaited",
        "Забыт await";
    LOOP_WAS_BLOCKED:
        "The loop was blocked",
        "Цикл был заблокирован";
    CANCELLATION_WAS_SWALLOWED:
        "A cancellation was swallowed",
        "Отмена проглочена";
    EXCEPTION_THAT_NOBODY_ASKED_ABOUT:
        "An exception that nobody asked about",
        "Исключение, о котором никто не спросил";
    DEADLOCK:
        "Deadlock",
        "Взаимная блокировка";
    LEFT_BEHIND:
        "Left behind",
        "Брошено на полпути";
    THESE_WAITS_COULD_OVERLAP:
        "These waits could overlap",
        "Эти ожидания можно совместить";
}
