//! Locks, queues and their like.

use crate::texts;

texts! {
    from super::program::END;

    LOCK:
        "lock {0}",
        "блокировка {0}";
    TASK_GROUP:
        "task group {0}",
        "группа задач {0}";
    ARTICLE:
        "the ",
        "";
    LOCK_AS_OBJECT:
        "lock {0}",
        "блокировку {0}";
    TASK_GROUP_AS_OBJECT:
        "task group {0}",
        "группу задач {0}";
    WHICH_HOLDS:
        ", which {0} holds",
        ", её держит {0}";
    WHOSE_LAST_PERMIT:
        ", whose last permit {0} has",
        ", последнее разрешение у задачи {0}";
    HELD:
        "held",
        "занята";
    FREE:
        "free",
        "свободна";
    SET:
        "set",
        "установлено";
    NOT_SET:
        "not set",
        "не установлено";
    PERMITS_LEFT:
        "permits left: {0}",
        "разрешений: {0}";
    ITEMS_NOT_DONE:
        "items: {0}; not done: {1}",
        "элементов: {0}; не обработано: {1}";
    FOR_SO_MANY_TASKS:
        "for so many tasks: {0}",
        "на столько задач: {0}";
    TASKS_HERE:
        "tasks here: {0}",
        "задач здесь: {0}";
    TASKS_THAT_LEAVE:
        "tasks that leave: {0}",
        "задач уходит: {0}";
    TASKS_NOT_DONE:
        "tasks not done: {0}",
        "задач не завершено: {0}";
    BROKEN:
        "broken",
        "сломан";
    CLOSED:
        "closed",
        "закрыта";
    EVENT:
        "event {0}",
        "событие {0}";
    CONDITION:
        "condition {0}",
        "условие {0}";
    BARRIER:
        "barrier {0}",
        "барьер {0}";
    SEMAPHORE:
        "semaphore {0}",
        "семафор {0}";
    QUEUE:
        "queue {0}",
        "очередь {0}";
    SOMETHING_CHANGES_THAT_TASKS_QUEUE:
        "Something changes that tasks queue for.",
        "Меняется то, за чем стоят в очереди задачи.";
    APPEARS:
        "The ",
        "Появляется ";
    IS_MADE:
        " is made.",
        ".";
    HAS_TO_WAIT:
        "{0} has to wait for ",
        "Задаче {0} придётся ждать ";
    SOMEBODY_HAS_TO_WAIT:
        "Somebody has to wait for ",
        "Кому-то придётся ждать ";
    TASK:
        "{0}",
        "Задача {0}";
    PROGRAM:
        "The program",
        "Программа";
    TAKES_THE_LOCK:
        " takes the lock {0}.",
        " берёт блокировку {0}.";
    LETS_GO_OF_THE_LOCK:
        " lets go of the lock {0}",
        " отпускает блокировку {0}";
    FIRST_WHO_WAITS:
        ". The first who waits for it is {0}.",
        ". Первой её ждёт {0}.";
    NOBODY_WAITS:
        ". Nobody waits for it.",
        ". Её никто не ждёт.";
    SETS_THE_EVENT_WHOEVER_WAITS:
        " sets the event {0}: whoever waits for it may go on.",
        " устанавливает событие {0}: все, кто его ждёт, могут идти дальше.";
    CLEARS_THE_EVENT:
        " clears the event {0}.",
        " сбрасывает событие {0}.";
    PERMITS_THAT_THE_SEMAPHORE:
        "Permits that the semaphore {0} has left: {1}.",
        "Свободных разрешений у семафора {0}: {1}.";
    TAKES_A_PERMIT:
        " takes a permit of the semaphore {0}. Left: {1}.",
        " берёт разрешение у семафора {0}. Осталось: {1}.";
    GIVES_A_PERMIT_BACK:
        " gives a permit back to the semaphore {0}. Left: {1}.",
        " возвращает разрешение семафору {0}. Осталось: {1}.";
    TASKS_OF_THE_GROUP:
        "Tasks of the group {0} that are not done: {1}.",
        "Незавершённых задач в группе {0}: {1}.";
    TASK_GROUP_IS_OVER_ALL:
        "The task group {0} is over: all its tasks are done.",
        "Группа задач {0} закончена: все её задачи завершены.";
    SHUTS_THE_QUEUE_DOWN:
        " shuts the queue {0} down.",
        " закрывает очередь {0}.";
    PUTS_AN_ITEM_INTO:
        " puts an item into the queue {0}. Items in it: {1}.",
        " кладёт элемент в очередь {0}. Теперь в ней: {1}.";
    TAKES_AN_ITEM_OUT:
        " takes an item out of the queue {0}. Items in it: {1}.",
        " забирает элемент из очереди {0}. Теперь в ней: {1}.";
    REPORTS_AN_ITEM:
        " reports an item of the queue {0} done. Not yet done: {1}.",
        " сообщает, что элемент очереди {0} обработан. Осталось: {1}.";
    SO_MANY_TASKS:
        "So many tasks have to come before the barrier {0} opens: {1}.",
        "Чтобы барьер {0} открылся, должно прийти задач: {1}.";
    TASKS_THAT_STAND:
        "Tasks that stand at the barrier {0}: {1}.",
        "Задач у барьера {0}: {1}.";
    ALL_HAVE_COME_THE_BARRIER:
        "All have come: the barrier {0} opens.",
        "Пришли все: барьер {0} открывается.";
    BARRIER_IS_RESET_WHOEVER_WAITS:
        "The barrier {0} is reset: whoever waits there gets ^BrokenBarrierError^.",
        "Барьер {0} сброшен: кто у него ждал, получит ^BrokenBarrierError^.";
    BARRIER_IS_BROKEN_WHOEVER_WAITS:
        "The barrier {0} is broken: whoever waits there, or comes to it, gets ^BrokenBarrierError^.",
        "Барьер {0} сломан: кто у него ждёт или придёт к нему, получит ^BrokenBarrierError^.";
    WAITS:
        "{0} waits",
        "Задача {0} ждёт";
    WAITS_FOR:
        "{0} waits for ",
        "Задача {0} ждёт ";
    WAITS_UNTIL_SOMEBODY_SETS:
        "{0} waits until somebody sets the event {1}",
        "Задача {0} ждёт, пока кто-нибудь не установит событие {1}";
    LETS_GO_OF_THE_LOCK_AND:
        "{0} lets go of the lock and waits until the condition {1} notifies it",
        "Задача {0} отпускает блокировку и ждёт уведомления от условия {1}";
    WAITS_AT_THE_BARRIER_UNTIL:
        "{0} waits at the barrier {1} until all have come",
        "Задача {0} ждёт у барьера {1}, пока не придут все";
    WAITS_UNTIL_ALL_TASKS:
        "{0} waits until all tasks of the group {1} are done",
        "Задача {0} ждёт, пока не завершатся все задачи группы {1}";
    WAITS_UNTIL_THERE_IS_SOMETHING:
        "{0} waits until there is something in the queue {1}",
        "Задача {0} ждёт, пока в очереди {1} что-нибудь не появится";
    WAITS_UNTIL_THERE_IS_ROOM:
        "{0} waits until there is room in the queue {1}",
        "Задача {0} ждёт, пока в очереди {1} не освободится место";
    WAITS_UNTIL_ALL_ITEMS:
        "{0} waits until all items of the queue {1} are reported done",
        "Задача {0} ждёт, пока не будут обработаны все элементы очереди {1}";
    WAITING_IS_OVER:
        "The waiting is over for {0}, which joins the ready queue.",
        "Для задачи {0} ожидание кончилось: она встаёт в очередь готовых.";
}
