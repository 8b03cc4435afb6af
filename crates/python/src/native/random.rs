//! `_random`: the Mersenne Twister that CPython uses, so that a seed gives the same numbers.

pub(crate) use _random::module_def;

#[pymodule]
mod _random {
    use mt19937::MT19937;
    use num_bigint::{BigInt, Sign};
    use num_traits::Signed;
    use rand_core::Rng;
    use rustpython_vm::{
        Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyInt, PyTupleRef, PyType},
        common::lock::PyMutex,
        function::{FuncArgs, OptionalOption},
        types::Constructor,
    };

    use crate::host::Host;

    #[pyattr]
    #[pyclass(name = "Random", module = "_random")]
    #[derive(PyPayload)]
    struct Random {
        twister: PyMutex<MT19937>,
    }

    impl core::fmt::Debug for Random {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("Random")
        }
    }

    impl Constructor for Random {
        type Args = FuncArgs;

        fn py_new(_: &Py<PyType>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
            let key = match args.args.first() {
                Some(seed) if !vm.is_none(seed) => key(seed, vm)?,
                _ => fresh(),
            };
            Ok(Self {
                twister: PyMutex::new(MT19937::new_with_slice_seed(&key)),
            })
        }
    }

    /// A seed of nobody's choosing: a run's own, so that the next run is the same.
    fn fresh() -> Vec<u32> {
        let seed = Host::current().map_or(0, |host| host.chance());
        vec![seed as u32, (seed >> 32) as u32]
    }

    /// The words of a seed, as CPython takes them: of the number, or of its hash.
    fn key(seed: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<u32>> {
        let number = match seed.downcast_ref::<PyInt>() {
            Some(number) => number.as_bigint().abs(),
            None => BigInt::from(seed.hash(vm)? as u64),
        };
        let words = number.to_u32_digits().1;
        Ok(if words.is_empty() { vec![0] } else { words })
    }

    #[pyclass(flags(BASETYPE), with(Constructor))]
    impl Random {
        #[pymethod]
        fn random(zelf: &Py<Self>) -> f64 {
            mt19937::gen_res53(&mut *zelf.twister.lock())
        }

        #[pymethod]
        fn seed(
            zelf: &Py<Self>,
            seed: OptionalOption<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let key = seed
                .flatten()
                .map_or_else(|| Ok(fresh()), |seed| key(&seed, vm))?;
            zelf.twister.lock().seed_slice(&key);
            Ok(())
        }

        #[pymethod]
        fn getrandbits(zelf: &Py<Self>, k: isize, vm: &VirtualMachine) -> PyResult<BigInt> {
            let Ok(mut left) = usize::try_from(k) else {
                return Err(vm.new_value_error("number of bits must be non-negative"));
            };
            let mut twister = zelf.twister.lock();
            let mut words = Vec::with_capacity(left.div_ceil(32));
            while left > 0 {
                let word = twister.next_u32();
                words.push(if left < 32 { word >> (32 - left) } else { word });
                left = left.saturating_sub(32);
            }
            Ok(BigInt::from_slice(Sign::Plus, &words))
        }

        #[pymethod]
        fn getstate(zelf: &Py<Self>, vm: &VirtualMachine) -> PyTupleRef {
            let twister = zelf.twister.lock();
            let words = twister.get_state().iter().map(|word| vm.new_pyobj(*word));
            let index = vm.new_pyobj(twister.get_index());
            vm.ctx.new_tuple(words.chain([index]).collect())
        }

        #[pymethod]
        fn setstate(zelf: &Py<Self>, state: PyTupleRef, vm: &VirtualMachine) -> PyResult<()> {
            let wrong = || vm.new_value_error("state vector is the wrong size");
            let (index, words) = state.as_slice().split_last().ok_or_else(wrong)?;
            let words = words
                .iter()
                .map(|word| word.clone().try_into_value(vm))
                .collect::<PyResult<Vec<u32>>>()?;
            let words: &[u32; 624] = words.as_slice().try_into().map_err(|_| wrong())?;
            let index: usize = index.clone().try_into_value(vm)?;
            if index > words.len() {
                return Err(vm.new_value_error("invalid state"));
            }
            let mut twister = zelf.twister.lock();
            twister.set_state(words);
            twister.set_index(index);
            Ok(())
        }
    }

    /// What `os.urandom` gives in a run that can be repeated.
    #[pyfunction]
    fn urandom(size: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(size);
        while bytes.len() < size {
            let word = Host::current().map_or(0, |host| host.chance());
            let left = (size - bytes.len()).min(8);
            bytes.extend(&word.to_le_bytes()[..left]);
        }
        bytes
    }
}
