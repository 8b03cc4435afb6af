//! `_coroscope`: the executor core as the base class of Python's event loop.

pub(crate) use _coroscope::{CoreLoop, module_def};

#[pymodule]
mod _coroscope {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };

    use asyncio::{Drive, Exception, Forever, Loop, Progress};
    use coroscope_trace::{EventKind, RunStage};
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyStrRef, PyType},
        frame,
        function::{ArgIntoFloat, FuncArgs},
        types::Constructor,
        vm::thread::with_current_vm,
    };

    use crate::{
        host::Host,
        native::{asyncio::tell as asyncio_trace, label, place},
    };

    /// The scheduling part of an event loop. What it schedules are Python's `Handle`s, and the natives'
    /// own steps.
    #[pyattr]
    #[pyclass(name = "CoreLoop", module = "_coroscope")]
    #[derive(PyPayload)]
    pub(crate) struct CoreLoop {
        pub(crate) aio: Loop,
        /// It is asyncio's own class: nothing of a program's stands before `call_soon`.
        pub(crate) is_plain: Cell<bool>,
        /// What to raise, called first, when nothing is left that could wake a task: a program that
        /// runs programs wants to know, and to go on.
        stuck: RefCell<Option<PyObjectRef>>,
        /// What left a callback and has to leave the loop.
        raised: RefCell<Option<PyBaseExceptionRef>>,
        /// How often a loop with queues of its own has asked what has happened, without waiting for it.
        asked: Cell<u32>,
    }

    impl core::fmt::Debug for CoreLoop {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("CoreLoop")
        }
    }

    impl Constructor for CoreLoop {
        type Args = FuncArgs;

        fn py_new(class: &Py<PyType>, _: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
            Ok(Self {
                is_plain: Cell::new(is_plain(class, vm)),
                aio: Host::current().map_or_else(Loop::new, |host| host.new_loop()),
                stuck: RefCell::default(),
                raised: RefCell::default(),
                asked: Cell::default(),
            })
        }
    }

    /// Whether the class schedules as asyncio's own does.
    fn is_plain(class: &Py<PyType>, vm: &VirtualMachine) -> bool {
        let method = |name| class.get_attr(vm.ctx.intern_str(name));
        match (method("call_soon"), method("_core_call_soon")) {
            (Some(one), Some(other)) => one.is(&other),
            _ => false,
        }
    }

    /// A handle in the core.
    #[pyclass(no_attr, name = "CoreHandle", module = "_coroscope")]
    #[derive(PyPayload)]
    struct CoreHandle(asyncio::Handle);

    impl core::fmt::Debug for CoreHandle {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("CoreHandle")
        }
    }

    #[pyclass]
    impl CoreHandle {
        #[pymethod]
        fn cancel(zelf: &Py<Self>) {
            zelf.0.cancel();
        }
    }

    impl CoreLoop {
        /// Has the loop raise this when the callback in progress has returned.
        pub(crate) fn leave_with(&self, error: PyBaseExceptionRef) -> Exception {
            *self.raised.borrow_mut() = Some(error);
            // The core only has to know that something leaves it.
            Exception::system_exit(0)
        }
    }

    impl CoreLoop {
        /// Rule A9.
        pub(crate) fn check_open(&self, vm: &VirtualMachine) -> PyResult<()> {
            if self.aio.is_closed() {
                return Err(vm.new_runtime_error("Event loop is closed"));
            }
            Ok(())
        }
    }

    impl CoreLoop {
        /// Rule W5: in debug mode the log hears of what took long.
        pub(crate) fn report_slow(
            zelf: &Py<Self>,
            what: &PyObject,
            began: f64,
            vm: &VirtualMachine,
        ) {
            let seconds = zelf.aio.time() - began;
            if seconds > 0.0 {
                let seconds = vm.ctx.new_float(seconds);
                let said =
                    vm.call_method(zelf.as_object(), "_report_slow", (what.to_owned(), seconds));
                if let Err(error) = said {
                    vm.run_unraisable(error, None, what.to_owned());
                }
            }
        }

        /// It is this loop's turn.
        fn begin(&self, vm: &VirtualMachine) -> PyResult<Option<Rc<Host>>> {
            let host = Host::current();
            if let Some(host) = &host {
                host.check(vm)?;
                host.flush();
                host.turn_to(&self.aio);
            }
            Ok(host)
        }

        /// Nothing is ready before `deadline`.
        fn idle(&self, deadline: Option<f64>, vm: &VirtualMachine) -> PyResult<()> {
            let stuck = self.stuck.borrow().clone();
            match (deadline, stuck, Host::current()) {
                (None, Some(stuck), _) => Err(stuck.call((), vm)?.try_into_value(vm)?),
                (deadline, _, Some(host)) => host.wait(&self.aio, deadline, vm),
                (deadline, ..) => {
                    self.aio.advance_to(deadline.unwrap_or_default());
                    Ok(())
                }
            }
        }

        /// An error of a step itself: the exception handler hears of it (rule A11).
        pub(crate) fn complain(
            zelf: &Py<Self>,
            task: &PyObject,
            error: PyBaseExceptionRef,
            vm: &VirtualMachine,
        ) -> Result<(), Exception> {
            vm.call_method(zelf.as_object(), "_step_failed", (task.to_owned(), error))
                .map(drop)
                .map_err(|error| zelf.leave_with(error))
        }
    }

    /// Runs a `Handle`. Its own code takes ordinary exceptions to the exception handler.
    fn run(zelf: &Py<CoreLoop>, handle: &PyObjectRef) -> Result<(), Exception> {
        with_current_vm(|vm| {
            let began = zelf.aio.time();
            let result = vm.call_method(handle, "_run", ());
            CoreLoop::report_slow(zelf, handle, began, vm);
            result.map(drop).map_err(|error| zelf.leave_with(error))
        })
    }

    #[pyclass(flags(BASETYPE, HAS_DICT, HAS_WEAKREF), with(Constructor))]
    impl CoreLoop {
        /// Loop time, in seconds. The program's own looks at it are looks at a clock; asyncio looks all the time.
        #[pymethod]
        fn time(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<f64> {
            let Some(host) = Host::current() else {
                return Ok(zelf.aio.time());
            };
            if frame::frame_at_offset(0, vm).is_some_and(|frame| place::is_own(&frame.f_code())) {
                host.look_at_clock(|| place::here(vm));
                host.check(vm)?;
            }
            Ok(host.now().max(zelf.aio.time()))
        }

        /// Appends a handle to the ready queue.
        #[pymethod]
        fn _push(zelf: PyRef<Self>, handle: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
            let label = label::of(&handle, vm);
            let (of, ran) = (zelf.clone(), handle.clone());
            let callback = move || run(&of, &ran);
            let core = match label {
                label::Label::Known(shown) => zelf.aio.call_soon_as(shown, callback),
                label::Label::Named(name) => zelf.aio.call_soon(name, callback),
            };
            handle.set_attr("_core", CoreHandle(core).into_ref(&vm.ctx), vm)
        }

        /// Sets a handle behind a timer.
        #[pymethod]
        fn _push_at(
            zelf: PyRef<Self>,
            when: ArgIntoFloat,
            handle: PyObjectRef,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let when = f64::from(when);
            let label = label::of(&handle, vm);
            let (of, ran) = (zelf.clone(), handle.clone());
            let set = place::here(vm);
            let callback = move || {
                let Some(host) = Host::current() else {
                    return run(&of, &ran);
                };
                let before = host.timer_set.replace(set);
                let result = run(&of, &ran);
                host.timer_set.set(before);
                result
            };
            if let Some(host) = Host::current() {
                zelf.aio.advance_to(host.now());
                host.flush();
                host.recorder.at_line(set.python);
            }
            let core = match label {
                label::Label::Known(shown) => zelf.aio.call_at_as(when, shown, callback),
                label::Label::Named(name) => zelf.aio.call_at(when, name, callback),
            };
            handle.set_attr("_core", CoreHandle(core).into_ref(&vm.ctx), vm)
        }

        /// Runs until it is stopped.
        #[pymethod]
        fn _drive(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<()> {
            let host = zelf.begin(vm)?;
            let mut forever = Forever::new(&zelf.aio);
            loop {
                let progress = forever.step();
                if let Some(error) = zelf.raised.borrow_mut().take() {
                    return Err(error);
                }
                match (progress, &host) {
                    (Progress::Ran, None) => {}
                    (Progress::Ran, Some(host)) => {
                        host.flush();
                        host.check(vm)?;
                        host.turned(&zelf.aio, zelf.aio.iteration(), vm)?;
                        host.press_due(vm)?;
                    }
                    (Progress::Idle { deadline }, _) => zelf.idle(deadline, vm)?,
                    (Progress::Finished, _) => break,
                }
            }
            forever
                .outcome()
                .map_err(|error| vm.new_runtime_error(error.to_string()))
        }

        /// The queues are Python's from now on: a subclass has its own way with them.
        #[pymethod]
        fn _leave_queues(zelf: &Py<Self>) {
            zelf.is_plain.set(false);
        }

        /// What a loop with queues of its own does where others ask the operating system what has happened: lets so
        /// many seconds pass, or as many as there are until something happens.
        #[pymethod]
        fn _wait(
            zelf: &Py<Self>,
            seconds: Option<ArgIntoFloat>,
            vm: &VirtualMachine,
        ) -> PyResult<Vec<PyObjectRef>> {
            let host = zelf.begin(vm)?;
            match (seconds.map(f64::from), host) {
                (Some(seconds), Some(host)) if seconds <= 0.0 => {
                    // The core has no iterations of such a loop: each asks once.
                    zelf.asked.set(zelf.asked.get().wrapping_add(1));
                    host.turned(&zelf.aio, zelf.asked.get(), vm)?;
                    host.press_due(vm)?;
                }
                (seconds, _) => zelf.idle(seconds.map(|it| zelf.aio.time() + it), vm)?,
            }
            Ok(Vec::new())
        }

        #[pymethod]
        fn _raise_when_stuck(zelf: &Py<Self>, error: PyObjectRef) {
            *zelf.stuck.borrow_mut() = Some(error);
        }

        #[pymethod]
        fn _stop(zelf: &Py<Self>) {
            zelf.aio.stop();
        }

        #[pymethod]
        fn _close(zelf: &Py<Self>) {
            // It does not run: Python's side has made sure.
            drop(zelf.aio.close());
        }

        /// The exception handler is called (rule A17).
        #[pymethod]
        fn _complained(_zelf: &Py<Self>, context: PyObjectRef, vm: &VirtualMachine) {
            asyncio_trace::complained(&context, vm);
        }

        /// Begins a duty of `asyncio.run` that has nothing to do; its task would have taken a name.
        #[pymethod]
        fn _idle_through_duty(zelf: &Py<Self>, name: PyStrRef) {
            Self::_stage(zelf, name, 0);
            if let Some(host) = Host::current() {
                host.next_task_name();
            }
            zelf.aio.idle_through_duty();
        }

        /// Says which duty of `asyncio.run` begins.
        #[pymethod]
        fn _stage(_zelf: &Py<Self>, name: PyStrRef, tasks: u32) {
            let stage = match name.to_string_lossy().as_ref() {
                "new loop" => RunStage::NewLoop,
                "main done" => RunStage::MainDone,
                "leftovers" => RunStage::CancelLeftovers,
                "asyncgens" => RunStage::CloseAsyncgens,
                "executor" => RunStage::CloseExecutor,
                _ => RunStage::CloseLoop,
            };
            if let Some(host) = Host::current() {
                host.push(EventKind::RunStage { stage, tasks });
            }
        }
    }
}
