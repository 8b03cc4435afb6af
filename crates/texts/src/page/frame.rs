//! The words of the page's frame, source, console and spine.

use crate::words;

words! {
    from crate::narrator::insights::END;

    /// The words of the page's frame, source, console and spine, in a language.
    pub struct Words;

    // ── frame ───────────────────────────────────────────────────────────
    python: "Python", "Python";
    rust: "Rust", "Rust";
    tagline: "see asyncio run, step by step", "как работает asyncio, шаг за шагом";
    skip: "Skip to the narrator and transport", "К рассказчику и управлению";
    reference: "behaves as Python 3.14", "ведёт себя как Python 3.14";
    language: "Language", "Язык";
    where_you_are: "Where you are", "Где вы";
    show_lessons: "Show the lessons", "Показать уроки";
    hide_lessons: "Hide the lessons", "Скрыть уроки";
    theme_auto: "Theme: as the system", "Тема: как в системе";
    theme_light: "Theme: light", "Тема: светлая";
    theme_dark: "Theme: dark", "Тема: тёмная";
    share: "Share", "Поделиться";
    share_title: "Copy a link to this moment", "Скопировать ссылку на этот момент";
    loading: "Loading…", "Загрузка…";
    dismiss: "Dismiss", "Закрыть";

    // ── lessons ─────────────────────────────────────────────────────────
    lessons: "Lessons", "Уроки";
    lesson: "Lesson", "Урок";
    find_lesson: "Find a lesson", "Найти урок";
    nothing_found: "No lesson has these words.", "Нет урока с такими словами.";
    done: "done", "пройден";
    next_lesson: "Next", "Дальше";
    licences: "Licences", "Лицензии";

    // ── source ──────────────────────────────────────────────────────────
    source: "Source", "Исходный код";
    edit: "Edit a copy", "Изменить копию";
    new_program: "New program", "Новая программа";
    your_programs: "Your programs", "Ваши программы";
    edition: "Edition of the program", "Редакция программы";
    running: "running", "выполняется";
    ready: "ready", "готова";
    waiting: "waiting", "ждёт";
    unstarted: "not started", "не начата";
    finished: "finished", "завершена";
    cancelled: "cancelled", "отменена";
    failed: "failed", "с ошибкой";
    more_here: "more here", "ещё здесь";

    // ── spine ───────────────────────────────────────────────────────────
    narrator: "Narrator", "Рассказчик";
    narrator_and_transport: "Narrator and transport", "Рассказчик и управление";
    before_run: "Nothing has run yet. Press Run to watch the program, or Step to take it callback by callback.", "Пока ничего не запускалось. «Пуск» запустит программу, «Шаг» пойдёт по одному колбэку.";
    transport: "Transport", "Управление";
    run: "Run", "Пуск";
    pause: "Pause", "Пауза";
    step: "Step", "Шаг";
    step_back: "Step back", "Шаг назад";
    restart: "Restart", "В начало";
    to_the_end: "To the end", "В конец";
    stop: "Stop", "Стоп";
    stop_title: "Stop and forget this run", "Остановить и забыть этот запуск";
    position: "Position", "Позиция";
    loop_time: "Loop time", "Время цикла";
    of: "of", "из";
    step_word: "step", "шаг";
    speed: "Speed", "Скорость";
    key_space: "Space", "Пробел";
    key_run: "run", "пуск";
    key_step: "step", "шаг";
    from_outside: "from outside", "снаружи";
    already_pressed: "already pressed in this recording", "в этой записи уже нажата";
    press_at_end: "can be pressed where the recording ends", "нажимается там, где запись кончается";

    // ── notices ─────────────────────────────────────────────────────────
    notices: "Notices", "Сообщения";
    blocked_alert: "The event loop is blocked.", "Цикл событий заблокирован.";
    stop_it: "Stop it", "Прервать";
    blocked_rest: "Nothing else can run meanwhile. Stop ends it; the page itself is not affected.", "Больше ничего выполняться не может. «Стоп» прервёт; сама страница не затронута.";
    lesson_about: "The lesson about it", "Урок об этом";
    show_moment: "Show the moment", "Показать момент";
    reload_engine: "Reload engine", "Перезапустить движок";
    try_again: "Try again", "Повторить";
    waiting_for_button: "The program waits for a button that only you can press.", "Программа ждёт кнопку, нажать которую можете только вы.";
    engine_silent: "no answer came", "ответа нет";
    no_worker: "this page does not name its worker", "на странице не указан её worker";
    engine_file: "its file could not be loaded", "не загрузился его файл";
    no_editor: "this page does not name its editor", "на странице не указан её редактор";
    other_version: "it belongs to another version of the page", "он от другой версии страницы";
    events_missing: "some of its events did not come", "часть событий не дошла";
    engine_unreadable: "it sent what cannot be read", "пришло то, что нельзя прочитать";

    // ── console ─────────────────────────────────────────────────────────
    console: "Console", "Консоль";
    console_empty: "What the program prints appears here.", "Здесь появится то, что печатает программа.";
    stderr: "error output", "вывод ошибок";
    module: "module", "модуль";
    now: "now", "сейчас";
    ahead: "ahead", "впереди";
    expected_output: "Recorded from Python 3.14", "Записано в Python 3.14";

    // ── panes ───────────────────────────────────────────────────────────
    panes: "Panes", "Панели";
    timeline: "Timeline", "Время";
    event_loop: "Loop", "Цикл";
    tasks: "Tasks", "Задачи";
    inspector: "Inspector", "Инспектор";
    close_inspector: "Close the inspector", "Закрыть инспектор";

    // ── embed ───────────────────────────────────────────────────────────
    open_full: "Open full size", "Открыть целиком";
}
