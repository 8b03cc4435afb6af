//! What is run.

use coroscope_trace::ButtonId;

/// A program, and everything from outside that its run depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Its source.
    pub source: String,
    /// What tracebacks call it; also `sys.argv[0]`.
    pub filename: String,
    /// `sys.argv[1:]`.
    pub args: Vec<String>,
    /// What happens outside.
    pub script: Script,
    /// Where chance begins (`random`, `uuid`, `os.urandom`).
    pub seed: u64,
    /// `time.time()` at loop time 0, in seconds since 1970.
    pub epoch: f64,
    /// asyncio's debug mode, as by `PYTHONASYNCIODEBUG=1`.
    pub debug: bool,
}

impl Program {
    /// A program by the name `program.py`, with nothing outside, at the beginning of 2026.
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            filename: "program.py".into(),
            args: Vec::new(),
            script: Script::default(),
            seed: 0,
            epoch: 1_767_225_600.0,
            debug: false,
        }
    }
}

/// What happens outside a program while it runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// Buttons and when they are pressed, one after the other.
    pub presses: Vec<Press>,
    /// What is answered to one `input()` after the other.
    pub answers: Vec<Answer>,
}

/// Somebody presses a button: at the first moment between two callbacks with so many events
/// recorded and so much loop time gone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    /// How many events came before it, at least.
    pub after: u32,
    /// Loop time, in seconds, at which it comes at the earliest. An idle loop waits until then.
    pub at: f64,
    /// Which one.
    pub button: ButtonId,
}

/// What `input()` is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A line, without its end.
    Line(String),
    /// There is no line any more: `EOFError`.
    EndOfFile,
}
