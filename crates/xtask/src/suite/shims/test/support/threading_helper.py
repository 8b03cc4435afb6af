"""There is one thread, before and after."""

import unittest


def threading_setup():
    return ()


def threading_cleanup(*_):
    """Nothing was started."""


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest("there are no threads")
    return unittest.skip("there are no threads")


def reap_threads(test):
    return test
