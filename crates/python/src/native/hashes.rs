//! `_hashes`: the digests behind `hashlib`, by which `random` takes a text for a seed and `uuid` a name.

pub(crate) use _hashes::module_def;

#[pymodule]
mod _hashes {
    use core::fmt::Write;

    use digest::DynDigest;
    use rustpython_vm::{
        AsObject, Py, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyBytes, PyStr, PyStrRef},
        common::lock::PyMutex,
        function::{ArgBytesLike, OptionalArg},
        types::Representable,
    };

    /// A digest in progress.
    #[pyattr]
    #[pyclass(name = "HASH", module = "_hashlib")]
    #[derive(PyPayload)]
    struct Hash {
        name: &'static str,
        block: usize,
        state: PyMutex<Box<dyn DynDigest>>,
    }

    impl core::fmt::Debug for Hash {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(self.name)
        }
    }

    /// A digest of nothing yet; `ValueError` for one that is not here.
    #[pyfunction]
    fn new(
        name: PyStrRef,
        data: OptionalArg<ArgBytesLike>,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Hash>> {
        let wanted = name.to_string_lossy().to_lowercase();
        let (name, block, state): (_, _, Box<dyn DynDigest>) = match &*wanted {
            "md5" => ("md5", 64, Box::<md5::Md5>::default()),
            "sha1" => ("sha1", 64, Box::<sha1::Sha1>::default()),
            "sha224" => ("sha224", 64, Box::<sha2::Sha224>::default()),
            "sha256" => ("sha256", 64, Box::<sha2::Sha256>::default()),
            "sha384" => ("sha384", 128, Box::<sha2::Sha384>::default()),
            "sha512" => ("sha512", 128, Box::<sha2::Sha512>::default()),
            _ => return Err(vm.new_value_error(format!("unsupported hash type {wanted}"))),
        };
        let hash = Hash {
            name,
            block,
            state: PyMutex::new(state),
        };
        if let OptionalArg::Present(data) = data {
            data.with_ref(|bytes| hash.state.lock().update(bytes));
        }
        Ok(hash.into_ref(&vm.ctx))
    }

    impl Hash {
        fn finished(&self) -> Box<[u8]> {
            self.state.lock().box_clone().finalize()
        }
    }

    impl Representable for Hash {
        fn repr_str(zelf: &Py<Self>, _: &VirtualMachine) -> PyResult<String> {
            let Self { name, .. } = &**zelf;
            Ok(format!(
                "<{name} _hashlib.HASH object @ {:#x}>",
                zelf.get_id()
            ))
        }
    }

    #[pyclass(flags(DISALLOW_INSTANTIATION), with(Representable))]
    impl Hash {
        #[pymethod]
        fn update(zelf: &Py<Self>, data: ArgBytesLike) {
            data.with_ref(|bytes| zelf.state.lock().update(bytes));
        }

        #[pymethod]
        fn digest(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<PyBytes> {
            vm.ctx.new_bytes(zelf.finished().into())
        }

        #[pymethod]
        fn hexdigest(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<PyStr> {
            let mut digits = String::new();
            for byte in zelf.finished() {
                let _ = write!(digits, "{byte:02x}");
            }
            vm.ctx.new_str(digits)
        }

        #[pymethod]
        fn copy(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
            let copy = Self {
                name: zelf.name,
                block: zelf.block,
                state: PyMutex::new(zelf.state.lock().box_clone()),
            };
            copy.into_ref(&vm.ctx)
        }

        #[pygetset]
        fn name(zelf: &Py<Self>) -> &'static str {
            zelf.name
        }

        #[pygetset]
        fn digest_size(zelf: &Py<Self>) -> usize {
            zelf.state.lock().output_size()
        }

        #[pygetset]
        fn block_size(zelf: &Py<Self>) -> usize {
            zelf.block
        }
    }
}
