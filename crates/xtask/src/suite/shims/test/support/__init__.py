"""What the tests of asyncio use of CPython's `test.support`, without files and processes."""

import gc

verbose = False
LOOPBACK_TIMEOUT, SHORT_TIMEOUT, LONG_TIMEOUT = 10.0, 30.0, 300.0
TEST_HOME_DIR = "/"
Py_GIL_DISABLED = False
is_emscripten = is_wasi = False


def gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


def get_attribute(thing, name):
    import unittest
    try:
        return getattr(thing, name)
    except AttributeError:
        raise unittest.SkipTest(f"{thing!r} has no attribute {name!r}") from None


def reap_children():
    """There are none."""


def _as_it_is(test):
    return test


# What only CPython's own does is tried here too.
cpython_only = refcount_test = _as_it_is


def requires_working_socket(*, module=False):
    import unittest
    return unittest.skip("there are no sockets")


def requires_subprocess():
    import unittest
    return unittest.skip("there are no processes")


has_fork_support = has_subprocess_support = has_socket_support = False


def requires_resource(name):
    import unittest
    return unittest.skip(f"resource {name!r} is not asked for")


def load_package_tests(*_):
    """Each module is loaded by its name."""


def busy_retry(*_, **__):
    return iter(())


def maybe_get_event_loop_policy():
    """None that would have processes to watch, as those of older Pythons had."""
