//! Cancellation.

use crate::texts;

texts! {
    from super::brief::END;

    UNCANCEL_TAKES_ONE_CANCELLATION:
        "`uncancel()` takes one cancellation of {0} back; {1} is still asked for.|`uncancel()` takes one cancellation of {0} back; {1} are still asked for.",
        "`uncancel()` снимает одну отмену задачи {0}; осталась ещё {1}.|`uncancel()` снимает одну отмену задачи {0}; осталось ещё {1}.|`uncancel()` снимает одну отмену задачи {0}; осталось ещё {1}.";
    UNCANCEL_TAKES_THE_CANCELLATION:
        "`uncancel()` takes the cancellation of {0} back: nobody asks for it any more.",
        "`uncancel()` снимает отмену задачи {0}: больше о ней никто не просит.";
    ASKS_TO_CANCEL_BUT:
        "{0} asks to cancel {1}, but {1} is done: `cancel()` changes nothing and returns `False`.",
        "Задача {0} просит отменить {1}, но та уже завершена: `cancel()` ничего не меняет и возвращает `False`.";
    IS_DONE_ALREADY_CANCEL_CHANGES:
        "{0} is done already: `cancel()` changes nothing and returns `False`.",
        "Задача {0} уже завершена: `cancel()` ничего не меняет и возвращает `False`.";
    TIME_LIMIT_OF_IS_OVER:
        "The time limit of {0} is over. {1} is not waiting just now, so it will get ^CancelledError^ at its next step.",
        "Лимит времени ({0}) истёк. Задача {1} сейчас ничего не ждёт, поэтому получит ^CancelledError^ на следующем шаге.";
    TIME_LIMIT_OF_IS_OVER_BECAUSE:
        "The time limit of {0} is over. Because of `shield`, only the wait of {1} is cancelled; {2} keeps running.",
        "Лимит времени ({0}) истёк. Благодаря `shield` отменяется только ожидание задачи {1}, а {2} продолжает работу.";
    TIME_LIMIT_OF_IS_OVER_WAITS:
        "The time limit of {0} is over. {1} waits for {2}, so {2} is cancelled.",
        "Лимит времени ({0}) истёк. Задача {1} ждёт {2}, поэтому отменяется {2}.";
    TIME_LIMIT_OF_IS_OVER_THE:
        "The time limit of {0} is over: the wait of {1} for {2} is cancelled.",
        "Лимит времени ({0}) истёк: ожидание {2} в задаче {1} отменяется.";
    WAITS_FOR_SO_THE_CANCELLATION:
        "{1} waits for {0}, so the cancellation is passed on to {0}",
        "Задача {1} ждёт {0}, поэтому отмена передаётся дальше, задаче {0}";
    ASKS_FOR_ITS_OWN_CANCELLATION:
        "{0} asks for its own cancellation",
        "Задача {0} просит отменить саму себя";
    ASKS_TO_CANCEL:
        "{0} asks to cancel {1}",
        "Задача {0} просит отменить {1}";
    ASYNCIO_RUN_CANCELS:
        "`asyncio.run` cancels {0}, which is left over",
        "`asyncio.run` отменяет оставшуюся задачу {0}";
    CANCELLATION_OF_IS_ASKED:
        "The cancellation of {0} is asked for",
        "Задачу {0} просят отменить";
    IT_RUNS_JUST_NOW:
        ". It runs just now, so nothing happens until its next `await`, which will raise ^CancelledError^.",
        ". Сейчас она выполняется, поэтому ничего не происходит до её следующего `await`: он выбросит ^CancelledError^.";
    IT_HAS_NOT_BEGUN:
        ". It has not begun, so its body will never run.",
        ". Она ещё не начиналась, так что её тело и не начнёт выполняться.";
    THAT_IS_ONLY_A_REQUEST:
        ". That is only a request: ^CancelledError^ will reach it at its next step.",
        ". Это только просьба: ^CancelledError^ дойдёт до неё на следующем шаге.";
    BECAUSE_OF_SHIELD_ONLY:
        ". Because of `shield`, only the wait is cancelled; {0} keeps running.",
        ". Благодаря `shield` отменяется только ожидание, а {0} продолжает работу.";
    WAITS_FOR_SO_THE_REQUEST:
        ". {0} waits for {1}, so the request is passed on to {1} first.",
        ". {0} ждёт задачу {1}, поэтому сначала просьба передаётся ей.";
    WAITS_FOR_GATHER_WHICH_PASSES:
        ". {0} waits for `gather`, which passes the request on to everything it was given.",
        ". {0} ждёт `gather`, а тот передаёт просьбу всему, что ему дали.";
    THAT_IS_ONLY_A_REQUEST_ITS:
        ". That is only a request: its wait for {0} is cancelled, and at its next step its `await` raises ^CancelledError^.",
        ". Это только просьба: ожидание {0} отменяется, и на следующем шаге её `await` выбросит ^CancelledError^.";
}
