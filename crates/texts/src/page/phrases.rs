//! What the page says with a number or a name in it.

use crate::texts;

texts! {
    from super::panes::END;

    // ── frame ───────────────────────────────────────────────────────────
    POSITION:
        "step {0} of {1}, {2} seconds",
        "шаг {0} из {1}, {2} секунды";
    LESSONS_DONE:
        "{0} of {1} done",
        "пройдено {0} из {1}";
    LINES:
        "line|lines",
        "строка|строки|строк";
    LINES_SO_FAR:
        "lines so far: {0} of {1}",
        "строк пока: {0} из {1}";
    LINE:
        "line {0}",
        "строка {0}";

    // ── notices ─────────────────────────────────────────────────────────
    BLOCKED:
        "The event loop has been blocked for {0}{1}.",
        "Цикл событий заблокирован уже {0}{1}.";
    BLOCKED_BY:
        " by `{0}`",
        ": `{0}`";
    BLOCKED_BY_IN:
        " by `{0}`, in `{1}()`",
        ": `{0}`, в `{1}()`";
    UNKNOWN_LESSON:
        "There is no lesson “{0}”. This is “{1}”.",
        "Урока «{0}» нет. Открыт урок «{1}».";
    UNKNOWN_POSITION:
        "This run has no step {0}. It stands at step {1}, the nearest.",
        "В этом запуске нет шага {0}. Показан ближайший, {1}.";
    RECORDING_IS_FULL:
        "The recording is full: the program was stopped.",
        "Запись заполнена: программа остановлена.";
    RECORDING_IS_FULL_AND:
        "The recording is full: the program was stopped, and {0} {1} dropped.",
        "Запись заполнена: программа остановлена, отброшено {0} {1}.";
    EVENTS_WERE:
        "event was|events were",
        "событие|события|событий";
    ENGINE_FAILED:
        "The lesson engine did not start: {0}. The source and the recorded output can still be read.",
        "Движок уроков не запустился: {0}. Исходный код и записанный вывод по-прежнему можно читать.";
    ENGINE_DIED:
        "The lesson engine stopped working: {0}. What was recorded is kept; a fresh engine can run the program again.",
        "Движок уроков перестал работать: {0}. Записанное сохранено; новый движок может запустить программу снова.";
    ENGINE_SAYS:
        "The lesson engine says: {0}.",
        "Движок уроков сообщает: {0}.";
    FILE_FAILED:
        "A file of this page could not be loaded: {0}.",
        "Не удалось загрузить файл страницы: {0}.";

    // ── what a worker complains of ──────────────────────────────────────
    VERSIONS_DIFFER:
        "page and engine are of different versions; reload the page",
        "страница и движок разных версий; перезагрузите страницу";
    BAD_MESSAGE:
        "a message was not understood ({0})",
        "сообщение не разобрано ({0})";
    NO_SUCH_LESSON:
        "there is no lesson “{0}”",
        "урока «{0}» нет";
    BAD_SPEED:
        "the speed is not a number",
        "скорость — не число";
    NO_SUCH_BUTTON:
        "there is no such button",
        "такой кнопки нет";
    NO_PYTHON:
        "the Python engine is not loaded",
        "движок Python не загружен";
    PYTHON_FAILED:
        "the Python engine failed: {0}",
        "движок Python отказал: {0}";
    PYTHON_DIVERGED:
        "the Python engine did not repeat what it had done before; this is a mistake in Coroscope",
        "движок Python не повторил того, что делал раньше; это ошибка в Coroscope";
    PANICKED:
        "a mistake in Coroscope ({0})",
        "ошибка в Coroscope ({0})";

    // ── panes ───────────────────────────────────────────────────────────
    CALLBACK:
        "callback {0}",
        "вызов {0}";
    CALLBACKS:
        "callback|callbacks",
        "вызов|вызова|вызовов";
    CALLBACK_OF:
        "{0}, callback {1} of {2}",
        "{0}, вызов {1} из {2}";
    TASKS_DONE:
        "{0} of {1} done",
        "завершено {0} из {1}";
    MORE:
        "+ {0} more",
        "и ещё {0}";
    MINUTES:
        "{0}\u{a0}min",
        "{0}\u{a0}мин";
    HOURS:
        "{0}\u{a0}h",
        "{0}\u{a0}ч";
    DAYS:
        "{0}\u{a0}d",
        "{0}\u{a0}сут";
    IDLE:
        "{0} idle",
        "простой {0}";
    IDLE_UNTIL:
        "idle until {0}",
        "простой до {0}";
    UNTIL:
        "until {0}",
        "до {0}";
    DUE_IN:
        "due {0}, in {1}",
        "срок {0}, через {1}";
    GONE:
        "{0} of {1} seconds gone",
        "прошло {0} из {1} секунды";
    TASKS:
        "task|tasks",
        "задача|задачи|задач";
    LANES:
        "{0} {1} from 0 to {2} seconds; the run stands at {3} seconds. The table of tasks says the same in words.",
        "{0} {1} от 0 до {2} секунды; показан момент {3} секунды. То же словами есть в таблице задач.";
}
