//! `_contextvars`.
//!
//! A context is a dictionary that copies share until one of them changes it: every task and every
//! callback has a copy of its own (rules B1, B2), and hardly any changes it. They are Python's
//! dictionaries rather than the core's contexts, because Python's collector has to see the values.

mod var;

pub(crate) use _contextvars::{PyContext, module_def};

use std::cell::RefCell;

use rustpython_vm::{PyRef, VirtualMachine};

thread_local! {
    /// The contexts that were entered, one within the other; the first is the thread's own.
    static ENTERED: RefCell<Vec<PyRef<PyContext>>> = const { RefCell::new(Vec::new()) };
}

/// Lets go of what a run has left.
pub(crate) fn clear() {
    drop(ENTERED.take());
}

/// A copy of the current context.
pub(crate) fn copy_current(vm: &VirtualMachine) -> PyRef<PyContext> {
    _contextvars::copy(&PyContext::current(vm), vm)
}

#[pymodule]
mod _contextvars {
    use std::cell::Cell;

    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        atomic_func,
        builtins::{PyDictRef, PyModule, PyType},
        class::PyClassImpl,
        common::lock::{LazyLock, PyMutex},
        function::{FuncArgs, OptionalArg, PyComparisonValue},
        protocol::{PyMappingMethods, PySequenceMethods},
        types::{AsMapping, AsSequence, Comparable, Constructor, Iterable, PyComparisonOp},
    };

    use super::{
        ENTERED,
        var::{ContextVar, Missing, Token},
    };

    #[pyattr]
    #[pyclass(name = "Context", module = "_contextvars", traverse)]
    #[derive(Debug, PyPayload)]
    pub(crate) struct PyContext {
        values: PyMutex<PyDictRef>,
        /// Nobody else has the dictionary.
        #[pytraverse(skip)]
        owned: Cell<bool>,
        #[pytraverse(skip)]
        entered: Cell<bool>,
    }

    pub(super) fn copy(context: &PyContext, vm: &VirtualMachine) -> PyRef<PyContext> {
        context.owned.set(false);
        PyContext::of(context.values()).into_ref(&vm.ctx)
    }

    impl PyContext {
        fn of(values: PyDictRef) -> Self {
            Self {
                values: PyMutex::new(values),
                owned: Cell::new(false),
                entered: Cell::new(false),
            }
        }

        fn empty(vm: &VirtualMachine) -> Self {
            Self::of(vm.ctx.new_dict())
        }

        pub(crate) fn values(&self) -> PyDictRef {
            self.values.lock().clone()
        }

        /// The dictionary, to be changed.
        pub(crate) fn own_values(&self, vm: &VirtualMachine) -> PyDictRef {
            if !self.owned.replace(true) {
                let copy = self.values().copy().into_ref(&vm.ctx);
                *self.values.lock() = copy;
            }
            self.values()
        }

        pub(crate) fn current(vm: &VirtualMachine) -> PyRef<Self> {
            ENTERED.with_borrow_mut(|entered| {
                if entered.is_empty() {
                    let first = Self::empty(vm).into_ref(&vm.ctx);
                    first.entered.set(true);
                    entered.push(first);
                }
                entered[entered.len() - 1].clone()
            })
        }

        /// Makes it the current one while `during` runs.
        pub(crate) fn within<T>(
            zelf: &PyRef<Self>,
            vm: &VirtualMachine,
            during: impl FnOnce() -> PyResult<T>,
        ) -> PyResult<T> {
            if zelf.entered.replace(true) {
                let shown = zelf.as_object().repr(vm)?;
                return Err(vm.new_runtime_error(format!(
                    "cannot enter context: {shown} is already entered"
                )));
            }
            // The thread's own comes first.
            drop(Self::current(vm));
            ENTERED.with_borrow_mut(|entered| entered.push(zelf.clone()));
            let result = during();
            let left = ENTERED.with_borrow_mut(Vec::pop);
            zelf.entered.set(false);
            drop(left);
            result
        }

        /// The same, also of a context that is the current one already, or was entered: an eager
        /// task may be given its maker's.
        pub(crate) fn within_again<T>(
            zelf: &PyRef<Self>,
            vm: &VirtualMachine,
            during: impl FnOnce() -> PyResult<T>,
        ) -> PyResult<T> {
            if zelf.is(&Self::current(vm)) {
                return during();
            }
            Self::within(zelf, vm, during)
        }

        fn get_value(&self, var: &PyObject, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
            if var.downcast_ref::<ContextVar>().is_none() {
                return Err(vm.new_type_error(format!(
                    "a ContextVar key was expected, got {}",
                    var.repr(vm)?
                )));
            }
            self.values().get_item_opt(var, vm)
        }
    }

    #[pyclass(with(Constructor, AsMapping, AsSequence, Iterable, Comparable))]
    impl PyContext {
        #[pymethod]
        fn run(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
            let mut args = args;
            let Some(callable) = args.take_positional() else {
                return Err(vm.new_type_error("run() missing 1 required positional argument"));
            };
            Self::within(&zelf, vm, || callable.call(args, vm))
        }

        #[pymethod]
        fn copy(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
            copy(zelf, vm)
        }

        #[pymethod]
        fn get(
            zelf: &Py<Self>,
            key: PyObjectRef,
            default: OptionalArg<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult {
            let found = zelf.get_value(&key, vm)?;
            Ok(found.unwrap_or_else(|| default.unwrap_or_none(vm)))
        }

        #[pymethod]
        fn keys(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            vm.call_method(zelf.values().as_object(), "keys", ())
        }

        #[pymethod(name = "values")]
        fn values_view(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            vm.call_method(zelf.values().as_object(), "values", ())
        }

        #[pymethod]
        fn items(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            vm.call_method(zelf.values().as_object(), "items", ())
        }
    }

    impl Constructor for PyContext {
        type Args = FuncArgs;

        fn py_new(_: &Py<PyType>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
            if !args.is_empty() {
                return Err(vm.new_type_error("Context() does not accept any arguments"));
            }
            Ok(Self::empty(vm))
        }
    }

    impl AsMapping for PyContext {
        fn as_mapping() -> &'static PyMappingMethods {
            static METHODS: PyMappingMethods = PyMappingMethods {
                length: atomic_func!(|mapping, _vm| Ok(PyContext::mapping_downcast(mapping)
                    .values()
                    .__len__())),
                subscript: atomic_func!(|mapping, key, vm| {
                    PyContext::mapping_downcast(mapping)
                        .get_value(key, vm)?
                        .ok_or_else(|| vm.new_key_error(key.to_owned()))
                }),
                ass_subscript: None,
            };
            &METHODS
        }
    }

    impl AsSequence for PyContext {
        fn as_sequence() -> &'static PySequenceMethods {
            static METHODS: LazyLock<PySequenceMethods> = LazyLock::new(|| PySequenceMethods {
                contains: atomic_func!(|seq, key, vm| {
                    Ok(PyContext::sequence_downcast(seq)
                        .get_value(key, vm)?
                        .is_some())
                }),
                ..PySequenceMethods::NOT_IMPLEMENTED
            });
            &METHODS
        }
    }

    impl Iterable for PyContext {
        fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
            zelf.values().as_object().get_iter(vm).map(Into::into)
        }
    }

    impl Comparable for PyContext {
        fn cmp(
            zelf: &Py<Self>,
            other: &PyObject,
            op: PyComparisonOp,
            vm: &VirtualMachine,
        ) -> PyResult<PyComparisonValue> {
            op.eq_only(|| {
                let Some(other) = other.downcast_ref::<Self>() else {
                    return Ok(PyComparisonValue::NotImplemented);
                };
                let (mine, others) = (zelf.values(), other.values());
                let equal = vm.bool_eq(mine.as_object(), others.as_object())?;
                Ok(PyComparisonValue::Implemented(equal))
            })
        }
    }

    #[pyfunction]
    fn copy_context(vm: &VirtualMachine) -> PyRef<PyContext> {
        super::copy_current(vm)
    }

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let _ = Missing::make_static_type();
        let var = ContextVar::make_static_type();
        module.set_attr("ContextVar", var, vm)?;
        module.set_attr("Token", Token::make_static_type(), vm)?;
        let missing = Missing.into_ref(&vm.ctx);
        let token = module.get_attr("Token", vm)?;
        if let Some(token) = token.downcast_ref::<PyType>() {
            token.set_attr(vm.ctx.intern_str("MISSING"), missing.into());
        }
        Ok(())
    }
}
