//! The functions of one number, and the errors of all of them.

use rustpython_vm::{
    Py, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyModule},
    function::ArgIntoFloat,
};

type Unary = fn(f64) -> Result<f64, pymath::Error>;

/// Functions of one number, and what they say of a number outside their domain.
const UNARY: &[(&str, Unary, &str)] = {
    use pymath::math as m;
    &[
        ("fabs", m::fabs, ""),
        ("exp", m::exp, ""),
        ("exp2", m::exp2, ""),
        ("expm1", m::expm1, ""),
        ("log1p", m::log1p, "expected argument value > -1, got {}"),
        ("sqrt", m::sqrt, "expected a nonnegative input, got {}"),
        ("cbrt", m::cbrt, ""),
        (
            "acos",
            m::acos,
            "expected a number in range from -1 up to 1, got {}",
        ),
        (
            "asin",
            m::asin,
            "expected a number in range from -1 up to 1, got {}",
        ),
        ("atan", m::atan, ""),
        ("cos", m::cos, "expected a finite input, got {}"),
        ("sin", m::sin, "expected a finite input, got {}"),
        ("tan", m::tan, "expected a finite input, got {}"),
        (
            "acosh",
            m::acosh,
            "expected argument value not less than 1, got {}",
        ),
        ("asinh", m::asinh, ""),
        (
            "atanh",
            m::atanh,
            "expected a number between -1 and 1, got {}",
        ),
        ("cosh", m::cosh, ""),
        ("sinh", m::sinh, ""),
        ("tanh", m::tanh, ""),
        ("erf", m::erf, ""),
        ("erfc", m::erfc, ""),
        (
            "gamma",
            m::gamma,
            "expected a noninteger or positive integer, got {}",
        ),
        (
            "lgamma",
            m::lgamma,
            "expected a noninteger or positive integer, got {}",
        ),
    ]
};

/// Adds the functions of the table to the module.
pub(super) fn add_unary(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    for &(name, function, outside) in UNARY {
        let call = move |x: ArgIntoFloat, vm: &VirtualMachine| -> PyResult<f64> {
            let x = x.into_float();
            function(x).map_err(|error| raised(error, outside, x, vm))
        };
        module.set_attr(name, vm.new_function(name, call), vm)?;
    }
    Ok(())
}

/// The exception that CPython raises; `outside` says what was expected, if it says more than "domain".
pub(super) fn raised(
    error: pymath::Error,
    outside: &str,
    x: f64,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    match error {
        pymath::Error::EDOM if outside.is_empty() => vm.new_value_error("math domain error"),
        pymath::Error::EDOM => {
            let shown = rustpython_vm::literal::float::to_string(x);
            vm.new_value_error(outside.replace("{}", &shown))
        }
        pymath::Error::ERANGE => vm.new_overflow_error("math range error"),
    }
}
