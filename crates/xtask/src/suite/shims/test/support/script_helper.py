"""Tests that start another interpreter."""

import unittest


def assert_python_ok(*args, **environment):
    raise unittest.SkipTest("no process can be started")


assert_python_failure = assert_python_ok
