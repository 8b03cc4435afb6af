//! `ContextVar` and `Token`.

use std::cell::Cell;

use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyGenericAlias, PyStr, PyStrRef, PyType, PyTypeRef},
    function::{FuncArgs, OptionalArg},
    types::{Constructor, Representable},
};

use super::PyContext;

#[pyclass(name = "ContextVar", module = "_contextvars", traverse)]
#[derive(Debug, PyPayload)]
pub(super) struct ContextVar {
    name: PyStrRef,
    default: Option<PyObjectRef>,
}

impl ContextVar {
    fn change(zelf: &Py<Self>, value: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
        let values = PyContext::current(vm).own_values(vm);
        match value {
            Some(value) => values.set_item(zelf.as_object(), value, vm),
            None => values.del_item(zelf.as_object(), vm),
        }
    }
}

#[pyclass(with(Constructor, Representable))]
impl ContextVar {
    #[pygetset]
    fn name(zelf: &Py<Self>) -> PyStrRef {
        zelf.name.clone()
    }

    #[pymethod]
    fn get(zelf: &Py<Self>, default: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        let found = PyContext::current(vm)
            .values()
            .get_item_opt(zelf.as_object(), vm)?;
        found
            .or(default.into_option())
            .or_else(|| zelf.default.clone())
            .ok_or_else(|| lookup(zelf, vm))
    }

    #[pymethod]
    fn set(zelf: PyRef<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyRef<Token>> {
        let context = PyContext::current(vm);
        let old = context.values().get_item_opt(zelf.as_object(), vm)?;
        Self::change(&zelf, Some(value), vm)?;
        let token = Token {
            context,
            var: zelf,
            old,
            used: Cell::new(false),
        };
        Ok(token.into_ref(&vm.ctx))
    }

    #[pymethod]
    fn reset(zelf: &Py<Self>, token: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let Some(token) = token.downcast_ref::<Token>() else {
            return Err(vm.new_type_error(format!(
                "expected an instance of Token, got {}",
                token.repr(vm)?
            )));
        };
        let shown = || token.as_object().repr(vm);
        if token.used.get() {
            let text = format!("{} has already been used once", shown()?);
            return Err(vm.new_runtime_error(text));
        }
        if !token.var.is(zelf) {
            let text = format!("{} was created by a different ContextVar", shown()?);
            return Err(vm.new_value_error(text));
        }
        if !token.context.is(&PyContext::current(vm)) {
            let text = format!("{} was created in a different Context", shown()?);
            return Err(vm.new_value_error(text));
        }
        token.used.set(true);
        Self::change(zelf, token.old.clone(), vm)
    }

    #[pyclassmethod]
    fn __class_getitem__(
        cls: PyTypeRef,
        args: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(cls, args, vm)
    }
}

fn lookup(var: &Py<ContextVar>, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let error = vm.ctx.exceptions.lookup_error.to_owned();
    vm.new_exception(error, vec![var.to_owned().into()])
}

#[derive(FromArgs)]
struct ContextVarArgs {
    #[pyarg(positional)]
    name: PyObjectRef,
    #[pyarg(named, optional)]
    default: OptionalArg<PyObjectRef>,
}

impl Constructor for ContextVar {
    type Args = FuncArgs;

    fn py_new(_: &Py<PyType>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        let given = args.args.len();
        if given != 1 {
            let bound = if given == 0 { "exactly" } else { "at most" };
            let text = format!("ContextVar() takes {bound} 1 positional argument ({given} given)");
            return Err(vm.new_type_error(text));
        }
        let args: ContextVarArgs = args.bind(vm)?;
        let name = args.name.downcast::<PyStr>();
        let name = name.map_err(|_| vm.new_type_error("context variable name must be a str"))?;
        name.as_object().hash(vm)?;
        Ok(Self {
            name,
            default: args.default.into_option(),
        })
    }
}

impl Representable for ContextVar {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let name = zelf.name.as_object().repr(vm)?;
        let default = match &zelf.default {
            Some(default) => format!(" default={}", default.repr(vm)?),
            None => String::new(),
        };
        let id = zelf.as_object().get_id();
        Ok(format!("<ContextVar name={name}{default} at {id:#x}>"))
    }
}

#[pyclass(name = "Token", module = "_contextvars", traverse)]
#[derive(Debug, PyPayload)]
pub(super) struct Token {
    context: PyRef<PyContext>,
    var: PyRef<ContextVar>,
    old: Option<PyObjectRef>,
    #[pytraverse(skip)]
    used: Cell<bool>,
}

#[pyclass(with(Constructor, Representable))]
impl Token {
    #[pygetset]
    fn var(zelf: &Py<Self>) -> PyRef<ContextVar> {
        zelf.var.clone()
    }

    #[pygetset]
    fn old_value(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        match &zelf.old {
            Some(old) => Ok(old.clone()),
            None => zelf.as_object().get_attr("MISSING", vm),
        }
    }

    #[pymethod]
    fn __enter__(zelf: PyRef<Self>) -> PyRef<Self> {
        zelf
    }

    #[pymethod]
    fn __exit__(zelf: PyRef<Self>, _: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        ContextVar::reset(&zelf.var.clone(), zelf.into(), vm)
    }

    #[pyclassmethod]
    fn __class_getitem__(
        cls: PyTypeRef,
        args: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(cls, args, vm)
    }
}

impl Constructor for Token {
    type Args = FuncArgs;

    fn py_new(_: &Py<PyType>, _: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_runtime_error("Tokens can only be created by ContextVars"))
    }
}

impl Representable for Token {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let used = if zelf.used.get() { " used" } else { "" };
        let var = zelf.var.as_object().repr(vm)?;
        let id = zelf.as_object().get_id();
        Ok(format!("<Token{used} var={var} at {id:#x}>"))
    }
}

/// What a token's `old_value` is when there was none.
#[pyclass(name = "Token.MISSING", module = "_contextvars")]
#[derive(Debug, PyPayload)]
pub(super) struct Missing;

#[pyclass(with(Representable))]
impl Missing {}

impl Representable for Missing {
    fn repr_str(_: &Py<Self>, _: &VirtualMachine) -> PyResult<String> {
        Ok("<Token.MISSING>".to_owned())
    }
}
