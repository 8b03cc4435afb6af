//! Numbers, and the words for states.

use crate::texts;

texts! {
    from super::trouble::END;

    NOT_A_NUMBER:
        "not a number",
        "не число";
    SECONDS:
        "\u{a0}s",
        "\u{a0}с";
    NOT_STARTED:
        "not started",
        "не начата";
    READY:
        "ready",
        "готова";
    RUNNING:
        "running",
        "выполняется";
    WAITING:
        "waiting",
        "ждёт";
    FINISHED:
        "finished",
        "завершена";
    CANCELLED:
        "cancelled",
        "отменена";
    FAILED:
        "failed",
        "с ошибкой";
    PENDING:
        "pending",
        "пока пуст";
    FUTURE_FINISHED:
        "finished",
        "готов";
    FUTURE_CANCELLED:
        "cancelled",
        "отменён";
    SUSPENDED:
        "suspended",
        "приостановлена";
    NEVER_AWAITED:
        "never awaited",
        "без await";
    LOOP_NOT_STARTED:
        "not started",
        "не запущен";
    LOOP_RUNNING:
        "running",
        "работает";
    IDLE:
        "idle",
        "простаивает";
    DEADLOCKED:
        "deadlocked",
        "в тупике";
    STOPPED:
        "stopped",
        "остановлен";
    CLOSED:
        "closed",
        "закрыт";
}
