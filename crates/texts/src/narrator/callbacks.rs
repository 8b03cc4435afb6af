//! Callbacks in lists.

use crate::texts;

texts! {
    from super::common::END;

    TIME_LIMIT:
        "time limit",
        "лимит времени";
    GATHER:
        "`gather`",
        "`gather`";
    SHIELD:
        "`shield`",
        "`shield`";
    STOP_THE_LOOP:
        "stop the loop",
        "остановка цикла";
}
