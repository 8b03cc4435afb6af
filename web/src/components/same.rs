//! What a memo depends on: the very same thing, whatever is in it.

use std::rc::Rc;

/// Equal only when it is the very same thing: a comparison that costs nothing.
pub struct Same<T>(pub Rc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
