//! Context variables (rules B1 to B3).

use crate::{
    event_loop::Loop,
    exception::{Exception, Result},
    name::Name,
    peek::peek,
    value::{Erased, Repr, Value},
};
use alloc::{format, rc::Rc, vec::Vec};
use core::{cell::RefCell, marker::PhantomData, mem};

/// A variable, by the address of its key, and its value.
type Entry = (Rc<str>, Erased);

/// The variables that have a value, in the order in which they were first set.
/// Copies share the list until one of them changes.
#[derive(Clone, Default)]
struct Values(Option<Rc<Store>>);

/// What a context holds. Lists and contexts stand behind pointers of one type, so
/// that a task has one word for either.
enum Store {
    /// A list; nobody changes it who shares it.
    List(Vec<Entry>),
    /// A context that was handed in.
    Context(RefCell<Values>),
}

impl Values {
    fn entries(&self) -> &[Entry] {
        match self.0.as_deref() {
            Some(Store::List(entries)) => entries,
            _ => &[],
        }
    }

    fn get(&self, key: &Rc<str>) -> Option<&Erased> {
        let mut entries = self.entries().iter();
        entries
            .find(|(other, _)| Rc::ptr_eq(other, key))
            .map(|(_, value)| value)
    }

    /// Gives the value before; `None` takes the variable's value away.
    fn set(&mut self, key: &Rc<str>, value: Option<Erased>) -> Option<Erased> {
        if self.0.as_mut().and_then(Rc::get_mut).is_none() {
            self.0 = Some(Rc::new(Store::List(self.entries().to_vec())));
        }
        let Some(Store::List(entries)) = self.0.as_mut().and_then(Rc::get_mut) else {
            return None;
        };
        let at = entries.iter().position(|(other, _)| Rc::ptr_eq(other, key));
        match (at, value) {
            (Some(at), Some(value)) => Some(mem::replace(&mut entries[at].1, value)),
            (Some(at), None) => Some(entries.remove(at).1),
            (None, Some(value)) => {
                entries.push((key.clone(), value));
                None
            }
            (None, None) => None,
        }
    }
}

/// In which context something runs: a copy of its own, or one that was handed
/// in and is shared.
#[derive(Default)]
pub(crate) struct Home(Values);

impl Home {
    pub(crate) fn shared(context: &Context) -> Self {
        Self(Values(Some(context.0.clone())))
    }

    fn context(&self) -> Option<&RefCell<Values>> {
        match self.0.0.as_deref() {
            Some(Store::Context(context)) => Some(context),
            _ => None,
        }
    }

    fn values(&self) -> Values {
        match self.context() {
            Some(context) => context.borrow().clone(),
            None => self.0.clone(),
        }
    }

    fn change<R>(&mut self, change: impl FnOnce(&mut Values) -> R) -> R {
        if let Some(context) = self.context() {
            return change(&mut context.borrow_mut());
        }
        change(&mut self.0)
    }
}

/// A context: which value each [`ContextVar`] has. Cloning gives another
/// reference to the same context; [`Loop::copy_context`] a copy.
///
/// ```
/// use asyncio::{Context, ContextVar, Loop};
/// let aio = Loop::new();
/// let user = ContextVar::new("user");
/// let context = Context::new();
/// context.run(&aio, || user.set(&aio, "ada"));
/// assert_eq!(user.get(&aio), None);
/// assert_eq!(context.run(&aio, || user.get(&aio)), Some("ada"));
/// ```
#[derive(Clone)]
pub struct Context(Rc<Store>);

impl Default for Context {
    fn default() -> Self {
        Self::of(Values::default())
    }
}

impl Context {
    fn of(values: Values) -> Self {
        Self(Rc::new(Store::Context(RefCell::new(values))))
    }

    /// A context in which no variable has a value.
    ///
    /// ```
    /// use asyncio::{Context, ContextVar, Loop};
    /// let aio = Loop::new();
    /// let user = ContextVar::new("user");
    /// let _token = user.set(&aio, "ada");
    /// assert_eq!(Context::new().run(&aio, || user.get(&aio)), None);
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs `body` in this context: what it sets stays in it.
    ///
    /// ```
    /// use asyncio::{Context, ContextVar, Loop};
    /// let aio = Loop::new();
    /// let user = ContextVar::new("user");
    /// let context = Context::new();
    /// let _token = context.run(&aio, || user.set(&aio, "eve"));
    /// assert_eq!(user.get(&aio), None);
    /// assert_eq!(context.run(&aio, || user.get(&aio)), Some("eve"));
    /// ```
    pub fn run<R>(&self, aio: &Loop, body: impl FnOnce() -> R) -> R {
        aio.within(Home::shared(self), body).0
    }
}

/// A variable that every task has for itself: a task sees what its creator had
/// set when it was created, and what it sets itself is seen by nobody else
/// (rule B2).
///
/// The variable is the same one only in clones of it, whatever its name.
///
/// ```
/// use asyncio::{ContextVar, Loop};
/// let aio = Loop::new();
/// let depth = ContextVar::new("depth");
/// let token = depth.set(&aio, 1);
/// assert_eq!(depth.get(&aio), Some(1));
/// depth.reset(&aio, token)?;
/// assert_eq!(depth.get_or(&aio, 0), 0);
/// # Ok::<(), asyncio::Exception>(())
/// ```
pub struct ContextVar<T> {
    /// Its address is what tells it from others.
    key: Rc<str>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for ContextVar<T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            value: PhantomData,
        }
    }
}

