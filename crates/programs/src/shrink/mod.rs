//! Making a program smaller as long as it shows the same thing.
//!
//! [`shrink`] is for a program on which two sides disagree: what is left in the end is usually a
//! handful of statements that name the disagreement.

mod parts;
mod renumber;
mod smaller;

use crate::{ast::Program, check};
use smaller::Smaller;

/// How often a smaller program is tried before the smallest so far has to do.
const PATIENCE: usize = 20_000;

/// The smallest program found that still `shows` what `program` shows.
///
/// Each step tries programs with statements left out, blocks opened up, parts simplified, and goes on
/// from the first that still shows it. Every program tried is one that may run; see [`check`].
///
/// # Errors
/// The first error of `shows`, which ends the search.
///
/// # Examples
/// ```
/// use coroscope_programs::{ast::Program, generate, shrink::shrink};
///
/// // Any program with a `sleep` will do.
/// let has_sleep = |program: &Program| Ok::<_, ()>(program.to_json().contains("[\"sleep\""));
/// let smallest = shrink(&generate::program(1), has_sleep).unwrap();
/// assert!(smallest.coroutines.is_empty());
/// assert!(smallest.to_json().ends_with(r#""main":[["sleep",0,1]]}"#));
/// ```
pub fn shrink<E>(
    program: &Program,
    mut shows: impl FnMut(&Program) -> Result<bool, E>,
) -> Result<Program, E> {
    let mut smallest = program.clone();
    let mut patience = PATIENCE;
    // Where the last step succeeded: what comes before has mostly been tried already.
    let mut from = 0;
    'smaller: loop {
        let tried = smallest.smaller();
        let count = tried.len();
        for step in 0..count {
            let index = (from + step) % count;
            let candidate = &tried[index];
            if check::program(candidate).is_err() {
                continue;
            }
            if patience == 0 {
                break 'smaller;
            }
            patience -= 1;
            if shows(candidate)? {
                (from, smallest) = (index, candidate.clone());
                continue 'smaller;
            }
        }
        break;
    }
    // Numbers should make no difference, but nobody is to rely on that.
    let tidy = renumber::tidy(&smallest);
    Ok(if shows(&tidy)? { tidy } else { smallest })
}
