//! `math`, over `pymath`, which follows CPython bit by bit.

mod table;

pub(crate) use math::module_def;

#[allow(clippy::module_inception, reason = "the inner one is Python's")]
#[pymodule]
mod math {
    use num_bigint::BigInt;
    use num_traits::{Signed, ToPrimitive};
    use rustpython_vm::{
        Py, PyObject, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyFloat, PyInt, PyModule, try_f64_to_bigint},
        function::{ArgIndex, ArgIntoFloat, ArgIterable, OptionalArg, PosArgs},
    };

    use super::table::{self, raised};

    #[pyattr]
    use core::f64::consts::{E as e, PI as pi, TAU as tau};

    #[pyattr(name = "inf")]
    const INF: f64 = f64::INFINITY;
    #[pyattr(name = "nan")]
    const NAN: f64 = f64::NAN;

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        table::add_unary(vm, module)
    }

    #[pyfunction]
    fn isfinite(x: ArgIntoFloat) -> bool {
        x.into_float().is_finite()
    }

    #[pyfunction]
    fn isinf(x: ArgIntoFloat) -> bool {
        x.into_float().is_infinite()
    }

    #[pyfunction]
    fn isnan(x: ArgIntoFloat) -> bool {
        x.into_float().is_nan()
    }

    #[derive(FromArgs)]
    struct IsCloseArgs {
        #[pyarg(positional)]
        a: ArgIntoFloat,
        #[pyarg(positional)]
        b: ArgIntoFloat,
        #[pyarg(named, optional)]
        rel_tol: OptionalArg<ArgIntoFloat>,
        #[pyarg(named, optional)]
        abs_tol: OptionalArg<ArgIntoFloat>,
    }

    #[pyfunction]
    fn isclose(args: IsCloseArgs, vm: &VirtualMachine) -> PyResult<bool> {
        let float =
            |given: OptionalArg<ArgIntoFloat>| given.into_option().map(ArgIntoFloat::into_float);
        let (rel_tol, abs_tol) = (float(args.rel_tol), float(args.abs_tol));
        pymath::math::isclose(args.a.into_float(), args.b.into_float(), rel_tol, abs_tol)
            .map_err(|_| vm.new_value_error("tolerances must be non-negative"))
    }

    #[pyfunction]
    fn copysign(x: ArgIntoFloat, y: ArgIntoFloat) -> f64 {
        x.into_float().copysign(y.into_float())
    }

    #[pyfunction]
    fn nextafter(x: ArgIntoFloat, y: ArgIntoFloat) -> f64 {
        pymath::math::nextafter(x.into_float(), y.into_float(), None)
    }

    #[pyfunction]
    fn ulp(x: ArgIntoFloat) -> f64 {
        pymath::math::ulp(x.into_float())
    }

    #[pyfunction]
    fn degrees(x: ArgIntoFloat) -> f64 {
        pymath::math::degrees(x.into_float())
    }

    #[pyfunction]
    fn radians(x: ArgIntoFloat) -> f64 {
        pymath::math::radians(x.into_float())
    }

    #[pyfunction]
    fn fma(
        x: ArgIntoFloat,
        y: ArgIntoFloat,
        z: ArgIntoFloat,
        vm: &VirtualMachine,
    ) -> PyResult<f64> {
        let (x, y, z) = (x.into_float(), y.into_float(), z.into_float());
        pymath::math::fma(x, y, z).map_err(|error| match error {
            pymath::Error::EDOM => vm.new_value_error("invalid operation in fma"),
            pymath::Error::ERANGE => vm.new_overflow_error("overflow in fma"),
        })
    }

    type Binary = fn(f64, f64) -> Result<f64, pymath::Error>;

    fn binary(f: Binary, x: ArgIntoFloat, y: ArgIntoFloat, vm: &VirtualMachine) -> PyResult<f64> {
        let (x, y) = (x.into_float(), y.into_float());
        f(x, y).map_err(|error| raised(error, "", x, vm))
    }

    #[pyfunction]
    fn atan2(y: ArgIntoFloat, x: ArgIntoFloat, vm: &VirtualMachine) -> PyResult<f64> {
        binary(pymath::math::atan2, y, x, vm)
    }

    #[pyfunction]
    fn pow(x: ArgIntoFloat, y: ArgIntoFloat, vm: &VirtualMachine) -> PyResult<f64> {
        binary(pymath::math::pow, x, y, vm)
    }

    #[pyfunction]
    fn fmod(x: ArgIntoFloat, y: ArgIntoFloat, vm: &VirtualMachine) -> PyResult<f64> {
        binary(pymath::math::fmod, x, y, vm)
    }

    #[pyfunction]
    fn remainder(x: ArgIntoFloat, y: ArgIntoFloat, vm: &VirtualMachine) -> PyResult<f64> {
        binary(pymath::math::remainder, x, y, vm)
    }

    /// A logarithm, of whole numbers of any size too.
    fn logarithm(
        x: &PyObject,
        whole: impl FnOnce(&BigInt) -> Result<f64, pymath::Error>,
        float: impl FnOnce(f64) -> Result<f64, pymath::Error>,
        vm: &VirtualMachine,
    ) -> PyResult<f64> {
        if let Some(number) = x.downcast_ref::<PyInt>() {
            return whole(number.as_bigint())
                .map_err(|error| raised(error, "expected a positive input", 0.0, vm));
        }
        let x = x.try_float(vm)?.to_f64();
        float(x).map_err(|error| raised(error, "expected a positive input, got {}", x, vm))
    }

    #[pyfunction]
    fn log(x: PyObjectRef, base: OptionalArg<ArgIntoFloat>, vm: &VirtualMachine) -> PyResult<f64> {
        use pymath::math as m;
        let base = base.into_option().map(ArgIntoFloat::into_float);
        if let Some(base) = base.filter(|base| *base <= 0.0) {
            return Err(raised(
                pymath::Error::EDOM,
                "expected a positive input, got {}",
                base,
                vm,
            ));
        }
        if base == Some(1.0) {
            return Err(vm.new_zero_division_error("division by zero"));
        }
        logarithm(&x, |x| m::log_bigint(x, base), |x| m::log(x, base), vm)
    }

    #[pyfunction]
    fn log2(x: PyObjectRef, vm: &VirtualMachine) -> PyResult<f64> {
        logarithm(&x, pymath::math::log2_bigint, pymath::math::log2, vm)
    }

    #[pyfunction]
    fn log10(x: PyObjectRef, vm: &VirtualMachine) -> PyResult<f64> {
        logarithm(&x, pymath::math::log10_bigint, pymath::math::log10, vm)
    }

    fn floats(given: Vec<ArgIntoFloat>) -> Vec<f64> {
        given.into_iter().map(ArgIntoFloat::into_float).collect()
    }

    #[pyfunction]
    fn hypot(coordinates: PosArgs<ArgIntoFloat>) -> f64 {
        pymath::math::hypot(&floats(coordinates.into_vec()))
    }

    #[pyfunction]
    fn dist(p: Vec<ArgIntoFloat>, q: Vec<ArgIntoFloat>, vm: &VirtualMachine) -> PyResult<f64> {
        if p.len() != q.len() {
            return Err(vm.new_value_error("both points must have the same number of dimensions"));
        }
        Ok(pymath::math::dist(&floats(p), &floats(q)))
    }

    /// Calls a method such as `__floor__`, or else rounds a float.
    fn rounded(
        x: &PyObject,
        method: &'static str,
        round: fn(f64) -> f64,
        vm: &VirtualMachine,
    ) -> PyResult {
        let name = vm.ctx.intern_str(method);
        if let Some(float) = x.downcast_ref_if_exact::<PyFloat>(vm) {
            return Ok(vm
                .ctx
                .new_int(try_f64_to_bigint(round(float.to_f64()), vm)?)
                .into());
        }
        if x.class().has_attr(name) {
            return vm.call_method(x, method, ());
        }
        match x.try_float_opt(vm) {
            Some(float) if method != "__trunc__" => Ok(vm
                .ctx
                .new_int(try_f64_to_bigint(round(float?.to_f64()), vm)?)
                .into()),
            _ => Err(vm.new_type_error(format!(
                "type {} doesn't define {method} method",
                x.class().name()
            ))),
        }
    }

    #[pyfunction]
    fn ceil(x: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        rounded(&x, "__ceil__", f64::ceil, vm)
    }

    #[pyfunction]
    fn floor(x: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        rounded(&x, "__floor__", f64::floor, vm)
    }

    #[pyfunction]
    fn trunc(x: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        rounded(&x, "__trunc__", f64::trunc, vm)
    }

    #[pyfunction]
    fn frexp(x: ArgIntoFloat) -> (f64, i32) {
        pymath::math::frexp(x.into_float())
    }

    #[pyfunction]
    fn modf(x: ArgIntoFloat) -> (f64, f64) {
        pymath::math::modf(x.into_float())
    }

    #[pyfunction]
    fn ldexp(x: ArgIntoFloat, i: ArgIndex, vm: &VirtualMachine) -> PyResult<f64> {
        let x = x.into_float();
        pymath::math::ldexp_bigint(x, i.as_ref().as_bigint())
            .map_err(|error| raised(error, "", x, vm))
    }

    #[pyfunction]
    fn fsum(seq: ArgIterable<ArgIntoFloat>, vm: &VirtualMachine) -> PyResult<f64> {
        let values = seq.iter(vm)?.collect::<PyResult<Vec<_>>>()?;
        pymath::math::fsum(floats(values)).map_err(|error| match error {
            pymath::Error::EDOM => vm.new_value_error("-inf + inf in fsum"),
            pymath::Error::ERANGE => vm.new_overflow_error("intermediate overflow in fsum"),
        })
    }

    #[pyfunction]
    fn gcd(args: PosArgs<ArgIndex>) -> BigInt {
        let args = args.into_vec();
        let args: Vec<_> = args.iter().map(|arg| arg.as_ref().as_bigint()).collect();
        pymath::math::integer::gcd(&args)
    }

    #[pyfunction]
    fn lcm(args: PosArgs<ArgIndex>) -> BigInt {
        let args = args.into_vec();
        let args: Vec<_> = args.iter().map(|arg| arg.as_ref().as_bigint()).collect();
        pymath::math::integer::lcm(&args)
    }

    #[pyfunction]
    fn isqrt(x: ArgIndex, vm: &VirtualMachine) -> PyResult<BigInt> {
        pymath::math::integer::isqrt(x.as_ref().as_bigint())
            .map_err(|_| vm.new_value_error("isqrt() argument must be nonnegative"))
    }

    /// A whole number that is not negative.
    fn natural(given: &ArgIndex, what: &str, vm: &VirtualMachine) -> PyResult<i64> {
        let number = given.as_ref().as_bigint();
        if number.is_negative() {
            return Err(vm.new_value_error(format!("{what} must be a non-negative integer")));
        }
        number
            .to_i64()
            .ok_or_else(|| vm.new_overflow_error(format!("{what} must not exceed {}", i64::MAX)))
    }

    #[pyfunction]
    fn factorial(x: ArgIndex, vm: &VirtualMachine) -> PyResult<BigInt> {
        if x.as_ref().as_bigint().is_negative() {
            return Err(vm.new_value_error("factorial() not defined for negative values"));
        }
        let x = natural(&x, "factorial() argument", vm)?;
        pymath::math::integer::factorial(x)
            .map(BigInt::from)
            .map_err(|error| raised(error, "", 0.0, vm))
    }

    #[pyfunction]
    fn comb(n: ArgIndex, k: ArgIndex, vm: &VirtualMachine) -> PyResult<BigInt> {
        let (n, k) = (natural(&n, "n", vm)?, natural(&k, "k", vm)?);
        pymath::math::integer::comb(n, k)
            .map(BigInt::from)
            .map_err(|error| raised(error, "", 0.0, vm))
    }

    #[pyfunction]
    fn perm(
        n: ArgIndex,
        k: OptionalArg<Option<ArgIndex>>,
        vm: &VirtualMachine,
    ) -> PyResult<BigInt> {
        let n = natural(&n, "n", vm)?;
        let k = k.into_option().flatten();
        let k = k.map(|k| natural(&k, "k", vm)).transpose()?;
        pymath::math::integer::perm(n, k)
            .map(BigInt::from)
            .map_err(|error| raised(error, "", 0.0, vm))
    }

    #[derive(FromArgs)]
    struct ProdArgs {
        #[pyarg(positional)]
        iterable: ArgIterable<PyObjectRef>,
        #[pyarg(named, optional)]
        start: OptionalArg<PyObjectRef>,
    }

    #[pyfunction]
    fn prod(args: ProdArgs, vm: &VirtualMachine) -> PyResult {
        let mut product: PyObjectRef = args.start.unwrap_or_else(|| vm.new_pyobj(1));
        for factor in args.iterable.iter(vm)? {
            product = vm._mul(&product, &*factor?)?;
        }
        Ok(product)
    }

    #[pyfunction]
    fn sumprod(p: Vec<PyObjectRef>, q: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        if p.len() != q.len() {
            return Err(vm.new_value_error("Inputs are not the same length"));
        }
        let float = |all: &[PyObjectRef]| -> Option<Vec<f64>> {
            all.iter()
                .map(|one| one.downcast_ref_if_exact::<PyFloat>(vm).map(Py::to_f64))
                .collect()
        };
        if let (Some(p), Some(q)) = (float(&p), float(&q)) {
            let sum = pymath::math::sumprod(&p, &q).map_err(|error| raised(error, "", 0.0, vm))?;
            return Ok(vm.new_pyobj(sum));
        }
        let mut sum = vm.new_pyobj(0);
        for (p, q) in p.iter().zip(&q) {
            sum = vm._add(&sum, &*vm._mul(p, q)?)?;
        }
        Ok(sum)
    }
}
