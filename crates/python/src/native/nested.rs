//! Things in things: how deep they may be shown, compared, hashed and iterated.
//!
//! The machine asks how much of its stack is left. In a browser there is another one beside it that cannot be asked, and of which
//! these take more. So they are counted.

use std::cell::Cell;

use rustpython_vm::{
    PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{
        PyDict, PyEnumerate, PyFilter, PyFrozenSet, PyList, PyMap, PySet, PyStr, PyTuple, PyZip,
    },
    common::hash::PyHash,
    function::{Either, PyComparisonValue},
    protocol::PyIterReturn,
    types::{Comparable, Hashable, IterNext, PyComparisonOp, Representable},
};

/// How many levels are a `RecursionError`. A worker of Chromium has room for at least a third more of any of them.
const LEVELS: u32 = 700;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// One level deeper.
fn nested<T>(vm: &VirtualMachine, what: &str, inside: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    struct Leave(u32);
    impl Drop for Leave {
        fn drop(&mut self) {
            DEPTH.set(self.0);
        }
    }
    let depth = DEPTH.get();
    if depth >= LEVELS {
        let why = format!("maximum recursion depth exceeded {what}");
        return Err(vm.new_recursion_error(why));
    }
    let _leave = Leave(depth);
    DEPTH.set(depth + 1);
    inside()
}

fn repr<T: Representable>(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    nested(vm, "while getting the repr of an object", || {
        T::slot_repr(zelf, vm)
    })
}

fn compare<T: Comparable>(
    zelf: &PyObject,
    other: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
    nested(vm, "in comparison", || {
        T::slot_richcompare(zelf, other, op, vm)
    })
}

fn hash<T: Hashable>(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyHash> {
    nested(vm, "while hashing", || T::slot_hash(zelf, vm))
}

fn next<T: IterNext>(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
    nested(vm, "while calling a Python object", || {
        T::slot_iternext(zelf, vm)
    })
}

/// From now on they are counted. Classes that are made later inherit it.
pub(crate) fn count_levels(vm: &VirtualMachine) {
    let types = &vm.ctx.types;
    types.list_type.slots.repr.store(Some(repr::<PyList>));
    types.tuple_type.slots.repr.store(Some(repr::<PyTuple>));
    types.dict_type.slots.repr.store(Some(repr::<PyDict>));
    types.set_type.slots.repr.store(Some(repr::<PySet>));
    let frozen = types.frozenset_type;
    frozen.slots.repr.store(Some(repr::<PyFrozenSet>));

    let list = types.list_type;
    list.slots.richcompare.store(Some(compare::<PyList>));
    let tuple = types.tuple_type;
    tuple.slots.richcompare.store(Some(compare::<PyTuple>));
    let dict = types.dict_type;
    dict.slots.richcompare.store(Some(compare::<PyDict>));

    types.tuple_type.slots.hash.store(Some(hash::<PyTuple>));
    frozen.slots.hash.store(Some(hash::<PyFrozenSet>));

    let class = PyMap::class(&vm.ctx);
    class.slots.iternext.store(Some(next::<PyMap>));
    let class = PyFilter::class(&vm.ctx);
    class.slots.iternext.store(Some(next::<PyFilter>));
    let class = PyZip::class(&vm.ctx);
    class.slots.iternext.store(Some(next::<PyZip>));
    let class = PyEnumerate::class(&vm.ctx);
    class.slots.iternext.store(Some(next::<PyEnumerate>));
}