/// What [`ContextVar::set`] gives: with it the value before is brought back, once.
///
/// ```
/// let aio = asyncio::Loop::new();
/// let user = asyncio::ContextVar::new("user");
/// let token = user.set(&aio, "ada");
/// user.reset(&aio, token)?;
/// assert_eq!(user.get(&aio), None);
/// # Ok::<(), asyncio::Exception>(())
/// ```
#[must_use = "without its token the value before cannot be brought back"]
pub struct Token<T> {
    key: Rc<str>,
    before: Option<Erased>,
    value: PhantomData<fn() -> T>,
}

impl<T: Value> ContextVar<T> {
    /// A variable without a value.
    ///
    /// ```
    /// let one = asyncio::ContextVar::<i32>::new("depth");
    /// let other = asyncio::ContextVar::<i32>::new("depth");
    /// let aio = asyncio::Loop::new();
    /// let _token = one.set(&aio, 1);
    /// assert_eq!(other.get(&aio), None);
    /// ```
    pub fn new(name: impl Into<Name>) -> Self {
        Self {
            // The last byte keeps an empty name's allocation its own.
            key: format!("{}\0", name.into()).into(),
            value: PhantomData,
        }
    }

    /// Its name.
    ///
    /// ```
    /// assert_eq!(asyncio::ContextVar::<i32>::new("depth").name(), "depth");
    /// ```
    pub fn name(&self) -> &str {
        self.key.trim_end_matches('\0')
    }

    /// Its value in the current context, if it has one.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let depth = asyncio::ContextVar::<i32>::new("depth");
    /// assert_eq!(depth.get(&aio), None);
    /// ```
    pub fn get(&self, aio: &Loop) -> Option<T> {
        let values = peek(aio.home(), Home::values);
        values.get(&self.key).and_then(Erased::get)
    }

    /// Its value in the current context, or `default`.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// assert_eq!(asyncio::ContextVar::new("depth").get_or(&aio, 7), 7);
    /// ```
    pub fn get_or(&self, aio: &Loop, default: T) -> T {
        self.get(aio).unwrap_or(default)
    }

    /// Gives it a value in the current context.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let depth = asyncio::ContextVar::new("depth");
    /// let _token = depth.set(&aio, 2);
    /// assert_eq!(depth.get(&aio), Some(2));
    /// ```
    #[allow(clippy::must_use_candidate)]
    pub fn set(&self, aio: &Loop, value: T) -> Token<T> {
        let value = Some(Erased::new(value));
        let before = aio.change_home(|values| values.set(&self.key, value));
        Token {
            key: self.key.clone(),
            before,
            value: PhantomData,
        }
    }

    /// Brings back the value that it had before the `set` that gave `token`.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let depth = asyncio::ContextVar::new("depth");
    /// let _first = depth.set(&aio, 1);
    /// let second = depth.set(&aio, 2);
    /// depth.reset(&aio, second)?;
    /// assert_eq!(depth.get(&aio), Some(1));
    /// # Ok::<(), asyncio::Exception>(())
    /// ```
    ///
    /// # Errors
    /// `ValueError` when the token is another variable's.
    pub fn reset(&self, aio: &Loop, token: Token<T>) -> Result<()> {
        if !Rc::ptr_eq(&self.key, &token.key) {
            let message = format!(
                "the token was made by {}, not by {}",
                token.key.trim_end_matches('\0').repr(),
                self.name().repr()
            );
            return Err(Exception::new("ValueError", &message));
        }
        let after = aio.change_home(|values| values.set(&self.key, token.before));
        drop(after);
        Ok(())
    }
}

impl Loop {
    /// A copy of the current context: what is set in one of the two is not seen
    /// in the other.
    ///
    /// ```
    /// let aio = asyncio::Loop::new();
    /// let depth = asyncio::ContextVar::new("depth");
    /// let _token = depth.set(&aio, 1);
    /// let copy = aio.copy_context();
    /// let _token = depth.set(&aio, 2);
    /// assert_eq!(copy.run(&aio, || depth.get(&aio)), Some(1));
    /// ```
    pub fn copy_context(&self) -> Context {
        Context::of(peek(self.home(), Home::values))
    }

    /// A copy of the current context, as every callback and task gets one unless
    /// it is given a context.
    pub(crate) fn copy_home(&self) -> Home {
        Home(peek(self.home(), Home::values))
    }

    fn change_home<R>(&self, change: impl FnOnce(&mut Values) -> R) -> R {
        let mut home = self.home().take();
        let changed = home.change(change);
        self.home().set(home);
        changed
    }

    /// Runs `body` in a context and gives it back with what was set in it.
    pub(crate) fn within<R>(&self, home: Home, body: impl FnOnce() -> R) -> (R, Home) {
        let outer = self.home().replace(home);
        let back = Restore(self, Some(outer));
        let result = body();
        (result, back.restore())
    }
}

/// Brings the outer context back, also when the body panics.
struct Restore<'a>(&'a Loop, Option<Home>);

impl Restore<'_> {
    fn restore(mut self) -> Home {
        self.swap()
    }

    fn swap(&mut self) -> Home {
        match self.1.take() {
            Some(outer) => self.0.home().replace(outer),
            None => Home::default(),
        }
    }
}

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        drop(self.swap());
    }
}
