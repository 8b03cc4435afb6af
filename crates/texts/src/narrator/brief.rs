//! The history of one task.

use crate::texts;

texts! {
    from 0;

    CREATED_PUT_IN_THE_QUEUE:
        "created, put in the queue",
        "создана, поставлена в очередь";
    CREATED_BEGINS_AT_ONCE:
        "created, begins at once",
        "создана, начинается сразу";
    RENAMED_TO:
        "renamed to {0}",
        "переименована в {0}";
    FIRST_STEP:
        "first step",
        "первый шаг";
    GOES_ON:
        "goes on",
        "продолжает работу";
    ITS_AWAIT_RAISES:
        "its await raises {0}",
        "её await выбрасывает {0}";
    AWAITS:
        "awaits {0}",
        "ждёт {0}";
    WOKEN_BY_ITS_TIMER:
        "woken by its timer",
        "разбужена таймером";
    WOKEN_BY:
        "woken by {0}",
        "разбудила {0}";
    WOKEN_BY_NOBODY:
        "woken",
        "разбужена";
    PRINTS:
        "prints {0}",
        "печатает {0}";
    BLOCKS_THE_LOOP:
        "blocks the loop for {0}",
        "блокирует цикл на {0}";
    ASKS_TO_CANCEL:
        "{0} asks to cancel it",
        "{0} просит её отменить";
    ASKED_TO_END:
        "asked to end",
        "её просят завершиться";
    ASKED_TO_END_BUT:
        "asked to end, but is done",
        "просят завершиться, но она уже завершена";
    RETURNS:
        "returns {0}",
        "возвращает {0}";
    ENDS_CANCELLED:
        "ends, cancelled",
        "завершается: отменена";
    ENDS_WITH:
        "ends with {0}",
        "завершается: {0}";
    REPORTED:
        "reported: {0}",
        "в журнал: {0}";
}
