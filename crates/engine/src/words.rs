//! What a Python program says on standard error, in `CPython`'s words.

use asyncio::Exception;

/// The file name that the lessons' programs go by.
pub const FILE: &str = "program.py";

/// The last lines of a traceback: the exception and what caused it, without the
/// frames between.
#[must_use]
pub fn traceback(error: &Exception) -> String {
    let mut text = String::new();
    if let Some(cause) = error.cause() {
        text.push_str(&traceback(cause));
        text.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
    }
    text.push_str(&last_line(error));
    text.push('\n');
    text
}

/// The last line of a traceback: `ValueError: too large`.
fn last_line(error: &Exception) -> String {
    let name = error.type_name();
    let mut line = String::from(module(name));
    line.push_str(name);
    let message = error.to_string();
    if !message.is_empty() {
        line.push_str(": ");
        line.push_str(&message);
    }
    line
}

/// The module that a traceback writes before a class of asyncio's own; builtins
/// and the program's classes have none.
fn module(type_name: &str) -> &'static str {
    match type_name {
        "CancelledError" | "InvalidStateError" | "BrokenBarrierError" => "asyncio.exceptions.",
        "QueueEmpty" | "QueueFull" | "QueueShutDown" => "asyncio.queues.",
        _ => "",
    }
}

/// The warning about a coroutine object that nobody awaited (rule W1). The line
/// is that of the call: where it died is the interpreter's secret.
#[must_use]
pub fn never_awaited(name: &str, line: u32) -> String {
    format!("{FILE}:{line}: RuntimeWarning: coroutine '{name}' was never awaited\n")
}

/// The process exit code that Python would give.
#[must_use]
pub fn exit_code(outcome: &Result<(), Exception>) -> i32 {
    match outcome {
        Ok(()) => 0,
        Err(error) if error.is("KeyboardInterrupt") => 130,
        Err(error) if error.is("SystemExit") => error.exit_code().unwrap_or(1),
        Err(_) => 1,
    }
}

/// What the interpreter prints when an exception leaves the program.
#[must_use]
pub fn uncaught(error: &Exception) -> String {
    if error.is("SystemExit") && error.exit_code().is_some() {
        String::new()
    } else {
        traceback(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtins_stand_without_a_module() {
        assert_eq!(
            traceback(&Exception::new("ValueError", "too large")),
            "ValueError: too large\n"
        );
        assert_eq!(traceback(&Exception::timeout()), "TimeoutError\n");
    }

    #[test]
    fn a_cause_comes_first() {
        let error = Exception::timeout().from_cause(Exception::cancelled(None));
        assert_eq!(
            traceback(&error),
            "asyncio.exceptions.CancelledError\n\n\
             The above exception was the direct cause of the following exception:\n\n\
             TimeoutError\n"
        );
    }

    #[test]
    fn exit_codes_are_pythons() {
        assert_eq!(exit_code(&Ok(())), 0);
        assert_eq!(exit_code(&Err(Exception::new("ValueError", ""))), 1);
        assert_eq!(exit_code(&Err(Exception::system_exit(3))), 3);
        assert_eq!(exit_code(&Err(Exception::keyboard_interrupt())), 130);
        assert_eq!(uncaught(&Exception::system_exit(3)), "");
    }
}
