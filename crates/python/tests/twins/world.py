import asyncio, contextvars; from contextlib import suppress
class E(Exception): pass
class B(BaseException): pass
variable = contextvars.ContextVar("variable", default=None)
runner = asyncio.Runner(); loop = runner.get_loop(); loop.set_exception_handler(lambda loop, context: None)
def log(who, text): pass
def call(function): return function(function.__name__)
def show(value): return ""
def state(future): return ""
def name(given, future): return ""
def named(given, futures): return ""
def _run(main):
    with suppress(BaseException): runner.run(main())
    with suppress(BaseException): runner.close()
