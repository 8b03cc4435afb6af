//! Coroutines.

use crate::texts;

texts! {
    from super::cancel::END;

    CALLING_MAKES_A_COROUTINE_OBJECT:
        "Calling {0} makes a coroutine object. Nothing of its body runs yet.",
        "Вызов {0} создаёт объект корутины. Из её тела пока ничего не выполняется.";
    COMES_TO_AN_AWAIT:
        "{0} comes to an `await` that has no result yet. It gives control back to the code that drives it.",
        "Корутина {0} доходит до `await`, у которого ещё нет результата, и возвращает управление тому, кто её запускал.";
    IS_DRIVEN_BY_HAND_ONCE:
        "{0} is driven by hand once more: it goes on right after its `await`.",
        "Корутину {0} запускают вручную ещё раз: она продолжает сразу после своего `await`.";
    NEVER_AWAITED_THE_COROUTINE_OBJECT:
        "Never awaited: the coroutine object of {0} is thrown away, and nothing of its body ever ran.",
        "Забыт `await`: объект корутины {0} выброшен, а из её тела не выполнилось ничего.";
    IS_DRIVEN_BY_HAND:
        "{0} is driven by hand: its body begins to run.",
        "Корутину {0} запускают вручную: её тело начинает выполняться.";
    RUNS_THE_FIRST_LINES:
        "{0} runs the first lines of {1}.",
        "Задача {0} выполняет первые строки {1}.";
    AWAITS_THE_BODY_BEGINS:
        "{0} awaits {1}: the body begins at once, in the same task.",
        "Задача {0} применяет `await` к {1}: тело начинает выполняться сразу, в этой же задаче.";
    RETURNS:
        "{0} returns {1}.",
        "Корутина {0} возвращает {1}.";
    RETURNS_AND_GOES_ON_AFTER:
        "{0} returns {1}, and {2} goes on after its `await`.",
        "Корутина {0} возвращает {1}, и {2} продолжает после своего `await`.";
    ENDS_WITH_AN_EXCEPTION:
        "{0} ends with an exception: {1}.",
        "Корутина {0} завершается исключением {1}.";
    ENDS_WITH_WHICH_COMES_OUT:
        "{0} ends with {1}, which comes out of the `await` in {2}.",
        "Корутина {0} завершается исключением {1}; его выбрасывает `await` в {2}.";
    ENDS_WITH_CANCELLEDERROR:
        "{0} ends with ^CancelledError^.",
        "Корутина {0} завершается с ^CancelledError^.";
    ENDS_WITH_CANCELLEDERROR_WHICH_COMES:
        "{0} ends with ^CancelledError^, which comes out of the `await` in {1}.",
        "Корутина {0} завершается с ^CancelledError^; его выбрасывает `await` в {1}.";
}
