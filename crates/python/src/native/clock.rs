//! `_clock`: virtual time, as the module `time` shows it.

pub(crate) use _clock::module_def;

#[pymodule]
mod _clock {
    use std::rc::Rc;

    use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, builtins::PyFloat};

    use crate::{host::Host, native::place};

    /// Seconds of loop time.
    #[pyfunction]
    fn monotonic(vm: &VirtualMachine) -> PyResult<f64> {
        Ok(look(vm)?.map_or(0.0, |host| host.now()))
    }

    /// A look at the clock, which may be one of very many.
    fn look(vm: &VirtualMachine) -> PyResult<Option<Rc<Host>>> {
        let host = Host::current();
        if let Some(host) = &host {
            host.look_at_clock(|| place::here(vm));
            host.check(vm)?;
        }
        Ok(host)
    }

    /// Seconds since 1970, by the clock that the program was given.
    #[pyfunction]
    fn time(vm: &VirtualMachine) -> PyResult<f64> {
        Ok(look(vm)?.map_or(0.0, |host| host.epoch + host.now()))
    }

    /// Blocks: loop time passes, and nothing else happens meanwhile.
    #[pyfunction]
    fn sleep(seconds: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let given = match seconds.downcast_ref::<PyFloat>() {
            Some(float) => float.to_f64(),
            None => match seconds.try_index_opt(vm) {
                Some(whole) => whole?.try_to_primitive::<i64>(vm)? as f64,
                None => {
                    return Err(vm.new_type_error(format!(
                        "'{}' object cannot be interpreted as an integer or float",
                        seconds.class().name()
                    )));
                }
            },
        };
        if given.is_nan() {
            return Err(vm.new_value_error("Invalid value NaN (not a number)"));
        }
        if given < 0.0 {
            return Err(vm.new_value_error("sleep length must be non-negative"));
        }
        if given > LONGEST {
            return Err(vm.new_overflow_error("timestamp too large to convert to C PyTime_t"));
        }
        if let Some(host) = Host::current() {
            host.block(given, place::here(vm));
            host.check(vm)?;
        }
        Ok(())
    }

    /// The longest sleep in seconds, as CPython counts nanoseconds in 63 bits.
    const LONGEST: f64 = 9_223_372_036.0;
}
