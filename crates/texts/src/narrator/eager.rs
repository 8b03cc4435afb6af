//! Tasks that begin inside the step of the one that makes them.

use crate::texts;

texts! {
    from super::coroutines::END;

    MAKES_THE_TASK_WHICH_BEGINS:
        "{0} makes the task {1}, which begins at once, inside this step.",
        "Задача {0} создаёт задачу {1}, и та начинается сразу, внутри этого шага.";
    TASK_IS_MADE_AND_BEGINS:
        "The task {0} is made and begins at once.",
        "Создана задача {0}; она начинается сразу.";
    BEGINS_INSIDE_THE_STEP:
        "{0} begins inside the step of {1}: its coroutine runs to the first `await` that has to wait.",
        "Задача {0} начинается внутри шага задачи {1}: её корутина выполняется до первого `await`, на котором придётся ждать.";
    CONTROL_GOES_BACK:
        ". Control goes back to {0}.",
        ". Управление возвращается к задаче {0}.";
}
